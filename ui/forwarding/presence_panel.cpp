// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/presence_panel.h"

#include <QActionGroup>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/forwarding/baseline_button.h"
#include "ui/forwarding/presence_delegate.h"
#include "ui/forwarding/presence_model.h"
#include "ui/forwarding/source_titles.h"
#include "ui/forwarding/stand_out_model.h"
#include "ui/forwarding/table_look.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/table_text.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::forwarding {
namespace {

constexpr int kHeaderColumn = 196;
constexpr int kLeastColumn = 92;
constexpr int kStandOutRows = 4;
constexpr int kStandOutHeader = 180;
constexpr int kStandOutSource = 140;

}  // namespace

PresencePanel::PresencePanel(QWidget* parent)
    : QWidget(parent),
      m_model(new PresenceModel(this)),
      m_standOuts(new StandOutModel(this)),
      m_table(new QTableView(this)),
      m_snapshot(std::make_shared<HeaderSnapshot>()) {
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    buildTable();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    layout->addWidget(m_table, 1);
    layout->addWidget(buildStandOuts());
    refresh();
}

QWidget* PresencePanel::buildHead() {
    auto* head = new QWidget(this);
    head->setFixedHeight(theme::kTabHeight - 2);
    auto* title = new text::PlainLabel(tr("Presence of headers"), head);
    dressTitle(*title);
    m_facts = new text::PlainLabel(head);
    m_facts->setObjectName(QStringLiteral("presence.facts"));
    dressSecondary(*m_facts);
    m_which = new QToolButton(head);
    m_which->setObjectName(QStringLiteral("presence.which"));
    m_which->setAccessibleName(tr("Which headers"));
    m_which->setPopupMode(QToolButton::InstantPopup);
    m_which->setAutoRaise(true);
    m_which->setText(tr("All headers"));
    auto* menu = new QMenu(m_which);
    auto* group = new QActionGroup(menu);
    const auto add = [&](const QString& text, const char* name, bool only) {
        QAction* action = menu->addAction(text, this, [this, only] { setOnlyDiffering(only); });
        action->setObjectName(QLatin1String(name));
        action->setCheckable(true);
        action->setChecked(!only);
        group->addAction(action);
    };
    add(tr("All headers"), "presence.all", false);
    add(tr("Headers that differ"), "presence.differing", true);
    m_which->setMenu(menu);
    m_baseline = new BaselineButton(head);
    connect(m_baseline, &BaselineButton::asked, this, &PresencePanel::baselineAsked);
    auto* line = new QHBoxLayout(head);
    line->setContentsMargins(theme::kBarSide, 0, theme::kBetween, 0);
    line->setSpacing(theme::kBetween);
    line->addWidget(title);
    line->addWidget(m_facts, 1);
    line->addWidget(m_baseline);
    line->addWidget(m_which);
    return head;
}

