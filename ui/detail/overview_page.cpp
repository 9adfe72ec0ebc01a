// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/overview_page.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <utility>

#include "ui/detail/people_panel.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::detail {
namespace {

constexpr int kLabelWidth = 116;
constexpr int kFactHeight = 22;

}  // namespace

OverviewPage::OverviewPage(QWidget* parent) : QScrollArea(parent), m_people(new PeoplePanel(this)) {
    setObjectName(QStringLiteral("detail.overview"));
    setAccessibleName(tr("Overview of the request"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* page = new QWidget(this);
    page->setBackgroundRole(QPalette::Base);
    page->setAutoFillBackground(true);
    auto* all = new QVBoxLayout(page);
    all->setContentsMargins(theme::kBarSide, theme::kBetween, theme::kBarSide, theme::kBetween);
    all->setSpacing(theme::kBetween);
    auto* layout = new QHBoxLayout;
    layout->setSpacing(theme::kPage * 2);
    all->addLayout(layout);
    all->addWidget(m_people);
    all->addStretch(1);
    for (Column* column : {&m_sender, &m_request}) {
        auto* side = new QWidget(page);
        column->grid = new QGridLayout(side);
        column->grid->setContentsMargins(0, 0, 0, 0);
        column->grid->setHorizontalSpacing(theme::kBetween);
        column->grid->setVerticalSpacing(0);
        column->grid->setColumnMinimumWidth(0, kLabelWidth);
        column->grid->setColumnStretch(1, 1);
        layout->addWidget(side, 1, Qt::AlignTop);
    }
    setWidget(page);
}

void OverviewPage::setRequest(const traffic::RequestDetail& detail, const QTimeZone& zone) {
    std::vector<Fact> sender = senderFacts(detail, zone);
    if (m_knownAs) {
        const QString names = m_knownAs(detail);
        sender.push_back({tr("Known as"), names.isEmpty() ? text::notApplicableText() : names,
                          names.isEmpty(), text::Kind::Sentence});
    }
    fill(m_sender, sender);
    fill(m_request, requestFacts(detail));
    if (std::exchange(m_shown, detail.request.id) != detail.request.id) {
        m_people->clearFields();
    }
    m_people->setMarks(detail.marks, zone);
}

void OverviewPage::fill(Column& column, const std::vector<Fact>& facts) {
    while (column.labels.size() < facts.size()) {
        const int row = static_cast<int>(column.labels.size());
        auto* label = new text::PlainLabel(this);
        label->setForegroundRole(QPalette::PlaceholderText);
        label->setFixedHeight(kFactHeight);
        auto* value = new text::PlainLabel(this);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        value->setFixedHeight(kFactHeight);
        label->setBuddy(value);
        column.grid->addWidget(label, row, 0);
        column.grid->addWidget(value, row, 1);
        column.labels.push_back(label);
        column.values.push_back(value);
    }
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const Fact& fact = facts[i];
        column.labels[i]->setText(fact.label);
        column.values[i]->setElided(fact.kind);
        column.values[i]->setText(fact.value);
        column.values[i]->setForegroundRole(fact.weak ? QPalette::PlaceholderText : QPalette::WindowText);
        column.values[i]->setAccessibleName(fact.label + u' ' + fact.value);
    }
}

}  // namespace mirrorscope::ui::detail
