// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <functional>

#include "ui/views/saved_view.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace mirrorscope::ui::views {

/// Asks for the name of a view, and for a new one what it keeps. UI thread.
class ViewDialog : public QDialog {
    Q_OBJECT

public:
    /// Why a name cannot be given; unset: it can.
    using Complaint = std::function<std::optional<QString>(const QString& name)>;

    /// A new view of what is looked at.
    static ViewDialog* toSave(const SavedView& view, Complaint complaint, QWidget* parent);
    static ViewDialog* toRename(const QString& name, Complaint complaint, QWidget* parent);

signals:
    /// With its name, and without what is not kept.
    void chosen(const mirrorscope::ui::views::SavedView& view);

private:
    ViewDialog(SavedView view, Complaint complaint, QWidget* parent);

    void addKept();
    void lookAtName();
    void choose();
    SavedView chosenView() const;

    SavedView m_view;
    Complaint m_complaint;
    QLineEdit* m_name;
    QLabel* m_error;
    QCheckBox* m_filter = nullptr;
    QCheckBox* m_layout = nullptr;
    QPushButton* m_accept;
};

}  // namespace mirrorscope::ui::views
