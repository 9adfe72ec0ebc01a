// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QWidget;

namespace mirrorscope::ui::shell {

/// What Tab can reach in `part`, itself included, in the order that Tab takes at present.
QList<QWidget*> focusableIn(QWidget& part);

/// Chains the parts for Tab; the order within each stays.
void orderFocus(const QList<QWidget*>& parts);

}  // namespace mirrorscope::ui::shell
