// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/tile_row.h"

#include <QHBoxLayout>

#include "ui/overview/tile.h"
#include "ui/text/number_text.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::overview {
namespace {

QString shown(const std::optional<std::uint64_t>& count) {
    return count ? text::shortCountText(*count) : text::notApplicableText();
}

Tile::Tone toneOf(const std::optional<std::uint64_t>& count, Tile::Tone some) {
    return count.value_or(0) > 0 ? some : Tile::Tone::Calm;
}

}  // namespace

TileRow::TileRow(QWidget* parent)
    : QWidget(parent),
      m_requests(new Tile(QStringLiteral("tile.requests"), this)),
      m_attacks(new Tile(QStringLiteral("tile.attacks"), this)),
      m_new(new Tile(QStringLiteral("tile.new"), this)),
      m_silent(new Tile(QStringLiteral("tile.silent"), this)),
      m_findings(new Tile(QStringLiteral("tile.findings"), this)),
      m_refused(new Tile(QStringLiteral("tile.refused"), this)) {
    setAccessibleName(tr("Numbers"));
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(theme::kBetween);
    for (Tile* tile : {m_requests, m_attacks, m_new, m_silent, m_findings, m_refused}) {
        line->addWidget(tile, 1);
    }
    connect(m_requests, &Tile::clicked, this, &TileRow::requestsWanted);
    connect(m_attacks, &Tile::clicked, this, &TileRow::attackRequestsWanted);
    connect(m_new, &Tile::clicked, this, &TileRow::newAttacksWanted);
    connect(m_silent, &Tile::clicked, this, &TileRow::silentWanted);
    connect(m_findings, &Tile::clicked, this, &TileRow::findingsWanted);
    connect(m_refused, &Tile::clicked, this, &TileRow::refusedWanted);
    show();
}

void TileRow::setNumbers(const TileNumbers& numbers) {
    if (numbers != m_numbers) {
        m_numbers = numbers;
        show();
    }
}

void TileRow::show() {
    using enum Tile::Tone;
    using theme::Icon;
    const TileNumbers& now = m_numbers;
    const auto named = [&now](const QString& what) {
        return now.range.isEmpty() ? what : QStringLiteral("%1, %2").arg(what, now.range);
    };
    m_requests->setContent(shown(now.requests), named(tr("Requests")), Calm, Icon::Ok,
                           tr("List these requests"));
    m_attacks->setContent(shown(now.attackRequests), named(tr("Attack requests")),
                          toneOf(now.attackRequests, Bad), Icon::SeverityCritical,
                          tr("Show only requests that are attacks"));
    m_new->setContent(shown(now.newAttacks) + (now.newAttacksMore ? QStringLiteral("+") : QString()),
                      tr("Attacks not yet triaged"), Calm, Icon::TriageNew,
                      tr("List attacks that nobody has looked at"));
    const bool isSilent = now.silent.value_or(0) > 0;
    m_silent->setContent(now.silent ? tr("%1 of %2").arg(*now.silent).arg(now.sources) : shown(now.silent),
                         tr("Sources silent"), toneOf(now.silent, Warning), Icon::Silent,
                         isSilent ? tr("Show only the silent sources") : QString());
    m_findings->setContent(shown(now.findings), tr("Open findings"),
                           toneOf(now.findings, now.findingIsError ? Bad : Warning), Icon::SeverityHigh,
                           tr("Show what is wrong with headers"));
    m_refused->setContent(shown(now.refused), named(tr("Refused")), toneOf(now.refused, Bad), Icon::Fail,
                          tr("Show when requests were refused"));
}

}  // namespace mirrorscope::ui::overview