void PresencePanel::buildTable() {
    dressTable(*m_table, QStringLiteral("presence"), tr("Presence of headers, a column for each source"),
               theme::kRowHeight);
    m_table->setItemDelegate(new PresenceDelegate(m_table));
    m_table->setModel(m_model);
    takeRowKeys(*m_table);
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_table->setAlternatingRowColors(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    auto* titles = new SourceTitles(m_table);
    m_table->setHorizontalHeader(titles);
    titles->setMinimumSectionSize(kLeastColumn);
    titles->setSectionResizeMode(QHeaderView::Stretch);
    m_table->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
    connect(m_table, &QTableView::clicked, this, &PresencePanel::press);
}

QWidget* PresencePanel::buildStandOuts() {
    m_standOutPart = new QWidget(this);
    auto* title = new text::PlainLabel(tr("Stands out"), m_standOutPart);
    dressSecondary(*title);
    dressTitle(*title);
    title->setContentsMargins(theme::kBarSide, theme::kBetween, 0, theme::kInside);
    m_standOutTable = new QTableView(m_standOutPart);
    dressTable(*m_standOutTable, QStringLiteral("presence.stands-out"), tr("Stands out"), theme::kRowHeight);
    m_standOutTable->setModel(m_standOuts);
    m_standOutTable->setAlternatingRowColors(false);
    QHeaderView* titles = m_standOutTable->horizontalHeader();
    titles->hide();
    titles->resizeSection(StandOutModel::Header, kStandOutHeader);
    titles->resizeSection(StandOutModel::SourceName, kStandOutSource);
    titles->setSectionResizeMode(StandOutModel::What, QHeaderView::Stretch);
    auto* layout = new QVBoxLayout(m_standOutPart);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(title);
    layout->addWidget(m_standOutTable);
    connect(m_standOutTable, &QTableView::activated, this, [this](const QModelIndex& index) {
        const StandOut* one = m_standOuts->at(index.row());
        if (one == nullptr) {
            return;
        }
        const QModelIndex cell =
            m_model->index(static_cast<int>(one->row), static_cast<int>(one->column) + 1);
        m_table->setCurrentIndex(cell);
        if (const PresenceCell* known = m_model->cell(cell); known != nullptr && known->finding != 0) {
            emit findingWanted(known->finding);
        }
    });
    return m_standOutPart;
}

void PresencePanel::setSnapshot(const SharedSnapshot& snapshot) {
    m_snapshot = snapshot;
    refresh();
}

void PresencePanel::setNarrowing(const std::optional<std::string>& source, const QString& words) {
    m_source = source;
    m_words = words;
    refresh();
}

void PresencePanel::setTimeZone(const QTimeZone& zone) {
    m_baseline->setTimeZone(zone);
    refresh();
}

void PresencePanel::setOnlyDiffering(bool only) {
    m_onlyDiffering = only;
    m_which->setText(only ? tr("Headers that differ") : tr("All headers"));
    refresh();
}

void PresencePanel::refresh() {
    PresenceTable table = presenceTable(*m_snapshot, m_source, m_words);
    if (m_onlyDiffering) {
        std::erase_if(table.rows, [](const PresenceTable::Row& row) { return !row.differs; });
    }
    m_baseline->setShown(m_snapshot, table.sources);
    const QString share = tr("share of requests, %1 headers").arg(text::countText(table.rows.size()));
    const QString since = m_baseline->facts();
    m_facts->setText(table.sources.empty() ? tr("no request yet")
                     : since.isEmpty()     ? share
                                           : tr("%1, %2").arg(share, since));
    auto standOuts = standingOut(table, *m_snapshot);
    const auto rows = static_cast<int>(standOuts.size());
    m_standOuts->setRows(std::move(standOuts), table);
    const int columns = static_cast<int>(table.sources.size()) + 1;
    m_model->setTable(std::move(table));
    QHeaderView* titles = m_table->horizontalHeader();
    titles->setSectionResizeMode(0, QHeaderView::Fixed);
    titles->resizeSection(0, kHeaderColumn);
    // One source alone would be a ribbon.
    titles->setMaximumSectionSize(columns < 4 ? 220 : -1);
    m_standOutPart->setVisible(rows > 0);
    m_standOutTable->setFixedHeight(std::min(rows, kStandOutRows) * theme::kRowHeight + 2);
}

void PresencePanel::press(const QModelIndex& index) {
    if (const PresenceCell* cell = m_model->cell(index)) {
        ask(index, cell->with > 0);
    }
}

void PresencePanel::ask(const QModelIndex& index, bool with) {
    const PresenceTable& table = m_model->table();
    emit requestsWanted(table.sources[static_cast<std::size_t>(index.column()) - 1].name,
                        table.rows[static_cast<std::size_t>(index.row())].name, with);
}

void PresencePanel::openMenu(const QModelIndex& index, const QPoint& position) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("presence.menu"));
    if (const PresenceCell* cell = m_model->cell(index)) {
        const QPersistentModelIndex kept(index);
        menu->addAction(tr("Show requests with it"), this, [this, kept] { ask(kept, true); })
            ->setEnabled(cell->with > 0);
        menu->addAction(tr("Show requests without it"), this, [this, kept] { ask(kept, false); })
            ->setEnabled(cell->with < cell->requests);
        if (const traffic::FindingId finding = cell->finding; finding != 0) {
            menu->addAction(tr("Show the finding"), this, [this, finding] { emit findingWanted(finding); });
        }
        menu->addSeparator();
    }
    menu->addAction(tr("Copy table"), this, [this] { text::copyTable(*m_model); });
    menu->popup(position);
}

bool PresencePanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Copy)) {
            text::copyTable(*m_model);
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            press(m_table->currentIndex());
            return true;
        }
    }
    if (event->type() == QEvent::ContextMenu) {
        const auto* asked = static_cast<QContextMenuEvent*>(event);
        const bool isKey = asked->reason() == QContextMenuEvent::Keyboard;
        if (watched == m_table->viewport() || isKey) {
            const QModelIndex index = isKey ? m_table->currentIndex() : m_table->indexAt(asked->pos());
            openMenu(index, isKey ? m_table->viewport()->mapToGlobal(m_table->visualRect(index).center())
                                  : asked->globalPos());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace mirrorscope::ui::forwarding
