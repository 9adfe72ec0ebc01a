// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace mirrorscope::ui::proof {

/// A text to take along: to read, to select, to copy as a whole. Deletes itself when closed. UI thread.
class CopyDialog final : public QDialog {
    Q_OBJECT

public:
    CopyDialog(const QString& title, const QString& lead, const QString& text, QWidget* parent);
};

}  // namespace mirrorscope::ui::proof
