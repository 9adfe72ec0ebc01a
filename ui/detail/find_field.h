// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace mirrorscope::ui::detail {

/// Where one types what to find: Return goes on, Shift+Return goes back, Esc closes. UI thread.
class FindField : public QLineEdit {
    Q_OBJECT

public:
    using QLineEdit::QLineEdit;

signals:
    void findWanted(bool forward);
    void closeWanted();

protected:
    void keyPressEvent(QKeyEvent* event) override;
};

}  // namespace mirrorscope::ui::detail
