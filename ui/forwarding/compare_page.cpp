// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/compare_page.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QResizeEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <chrono>
#include <utility>

#include "ui/forwarding/pairs_panel.h"
#include "ui/forwarding/table_look.h"
#include "ui/live/page_loader.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/role_label.h"
#include "ui/text/shown_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::forwarding {
namespace {

constexpr int kPairsWidth = 340;
constexpr int kRowHeight = 26;
constexpr int kLineWidth = 44;
constexpr int kFieldWidth = 212;
constexpr int kKindWidth = 170;
constexpr int kNarrowBelow = 1150;
constexpr int kNarrowPairsWidth = 250;
constexpr int kNarrowFieldWidth = 164;
constexpr int kNarrowKindWidth = 104;
constexpr int kExplanationHeight = 132;

QString idText(traffic::RequestId id) {
    return text::countText(static_cast<std::uint64_t>(id));
}

text::PlainLabel* label(QWidget* parent, const char* name) {
    auto* made = new text::PlainLabel(parent);
    made->setObjectName(QLatin1String(name));
    return made;
}

QString sideText(const QString& side, const traffic::RequestRow& row, const QTimeZone& zone) {
    const QString source = row.sourceName.empty() ? text::unknownText() : text::shownText(row.sourceName, 64);
    return ComparePage::tr("%1  %2, request %3, %4")
        .arg(side, source, idText(row.id), text::timeText(row.time, zone, base::wallNow()));
}

}  // namespace

ComparePage::ComparePage(live::PageLoader& loader, live::PageLoader& longReads, QWidget* parent)
    : QWidget(parent),
      m_loader(loader),
      m_model(new CompareModel(this)),
      m_pairs(new PairsPanel(longReads, this)),
      m_stack(new QStackedWidget(this)),
      m_columns(new QSplitter(Qt::Horizontal, this)) {
    setObjectName(QStringLiteral("compare"));
    setAccessibleName(tr("Compare"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_stack->addWidget(buildEmpty());
    m_stack->addWidget(buildComparison());
    m_columns->setChildrenCollapsible(false);
    m_columns->setHandleWidth(1);
    m_columns->addWidget(m_pairs);
    m_columns->addWidget(m_stack);
    m_columns->setStretchFactor(0, 0);
    m_columns->setStretchFactor(1, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_columns);
    connect(m_pairs, &PairsPanel::pairChosen, this,
            [this](traffic::RequestId a, traffic::RequestId b) { compare({a, b}); });
    connect(&m_loader, &live::PageLoader::reopened, this, [this] {
        m_a = m_b = 0;
        m_model->setComparison(nullptr);
        m_stack->setCurrentIndex(0);
        emit titleChanged();
    });
}

QWidget* ComparePage::buildEmpty() {
    auto* page = new QWidget(this);
    m_told = label(page, "compare.told");
    m_told->setAlignment(Qt::AlignCenter);
    m_told->setWordWrap(true);
    m_told->setForegroundRole(QPalette::PlaceholderText);
    m_told->setText(
        tr("Select two requests in the requests table and press Ctrl+D, or find pairs at the left."));
    auto* ask = new QPushButton(tr("Compare requests…"), page);
    ask->setObjectName(QStringLiteral("compare.ask"));
    connect(ask, &QPushButton::clicked, this, &ComparePage::dialogWanted);
    auto* layout = new QVBoxLayout(page);
    layout->setSpacing(theme::kBarSide);
    layout->addStretch();
    layout->addWidget(m_told);
    layout->addWidget(ask, 0, Qt::AlignHCenter);
    layout->addStretch();
    return page;
}

QWidget* ComparePage::buildSides() {
    auto* sides = new QWidget(this);
    sides->setFixedHeight(theme::kBarHeight);
    m_sideA = label(sides, "compare.side-a");
    m_sideB = label(sides, "compare.side-b");
    for (QLabel* side : {m_sideA, m_sideB}) {
        dressTitle(*side);
        static_cast<text::PlainLabel*>(side)->setElided(text::Kind::Sentence);
    }
    m_others = new QComboBox(sides);
    m_others->setObjectName(QStringLiteral("compare.others"));
    m_others->setAccessibleName(tr("Request B"));
    connect(m_others, &QComboBox::activated, this, [this](int place) {
        m_b = m_candidates[static_cast<std::size_t>(place)];
        readAgain();
    });
    auto* line = new QHBoxLayout(sides);
    line->setContentsMargins(theme::kPage, 0, theme::kPage, 0);
    line->setSpacing(theme::kBetween);
    line->addWidget(m_sideA, 1);
    line->addWidget(m_sideB, 1);
    line->addWidget(m_others);
    return sides;
}

QWidget* ComparePage::buildChoices() {
    auto* choices = new QWidget(this);
    choices->setFixedHeight(theme::kTabHeight);
    m_counts = label(choices, "compare.counts");
    const auto toggle = [&](const char* name, const QString& text) {
        auto* button = new QToolButton(choices);
        button->setObjectName(QLatin1String(name));
        button->setText(text);
        button->setCheckable(true);
        button->setAutoRaise(true);
        connect(button, &QToolButton::toggled, this, &ComparePage::choose);
        return button;
    };
    m_onlyDifferences = toggle("compare.only-differences", tr("Differences only"));
    m_ignoreHabits = toggle("compare.ignore-habits", tr("Ignore order and case"));
    auto* line = new QHBoxLayout(choices);
    line->setContentsMargins(theme::kPage, 0, theme::kBetween, 0);
    line->setSpacing(theme::kBetween);
    line->addWidget(m_counts, 1);
    line->addWidget(m_onlyDifferences);
    line->addWidget(m_ignoreHabits);
    return choices;
}

QWidget* ComparePage::buildComparison() {
    auto* page = new QWidget(this);
    m_table = new QTableView(page);
    dressTable(*m_table, QStringLiteral("compare.table"), tr("Fields of both requests"), kRowHeight);
    m_table->setModel(m_model);
    takeRowKeys(*m_table);
    QHeaderView* titles = m_table->horizontalHeader();
    titles->resizeSection(CompareModel::LineA, kLineWidth);
    titles->resizeSection(CompareModel::LineB, kLineWidth);
    titles->setSectionResizeMode(CompareModel::ValueA, QHeaderView::Stretch);
    titles->setSectionResizeMode(CompareModel::ValueB, QHeaderView::Stretch);
    auto* explained = new QWidget(page);
    explained->setFixedHeight(kExplanationHeight);
    m_explainedField = label(explained, "compare.explained");
    dressTitle(*m_explainedField);
    m_explanation = label(explained, "compare.explanation");
    m_explanation->setWordWrap(true);
    m_explanation->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_explanation->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* words = new QVBoxLayout(explained);
    words->setContentsMargins(theme::kPage, theme::kBetween, theme::kPage, theme::kBetween);
    words->setSpacing(theme::kInside);
    words->addWidget(m_explainedField);
    words->addWidget(m_explanation, 1);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildSides());
    layout->addWidget(buildChoices());
    layout->addWidget(m_table, 1);
    layout->addWidget(text::makeRule(page));
    layout->addWidget(explained);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ComparePage::explain);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
        emit requestActivated(index.column() == CompareModel::ValueB ? m_b : m_a);
    });
    return page;
}

