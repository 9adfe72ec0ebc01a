// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace mirrorscope::ui::shell {

class ActionCollection;

/// Every key of the window, made from the registered actions and the keys that tables and fields take. UI
/// thread.
class KeysDialog : public QDialog {
    Q_OBJECT

public:
    explicit KeysDialog(const ActionCollection& actions, QWidget* parent = nullptr);
};

}  // namespace mirrorscope::ui::shell
