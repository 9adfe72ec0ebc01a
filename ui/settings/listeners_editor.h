// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/api/mirror_service.h"
#include "ui/settings/setting_editors.h"

class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace mirrorscope::ui::settings {

/// The setting "listen" as rows of name, address and port, with what each listener does now. UI thread.
class ListenersEditor final : public SettingEditor {
    Q_OBJECT

public:
    explicit ListenersEditor(QWidget* parent);
    ~ListenersEditor() override;

    QString value() const override;
    void setValue(const QString& value) override;
    QWidget* mainWidget() const override;
    void describe(const QString& name, const QString& description) override;
    void setStatus(const api::ServiceStatus& status);

private:
    struct Row;
    void addRow(const QString& element);
    void addNew();
    void removeRow(Row* row);
    void wire(Row* row);
    void number();
    void showStates();

    QGridLayout* m_grid;
    QPushButton* m_add;
    std::vector<std::unique_ptr<Row>> m_rows;
    int m_next = 1;  // row of the grid
    api::ServiceStatus m_status;
};

}  // namespace mirrorscope::ui::settings
