// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/hits_page.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QListView>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/detail/byte_panel.h"
#include "ui/detail/hidden_parts.h"
#include "ui/detail/hit_steps_model.h"
#include "ui/detail/hits_model.h"
#include "ui/detail/row_delegate.h"
#include "ui/text/byte_view.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/cell_delegate.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::detail {
namespace {

constexpr int kLeftWidth = 440;
constexpr int kStepWidth = 150;
constexpr int kStepHeight = 22;
/// Hits that are seen at once; what led to one of them needs the room.
constexpr int kSeenHits = 5;

QHBoxLayout* titleLine(const QString& title, text::PlainLabel* right, QWidget* parent) {
    auto* heading = new text::PlainLabel(title, parent);
    QFont strong = theme::font(theme::TextStyle::Small);
    strong.setWeight(theme::kStrongWeight);
    heading->setFont(strong);
    heading->setForegroundRole(QPalette::PlaceholderText);
    right->setFont(theme::font(theme::TextStyle::Small));
    right->setForegroundRole(QPalette::PlaceholderText);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(theme::kBarSide, theme::kInside, theme::kBarSide, theme::kInside);
    line->addWidget(heading);
    line->addStretch();
    line->addWidget(right);
    return line;
}

}  // namespace

HitsPage::HitsPage(QWidget* parent)
    : QSplitter(Qt::Horizontal, parent),
      m_hits(new HitsModel(this)),
      m_steps(new HitStepsModel(this)),
      m_bytes(new BytePanel(QStringLiteral("detail.hits.bytes"), tr("As received"), this)) {
    setObjectName(QStringLiteral("detail.hits"));
    setChildrenCollapsible(false);
    addWidget(makeLeft());
    addWidget(m_bytes);
    setSizes({kLeftWidth, 2 * kLeftWidth});
    setStretchFactor(0, 0);
    setStretchFactor(1, 1);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) { showHit(current.row()); });
}

QWidget* HitsPage::makeLeft() {
    auto* left = new QWidget(this);
    m_score = new text::PlainLabel(left);
    m_rules = new text::PlainLabel(left);
    m_list = new QListView(left);
    m_list->setObjectName(QStringLiteral("detail.hits.list"));
    m_list->setAccessibleName(tr("Hits"));
    m_list->setModel(m_hits);
    m_list->setItemDelegate(new RowDelegate(theme::kRowHeight, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setIconSize({theme::kIcon, theme::kIcon});
    m_stepTable = new QTableView(left);
    m_stepTable->setObjectName(QStringLiteral("detail.hits.steps"));
    m_stepTable->setAccessibleName(tr("From raw bytes to the match"));
    m_stepTable->setModel(m_steps);
    m_stepTable->setItemDelegate(new theme::CellDelegate(m_stepTable));
    m_stepTable->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_stepTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_stepTable->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_stepTable->setTabKeyNavigation(false);
    m_stepTable->setShowGrid(false);
    m_stepTable->setWordWrap(false);
    m_stepTable->setFrameShape(QFrame::NoFrame);
    m_stepTable->horizontalHeader()->hide();
    m_stepTable->horizontalHeader()->setStretchLastSection(true);
    m_stepTable->horizontalHeader()->resizeSection(HitStepsModel::Step, kStepWidth);
    m_stepTable->verticalHeader()->hide();
    m_stepTable->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_stepTable->verticalHeader()->setMinimumSectionSize(kStepHeight);
    m_stepTable->verticalHeader()->setDefaultSectionSize(kStepHeight);

    auto* layout = new QVBoxLayout(left);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(titleLine(tr("Hits"), m_score, left));
    layout->addWidget(m_list);
    layout->addLayout(titleLine(tr("From raw bytes to the match"), m_rules, left));
    layout->addWidget(m_stepTable, 1);
    return left;
}

void HitsPage::forget() {
    m_request.reset();
    m_body.reset();
}

void HitsPage::setBody(const SharedBody& body) {
    m_body = body;
    if (m_request) {
        m_steps->show(m_hits->hitAt(m_list->currentIndex().row()), m_request->detail.request.head.size(),
                      body, m_request);
    }
}

void HitsPage::showSecretsAnew() {
    m_bytes->view().setHidden(hiddenBytes(m_request));
    m_list->viewport()->update();
    setBody(m_body);
}

void HitsPage::setRequest(const SharedRequest& request, const SharedBody& body) {
    const bool isSameRequest =
        m_request && request && m_request->detail.request.id == request->detail.request.id;
    const int row = isSameRequest ? m_list->currentIndex().row() : 0;
    m_request = request;
    m_body = body;
    m_hits->show(request);
    m_list->setFixedHeight(std::clamp(m_hits->rowCount(), 1, kSeenHits) * theme::kRowHeight);
    const traffic::RequestDetail& detail = request->detail;
    m_score->setText(tr("score %1, threshold %2").arg(detail.row.score).arg(detail.row.threshold));
    m_rules->setText(text::shownText(detail.ruleSet));
    if (!isSameRequest) {
        m_bytes->setBytes(partOf(request, request->bytes), hiddenBytes(request));
    }
    m_bytes->view().setHidden(hiddenBytes(request));  // a verdict keeps its matches visible
    m_bytes->view().setEmphasis({0, std::min(detail.request.head.find('\r'), detail.request.head.size())});
    m_list->setCurrentIndex(m_hits->index(std::clamp(row, 0, std::max(m_hits->rowCount() - 1, 0))));
    if (m_hits->rowCount() == 0) {
        showHit(-1);
    }
}

void HitsPage::showHit(int row) {
    const traffic::HitRow* hit = m_hits->hitAt(row);
    const std::size_t head = m_request ? m_request->detail.request.head.size() : 0;
    m_steps->show(hit, head, m_body, m_request);
    if (!hit || !hit->hit.offset) {
        m_bytes->view().setMatches({});
        m_bytes->setNote(hit ? tr("match: %1").arg(matchPlace(hit->hit, head)) : QString());
        return;
    }
    const bool inBody = *hit->hit.offset >= head;
    m_bytes->setNote(tr("match: %1").arg(matchPlace(hit->hit, head)));
    m_bytes->view().setMatches({{*hit->hit.offset, hit->hit.length}}, inBody ? head : 0,
                               inBody ? tr("the body") : tr("the head"));
}

}  // namespace mirrorscope::ui::detail
