// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/findings_panel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/forwarding/table_look.h"
#include "ui/hops/finding_words.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/cell_delegate.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::forwarding {
namespace {

constexpr int kSeverityWidth = 104;
constexpr int kSourceWidth = 134;
constexpr int kRequestsWidth = 88;
constexpr int kTimeWidth = 124;
constexpr int kCodeWidth = 210;

QWidget* emptyState(QLabel* title, QLabel* text, QWidget* parent) {
    auto* page = new QWidget(parent);
    page->setObjectName(QStringLiteral("findings.empty"));
    title->setFont(theme::font(theme::TextStyle::TileNumber));
    title->setAlignment(Qt::AlignCenter);
    text->setAlignment(Qt::AlignCenter);
    text->setWordWrap(true);
    text->setForegroundRole(QPalette::PlaceholderText);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(theme::kPage, theme::kPage, theme::kPage, theme::kPage);
    layout->setSpacing(theme::kBetween);
    layout->addStretch();
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addStretch();
    return page;
}

}  // namespace

FindingsPanel::FindingsPanel(QWidget* parent)
    : QWidget(parent),
      m_model(new FindingsModel(this)),
      m_table(new QTableView(this)),
      m_counts(new text::PlainLabel(this)),
      m_emptyTitle(new text::PlainLabel(this)),
      m_emptyText(new text::PlainLabel(this)),
      m_closed(new QToolButton(this)),
      m_muted(new QToolButton(this)),
      m_stack(new QStackedWidget(this)),
      m_snapshot(std::make_shared<HeaderSnapshot>()) {
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    buildTable();
    m_stack->addWidget(m_table);
    m_stack->addWidget(emptyState(m_emptyTitle, m_emptyText, m_stack));

    auto* title = new text::PlainLabel(tr("Findings"), this);
    dressTitle(*title);
    m_counts->setObjectName(QStringLiteral("findings.counts"));
    dressSecondary(*m_counts);
    m_closed->setObjectName(QStringLiteral("findings.closed"));
    m_closed->setText(tr("Closed ones too"));
    m_closed->setCheckable(true);
    m_closed->setAutoRaise(true);
    m_muted->setObjectName(QStringLiteral("findings.muted"));
    m_muted->setCheckable(true);
    m_muted->setAutoRaise(true);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(theme::kBarSide, 0, theme::kBetween, 0);
    line->setSpacing(theme::kBetween);
    line->addWidget(title);
    line->addWidget(m_counts, 1);
    line->addWidget(m_muted);
    line->addWidget(m_closed);
    auto* head = new QWidget(this);
    head->setFixedHeight(theme::kTabHeight - 2);
    head->setLayout(line);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(head);
    layout->addWidget(m_stack, 1);

    connect(m_closed, &QToolButton::toggled, this, [this](bool closedToo) {
        FindingChoice choice = m_model->choice();
        choice.closedToo = closedToo;
        m_model->setChoice(choice);
        refresh();
    });
    connect(m_muted, &QToolButton::toggled, this, [this](bool mutedToo) {
        FindingChoice choice = m_model->choice();
        choice.mutedToo = mutedToo;
        m_model->setChoice(choice);
        refresh();
    });
    refresh();
}

void FindingsPanel::buildTable() {
    dressTable(*m_table, QStringLiteral("findings"), tr("Findings"), theme::kRowHeight);
    m_table->setModel(m_model);
    takeRowKeys(*m_table);
    static_cast<theme::CellDelegate*>(m_table->itemDelegate())->setExplained(FindingsModel::Title);
    QHeaderView* titles = m_table->horizontalHeader();
    titles->setSectionResizeMode(FindingsModel::Title, QHeaderView::Stretch);
    titles->resizeSection(FindingsModel::Severity, kSeverityWidth);
    titles->resizeSection(FindingsModel::SourceName, kSourceWidth);
    titles->resizeSection(FindingsModel::Requests, kRequestsWidth);
    titles->resizeSection(FindingsModel::FirstSeen, kTimeWidth);
    titles->resizeSection(FindingsModel::LastSeen, kTimeWidth);
    titles->resizeSection(FindingsModel::Code, kCodeWidth);
    for (const int column : {FindingsModel::FirstSeen, FindingsModel::LastSeen, FindingsModel::Code}) {
        m_table->hideColumn(column);
    }
    titles->setSectionsClickable(true);
    titles->setSortIndicatorClearable(true);
    titles->setSortIndicator(-1, Qt::DescendingOrder);
    m_table->setSortingEnabled(true);
    titles->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(titles, &QWidget::customContextMenuRequested, this, &FindingsPanel::openTitleMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &FindingsPanel::takeCurrent);
    connect(m_table, &QTableView::activated, this, &FindingsPanel::pageWanted);
}

