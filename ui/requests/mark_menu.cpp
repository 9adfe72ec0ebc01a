// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/mark_menu.h"

#include <QCoreApplication>
#include <QMenu>

#include "ui/requests/mark_look.h"

namespace mirrorscope::ui::requests {

void addMarkMenu(QMenu& menu, std::optional<traffic::Mark> now,
                 const std::function<void(traffic::Mark)>& choose) {
    QMenu* marks =
        menu.addMenu(theme::icon(theme::Icon::Flag), QCoreApplication::translate("MarkMenu", "Mark"));
    marks->setObjectName(QStringLiteral("requests.mark"));
    const auto add = [&](traffic::Mark mark) {
        const MarkLook look = markLook(mark);
        QAction* action = marks->addAction(theme::icon(look.icon, look.role), look.word, marks,
                                           [choose, mark] { choose(mark); });
        action->setCheckable(true);
        action->setChecked(now == mark);
    };
    for (const traffic::Mark mark : kMarks) {
        add(mark);
    }
    marks->addSeparator();
    add(traffic::Mark::None);
}

}  // namespace mirrorscope::ui::requests
