// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "ui/views/view_list.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace mirrorscope::ui::views {

/// Takes a list of views from a file or from pasted text into the list and says what became of each. UI
/// thread; the list outlives it.
class ImportDialog : public QDialog {
    Q_OBJECT

public:
    explicit ImportDialog(ViewList& list, QWidget* parent = nullptr);

    /// Says why when the file cannot be read.
    void importFile(const QString& file);

    /// "3 views imported, 1 under another name, 1 refused" and a line about each that is not as it was.
    static QString report(const ViewImport& result);

private:
    void askForFile();
    void importText();
    void import(const QByteArray& bytes);

    ViewList& m_list;
    QPlainTextEdit* m_text;
    QLabel* m_summary;
    QPlainTextEdit* m_report;
    QPushButton* m_import;
};

}  // namespace mirrorscope::ui::views