void FindingsPanel::openTitleMenu(const QPoint& position) {
    QHeaderView* titles = m_table->horizontalHeader();
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("findings.columns"));
    for (int column = 0; column < FindingsModel::ColumnCount; ++column) {
        QAction* action =
            menu->addAction(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!titles->isSectionHidden(column));
        action->setEnabled(column != FindingsModel::Title);
        connect(action, &QAction::toggled, titles,
                [titles, column](bool shown) { titles->setSectionHidden(column, !shown); });
    }
    menu->popup(titles->mapToGlobal(position));
}

void FindingsPanel::setSnapshot(const SharedSnapshot& snapshot) {
    m_snapshot = snapshot;
    m_isReading = true;
    m_model->setSnapshot(snapshot);
    m_isReading = false;
    refresh();
}

void FindingsPanel::setNarrowing(const std::optional<std::string>& source, const QString& words) {
    FindingChoice choice = m_model->choice();
    choice.source = source;
    choice.words = words;
    m_isReading = true;
    m_model->setChoice(choice);
    m_isReading = false;
    refresh();
}

void FindingsPanel::setTimeZone(const QTimeZone& zone) {
    m_model->setTimeZone(zone);
}

bool FindingsPanel::choose(traffic::FindingId id) {
    const auto known = std::ranges::find(m_snapshot->findings, id, &traffic::Finding::id);
    if (known != m_snapshot->findings.end() && !known->isOpen()) {
        m_closed->setChecked(true);
    }
    if (known != m_snapshot->findings.end() && m_snapshot->mute(*known) != nullptr) {
        m_muted->setChecked(true);
    }
    const int row = m_model->rowOf(id);
    if (row >= 0) {
        m_table->setCurrentIndex(m_model->index(row, FindingsModel::Title));
        takeCurrent();
    }
    return row >= 0;
}

void FindingsPanel::takeCurrent() {
    if (m_isReading) {
        return;  // a row that went took the mark along
    }
    const traffic::Finding* finding = m_model->at(m_table->currentIndex().row());
    m_chosen = finding != nullptr ? finding->id : 0;
    emit findingShown(finding);
}

/// What is open, and the chosen one as it is now. One that closed or was muted stays on the page, marked so.
void FindingsPanel::refresh() {
    m_counts->setText(hops::countsText(m_model->chosenBySource()));
    const int muted = m_model->mutedCount();
    m_muted->setText(tr("Show muted %1").arg(text::countText(static_cast<std::uint64_t>(muted))));
    m_muted->setVisible(muted > 0 || m_muted->isChecked());
    const bool isEmpty = m_model->rowCount() == 0;
    m_stack->setCurrentIndex(isEmpty ? 1 : 0);
    if (isEmpty) {
        const bool isNarrowed = !m_model->choice().words.isEmpty();
        m_emptyTitle->setText(isNarrowed ? tr("No finding matches") : tr("No finding"));
        m_emptyText->setText(m_snapshot->requests == 0 ? tr("Requests are looked at as they come.")
                                                       : tr("The headers of %1 requests were looked at.")
                                                             .arg(text::countText(m_snapshot->requests)));
    }
    const auto known = std::ranges::find(m_snapshot->findings, m_chosen, &traffic::Finding::id);
    const bool isKnown = known != m_snapshot->findings.end();
    if (const int row = m_model->rowOf(m_chosen); row >= 0) {
        if (m_table->currentIndex().row() != row) {
            m_isReading = true;
            m_table->setCurrentIndex(m_model->index(row, FindingsModel::Title));
            m_isReading = false;
        }
        emit findingShown(m_model->at(row));
    } else if (isKnown && (!known->isOpen() || m_snapshot->mute(*known) != nullptr)) {
        m_isReading = true;
        m_table->setCurrentIndex({});
        m_table->clearSelection();
        m_isReading = false;
        emit findingShown(&*known);
    } else if (!isEmpty) {
        // The mark may be there already, from the row that went.
        m_table->setCurrentIndex(m_model->index(0, FindingsModel::Title));
        takeCurrent();
    } else {
        m_chosen = 0;
        emit findingShown(nullptr);
    }
}

}  // namespace mirrorscope::ui::forwarding
