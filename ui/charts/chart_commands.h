// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

class QAction;
class QMenu;
class QWidget;

namespace mirrorscope::ui::charts {

class Chart;

/// The folder that the next file is offered in; shared by the charts of a page.
struct ExportFolder {
    QString path;  // empty: that of the user's documents
};

/// Save and copy of one chart: actions with their keys while the chart has the keyboard, and the menu of a
/// right click. Opens the file dialog. Owned by its panel, UI thread; chart and folder outlive it.
class ChartCommands final : public QObject {
    Q_OBJECT

public:
    ChartCommands(Chart& chart, ExportFolder& folder, QWidget* owner);

    /// Puts them into a menu, after what is there.
    void addTo(QMenu& menu) const;

signals:
    void folderChosen();

private:
    void ask();
    void save(const QString& path);
    void copyValues() const;
    void copyPicture() const;

    Chart& m_chart;
    ExportFolder& m_folder;
    QAction* m_table;
    QAction* m_save;
    QAction* m_copyValues;
    QAction* m_copyPicture;
};

}  // namespace mirrorscope::ui::charts