void ComparePage::compare(const std::vector<traffic::RequestId>& requests) {
    m_a = requests.front();
    m_candidates.assign(requests.begin() + 1, requests.end());
    m_b = m_candidates.front();
    m_others->clear();
    for (const traffic::RequestId id : m_candidates) {
        m_others->addItem(tr("B: request %1").arg(idText(id)));
    }
    m_others->setVisible(m_candidates.size() > 1);
    readAgain();
}

void ComparePage::readAgain() {
    if (m_a == 0 || m_b == 0) {
        return;
    }
    m_token.cancel();
    emit titleChanged();
    m_token = m_loader.ask<api::RequestComparison>(
        this,
        [a = m_a, b = m_b](api::SessionQueries& queries, const base::CancelToken& cancel) {
            return queries.compareRequests(a, b, cancel);
        },
        [this](base::Result<api::RequestComparison> comparison) {
            if (comparison) {
                showComparison(std::make_shared<const api::RequestComparison>(std::move(*comparison)));
            } else {
                m_told->setText(tr("Request %1 or %2 is not stored.").arg(idText(m_a), idText(m_b)));
                m_stack->setCurrentIndex(0);
            }
        });
}

void ComparePage::showComparison(const SharedComparison& comparison) {
    m_stack->setCurrentIndex(1);
    m_model->setComparison(comparison);
    m_sideA->setText(sideText(tr("A"), comparison->a.detail.row, m_zone));
    const auto later = comparison->b.detail.row.time - comparison->a.detail.row.time;
    const bool isLater = later.count() >= 0;
    m_sideB->setText(
        sideText(tr("B"), comparison->b.detail.row, m_zone) + QStringLiteral(", ") +
        (isLater ? tr("%1 later") : tr("%1 earlier")).arg(text::lagText(isLater ? later : -later)));
    m_counts->setText(comparisonCounts(*comparison));
    // The first difference is what somebody looks for.
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->at(row)->kind != doctor::Difference::Kind::Same) {
            m_table->setCurrentIndex(m_model->index(row, CompareModel::Field));
            break;
        }
    }
    explain();
}

void ComparePage::choose() {
    m_model->setChoice({m_onlyDifferences->isChecked(), m_ignoreHabits->isChecked()});
    explain();
}

void ComparePage::explain() {
    const doctor::Difference* one = m_model->at(m_table->currentIndex().row());
    if (one == nullptr) {
        m_explainedField->setText(tr("Nothing selected"));
        m_explanation->setText(tr("Choose a field to see who writes it."));
        return;
    }
    m_explainedField->setText(fieldText(*one));
    m_explanation->setText(explanationOf(*one, *m_model->comparison()).join(u'\n'));
}

/// Values need the room: in a narrow window everything beside them gives way.
void ComparePage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const bool isNarrow = width() < kNarrowBelow;
    const bool wasNarrow = event->oldSize().width() < kNarrowBelow;
    if (isNarrow == wasNarrow && event->oldSize().isValid()) {
        return;
    }
    QHeaderView* titles = m_table->horizontalHeader();
    titles->resizeSection(CompareModel::Field, isNarrow ? kNarrowFieldWidth : kFieldWidth);
    titles->resizeSection(CompareModel::Kind, isNarrow ? kNarrowKindWidth : kKindWidth);
    const int pairs = isNarrow ? kNarrowPairsWidth : kPairsWidth;
    m_columns->setSizes({pairs, width() - pairs});
}

void ComparePage::setSources(const std::vector<traffic::Source>& sources) {
    m_pairs->setSources(sources);
}

void ComparePage::setTimeZone(const QTimeZone& zone) {
    m_zone = zone;
    m_pairs->setTimeZone(zone);
    if (m_model->comparison()) {
        m_sideA->setText(sideText(tr("A"), m_model->comparison()->a.detail.row, zone));
    }
}

QString ComparePage::title() const {
    return m_a == 0 ? QString() : tr("Compare: %1 and %2").arg(idText(m_a), idText(m_b));
}

QTableView* ComparePage::pairsTable() const {
    return m_pairs->table();
}

}  // namespace mirrorscope::ui::forwarding
