// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/contract_list.h"

#include <QGridLayout>
#include <algorithm>

#include "ui/proof/proof_words.h"
#include "ui/proof/toned_label.h"
#include "ui/text/icon_mark.h"
#include "ui/text/shown_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::proof {
namespace {

/// A contract of ours has a dozen; a kept result may come from elsewhere.
constexpr std::size_t kMostRows = 60;
constexpr int kNameWidth = 148;

QString stateText(probe::HeaderState state) {
    return state == probe::HeaderState::Right   ? ContractList::tr("as promised")
           : state == probe::HeaderState::Wrong ? ContractList::tr("wrong")
                                                : ContractList::tr("missing");
}

}  // namespace

ContractList::ContractList(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this)) {
    setObjectName(QStringLiteral("proof.contract"));
    setAccessibleName(tr("Header contract"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(theme::kBetween);
    m_grid->setVerticalSpacing(theme::kBetween);
    m_grid->setColumnMinimumWidth(1, kNameWidth);
    m_grid->setColumnStretch(2, 1);
}

void ContractList::setHeaders(const std::vector<probe::HeaderResult>& headers) {
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const std::size_t count = std::min(headers.size(), kMostRows);
    for (std::size_t i = 0; i < count; ++i) {
        addRow(static_cast<int>(i), headers[i]);
    }
}

void ContractList::addRow(int row, const probe::HeaderResult& header) {
    const Look look = lookOf(header.state);
    const QString shown = text::shownText(header.name);
    const QString words = header.shown.empty() ? stateText(header.state) : text::shownText(header.shown);
    auto* icon = new text::IconMark(this);
    icon->setIcon(look.icon, look.role);
    auto* name = new TonedLabel(this);
    name->setText(shown);
    name->setFont(theme::font(theme::TextStyle::Small));
    name->setElided(text::Kind::Sentence);
    auto* value =
        new TonedLabel(this, header.state == probe::HeaderState::Right ? theme::Role::Text2 : look.role);
    value->setObjectName(QStringLiteral("proof.header.") + shown);
    value->setText(words);
    value->setFont(theme::font(theme::TextStyle::Small));
    value->setElided(text::Kind::Sentence);
    value->setAccessibleName(tr("%1, %2: %3").arg(shown, stateText(header.state), words));
    m_grid->addWidget(icon, row, 0);
    m_grid->addWidget(name, row, 1);
    m_grid->addWidget(value, row, 2);
}

}  // namespace mirrorscope::ui::proof
