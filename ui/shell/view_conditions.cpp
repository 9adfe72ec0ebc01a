// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/view_conditions.h"

#include <QCoreApplication>
#include <QFile>

#include "ui/text/shown_text.h"
#include "ui/views/view_list.h"

namespace mirrorscope::ui::shell {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("ViewConditions", text);
}

QString shownFile(const QString& file) {
    return text::shownText(QFile::encodeName(file).toStdString());
}

Condition unreadCondition(const views::ViewList& list) {
    const auto& problems = list.problems();
    QString meaning = tr("%1, %2.").arg(shownFile(list.file()), sentence(problems.front()));
    if (problems.size() > 1) {
        meaning += u' ' + tr("%1 more like this.").arg(problems.size() - 1);
    }
    meaning +=
        u' ' + tr("The file is left as it is until you save or change a view, and is then kept as .bak.");
    return {QStringLiteral("views"),
            Rank::Warning,
            tr("Some of your saved views cannot be read"),
            meaning,
            {},
            {}};
}

}  // namespace

QList<Condition> viewConditions(const views::ViewList& list, const QString& justRemoved) {
    QList<Condition> conditions;
    if (!list.problems().empty()) {
        conditions += unreadCondition(list);
    }
    if (!list.saveFailure().isEmpty()) {
        conditions += Condition{QStringLiteral("views-save"),
                                Rank::Failure,
                                tr("Saved views cannot be written"),
                                tr("%1: %2. They hold until the window is closed.")
                                    .arg(shownFile(list.file()), list.saveFailure()),
                                {},
                                {}};
    }
    if (!justRemoved.isEmpty()) {
        conditions += Condition{QStringLiteral("view-deleted/") + justRemoved,
                                Rank::Information,
                                tr("The view “%1” is deleted").arg(justRemoved),
                                {},
                                {Remedy::UndoDeleteView},
                                {}};
    }
    return conditions;
}

}  // namespace mirrorscope::ui::shell
