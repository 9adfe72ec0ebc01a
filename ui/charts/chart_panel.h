// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QStackedLayout;
class QTableView;
class QToolButton;

namespace mirrorscope::ui::charts {

class Chart;
class ChartCommands;
class ChartTableModel;
struct ExportFolder;

/// A chart with what belongs to every one of them: its data table in its place (T), saving and copying, the
/// menu of a right click. UI thread; the folder outlives it.
class ChartPanel final : public QFrame {
    Q_OBJECT

public:
    /// Takes the chart.
    ChartPanel(Chart* chart, ExportFolder& folder, QWidget* parent = nullptr);

    Chart& chart() const { return *m_chart; }
    void setTableShown(bool shown);
    bool isTableShown() const;
    QTableView& tableView() const { return *m_view; }
    /// Buttons without words.
    void setNarrow(bool narrow);

signals:
    void folderChosen();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildTable();
    QToolButton* button(const QString& name, const QString& text, QWidget* parent);
    void refreshTable();

    Chart* m_chart;
    ChartCommands* m_commands;
    ChartTableModel* m_model;
    QTableView* m_view = nullptr;
    QWidget* m_tableTitle = nullptr;
    QToolButton* m_save = nullptr;
    QStackedLayout* m_stack;
};

}  // namespace mirrorscope::ui::charts
