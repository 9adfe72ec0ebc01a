// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_commands.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QStandardPaths>

#include "ui/charts/chart.h"
#include "ui/charts/chart_files.h"
#include "ui/text/message_box.h"

namespace mirrorscope::ui::charts {

ChartCommands::ChartCommands(Chart& chart, ExportFolder& folder, QWidget* owner)
    : QObject(owner), m_chart(chart), m_folder(folder) {
    const auto make = [this, owner](const QString& name, const QString& text, QKeySequence key, auto&& what) {
        auto* action = new QAction(text, owner);
        action->setObjectName(name);
        if (!key.isEmpty()) {
            action->setShortcut(key);
            action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        }
        connect(action, &QAction::triggered, this, what);
        owner->addAction(action);
        return action;
    };
    // T is a key of the chart itself; here it is only named.
    m_table = make(QStringLiteral("chart.table"), tr("Data &table\tT"), {},
                   [this] { emit m_chart.tableRequested(); });
    m_save = make(QStringLiteral("chart.save"), tr("&Save picture or values…"),
                  QKeySequence(Qt::CTRL | Qt::Key_S), [this] { ask(); });
    m_copyValues = make(QStringLiteral("chart.copy-values"), tr("&Copy values"),
                        QKeySequence(QKeySequence::Copy), [this] { copyValues(); });
    m_copyPicture =
        make(QStringLiteral("chart.copy-picture"), tr("Copy &picture"), {}, [this] { copyPicture(); });
}

void ChartCommands::addTo(QMenu& menu) const {
    menu.addAction(m_table);
    menu.addSeparator();
    menu.addActions({m_save, m_copyPicture, m_copyValues});
}

void ChartCommands::ask() {
    const QString folder = m_folder.path.isEmpty()
                               ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)
                               : m_folder.path;
    auto* dialog = new QFileDialog(m_chart.window(), tr("Save chart"), folder);
    dialog->setObjectName(QStringLiteral("dialog.save-chart"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("PNG picture (*.png)"), tr("SVG picture (*.svg)"), tr("CSV values (*.csv)")});
    dialog->setDefaultSuffix(QStringLiteral("png"));
    dialog->selectFile(fileNameOf(m_chart.title()));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        for (const char* suffix : {"png", "svg", "csv"}) {
            if (filter.contains(QLatin1String(suffix))) {
                dialog->setDefaultSuffix(QLatin1String(suffix));
            }
        }
    });
    connect(dialog, &QFileDialog::fileSelected, this, &ChartCommands::save);
    dialog->open();
}

void ChartCommands::save(const QString& path) {
    const auto kind = chartFileOf(path);
    if (!kind) {
        text::openMessage(m_chart.window(), QMessageBox::Warning, QStringLiteral("dialog.save-chart-failed"),
                          tr("The chart is not saved."), tr("The name has to end with .png, .svg or .csv."),
                          tr("Save chart"));
        return;
    }
    m_folder.path = QFileInfo(path).absolutePath();
    emit folderChosen();
    if (const auto failure = writeChart(m_chart, *kind, path)) {
        text::openMessage(m_chart.window(), QMessageBox::Warning, QStringLiteral("dialog.save-chart-failed"),
                          tr("The chart is not saved."), *failure, tr("Save chart"));
    }
}

void ChartCommands::copyValues() const {
    const ChartTable table = m_chart.table();
    auto* content = new QMimeData;
    content->setText(tabbedOf(table));
    content->setData(QStringLiteral("text/csv"), csvOf(table));
    QGuiApplication::clipboard()->setMimeData(content);
}

void ChartCommands::copyPicture() const {
    QGuiApplication::clipboard()->setImage(pictureOf(m_chart));
}

}  // namespace mirrorscope::ui::charts
