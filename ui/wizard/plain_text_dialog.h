// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace mirrorscope::ui::wizard {

/// Text to read and copy, nothing else. Deletes itself when closed. UI thread.
class PlainTextDialog : public QDialog {
    Q_OBJECT

public:
    PlainTextDialog(const QString& title, const QString& text, QWidget* parent);
};

}  // namespace mirrorscope::ui::wizard
