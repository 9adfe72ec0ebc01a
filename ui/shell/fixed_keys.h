// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace mirrorscope::ui::shell {

/// A key that the widget with the keyboard takes by itself: no action has it and nobody can change it.
struct FixedKey {
    QString group;
    QString keys;
    QString what;
};

/// For the list of keys and docs/ui.md, in their order.
QList<FixedKey> fixedKeys();

}  // namespace mirrorscope::ui::shell
