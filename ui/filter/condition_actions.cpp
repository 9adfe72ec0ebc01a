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

}  // namespace

void addConditionActions(QMenu& menu, const query::Node& condition, AskFor askFor) {
    QString label =
        text::elided(conditionLabel(condition, {}), text::Kind::Path, menu.fontMetrics(), kMenuValueWidth);
    // A menu reads "&" as a mnemonic.
    label.replace(u'&', QStringLiteral("&&"));
    menu.addAction(tr("Show only %1").arg(label), &menu, [condition, askFor] { askFor(condition, false); });
    menu.addAction(tr("Exclude %1").arg(label), &menu, [condition, askFor] { askFor(condition, true); });
}

}  // namespace mirrorscope::ui::filter
