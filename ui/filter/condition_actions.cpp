// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/condition_actions.h"

#include <QCoreApplication>
#include <QMenu>

#include "ui/filter/condition.h"
#include "ui/text/elide.h"

namespace mirrorscope::ui::filter {
namespace {

constexpr int kMenuValueWidth = 280;  // px

QString tr(const char* text) {
    return QCoreApplication::translate("ConditionActions", text);
}

/// A menu reads "&" as a mnemonic.
QString menuText(const QString& text, const QMenu& menu) {
    return text::elided(text, text::Kind::Path, menu.fontMetrics(), kMenuValueWidth)
        .replace(u'&', QStringLiteral("&&"));
}

}  // namespace

void addConditionChoices(QMenu& menu, const std::vector<NamedCondition>& choices, const AskFor& askFor) {
    if (choices.size() == 1 && choices.front().label.isEmpty()) {
        addConditionActions(menu, choices.front().condition, askFor);
        return;
    }
    for (const bool exclude : {false, true}) {
        if (choices.empty()) {
            return;
        }
        QMenu* list = menu.addMenu(exclude ? tr("Exclude") : tr("Show only"));
        list->setObjectName(exclude ? QStringLiteral("condition.exclude") : QStringLiteral("condition.only"));
        for (const NamedCondition& choice : choices) {
            const QString label =
                choice.label.isEmpty() ? conditionLabel(choice.condition, {}) : choice.label;
            list->addAction(menuText(label, menu), list,
                            [condition = choice.condition, exclude, askFor] { askFor(condition, exclude); });
        }
    }
}

void addConditionActions(QMenu& menu, const query::Node& condition, AskFor askFor) {
    const QString label = menuText(conditionLabel(condition, {}), menu);
    menu.addAction(tr("Show only %1").arg(label), &menu, [condition, askFor] { askFor(condition, false); });
    menu.addAction(tr("Exclude %1").arg(label), &menu, [condition, askFor] { askFor(condition, true); });
}

}  // namespace mirrorscope::ui::filter
