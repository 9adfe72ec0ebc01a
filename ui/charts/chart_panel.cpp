// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_panel.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QStackedLayout>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/charts/chart.h"
#include "ui/charts/chart_commands.h"
#include "ui/charts/chart_legend.h"
#include "ui/charts/chart_table_model.h"
#include "ui/theme/cell_delegate.h"
#include "ui/theme/spacing.h"
#include "ui/theme/table_look.h"

namespace mirrorscope::ui::charts {
namespace {

constexpr int kTimeWidth = 110;
constexpr int kValueWidth = 112;

}  // namespace

ChartPanel::ChartPanel(Chart* chart, ExportFolder& folder, QWidget* parent)
    : QFrame(parent), m_chart(chart), m_model(new ChartTableModel(this)) {
    setFrameShape(QFrame::StyledPanel);
    m_commands = new ChartCommands(*chart, folder, this);
    m_stack = new QStackedLayout(this);
    m_stack->setContentsMargins(1, 1, 1, 1);
    m_stack->addWidget(chart);
    m_stack->addWidget(buildTable());
    m_save = button(QStringLiteral("chart.save-menu"), tr("Save…"), chart);
    m_save->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_save);
    m_commands->addTo(*menu);
    m_save->setMenu(menu);
    auto* table = button(QStringLiteral("chart.show-table"), tr("Data table"), chart);
    connect(table, &QToolButton::clicked, this, [this] { setTableShown(true); });
    chart->legend().addControl(m_save);
    chart->legend().addControl(table);
    connect(chart, &Chart::tableRequested, this, [this] { setTableShown(!isTableShown()); });
    connect(chart, &Chart::tableChanged, this, &ChartPanel::refreshTable);
    connect(m_commands, &ChartCommands::folderChosen, this, &ChartPanel::folderChosen);
    chart->installEventFilter(this);
    m_view->installEventFilter(this);
}

QToolButton* ChartPanel::button(const QString& name, const QString& text, QWidget* parent) {
    auto* made = new QToolButton(parent);
    made->setObjectName(name);
    made->setText(text);
    made->setAutoRaise(true);
    return made;
}

QWidget* ChartPanel::buildTable() {
    auto* page = new QWidget(this);
    auto* title = new ChartLegend(page);
    m_tableTitle = title;
    auto* back = button(QStringLiteral("chart.show-chart"), tr("Chart"), title);
    connect(back, &QToolButton::clicked, this, [this] { setTableShown(false); });
    title->addControl(back);
    m_view = new QTableView(page);
    m_view->setObjectName(QStringLiteral("chart.table"));
    theme::dressTable(*m_view, theme::kRowHeight);
    m_view->setItemDelegate(new theme::CellDelegate(m_view));
    m_view->setModel(m_model);
    m_view->horizontalHeader()->setDefaultSectionSize(kValueWidth);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(title);
    column->addWidget(m_view, 1);
    return page;
}

bool ChartPanel::isTableShown() const {
    return m_stack->currentIndex() == 1;
}

void ChartPanel::setTableShown(bool shown) {
    if (shown == isTableShown()) {
        return;
    }
    m_stack->setCurrentIndex(shown ? 1 : 0);
    refreshTable();
    (shown ? static_cast<QWidget*>(m_view) : m_chart)->setFocus(Qt::OtherFocusReason);
    if (shown && m_model->rowCount() > 0 && !m_view->currentIndex().isValid()) {
        m_view->setCurrentIndex(m_model->index(0, 0));
    }
}

void ChartPanel::refreshTable() {
    if (!isTableShown()) {
        return;
    }
    const bool isFirst = m_model->columnCount() == 0;
    m_model->setTable(m_chart->table());
    static_cast<ChartLegend*>(m_tableTitle)->setTitle(m_chart->title());
    m_view->setAccessibleName(tr("Data of “%1”").arg(m_chart->title()));
    if (isFirst && m_model->columnCount() > 0) {
        m_view->setColumnWidth(0, kTimeWidth);
    }
}

void ChartPanel::setNarrow(bool narrow) {
    m_save->setVisible(!narrow);
}

bool ChartPanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ContextMenu) {
        QMenu menu(this);
        m_commands->addTo(menu);
        menu.exec(static_cast<QContextMenuEvent*>(event)->globalPos());
        return true;
    }
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_T || key == Qt::Key_Escape) {
            setTableShown(false);
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

}  // namespace mirrorscope::ui::charts
