// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/figure_row.h"

#include <QHBoxLayout>

#include "ui/proof/figure_tile.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::proof {
namespace {

QString shown(std::size_t count) {
    return text::shortCountText(count);
}

/// Warm-ups are not among the counts of a proof.
std::size_t sumOf(const probe::RunProgress& progress, std::size_t probe::KindProgress::* what) {
    std::size_t sum = 0;
    for (const probe::KindProgress& kind : progress.kinds) {
        sum += kind.*what;
    }
    return sum;
}

}  // namespace

FigureRow::FigureRow(QWidget* parent)
    : QWidget(parent),
      m_sent(new FigureTile("proof.tile.sent", tr("Sent"), this)),
      m_arrived(new FigureTile("proof.tile.arrived", tr("Arrived"), this)),
      m_lost(new FigureTile("proof.tile.lost", tr("Lost"), this)),
      m_duplicate(new FigureTile("proof.tile.duplicate", tr("Duplicate"), this)),
      m_late(new FigureTile("proof.tile.late", tr("Late"), this)),
      m_p50(new FigureTile("proof.tile.p50", tr("Lag p50"), this)),
      m_p95(new FigureTile("proof.tile.p95", tr("Lag p95"), this)),
      m_p99(new FigureTile("proof.tile.p99", tr("Lag p99"), this)) {
    setObjectName(QStringLiteral("proof.tiles"));
    setAccessibleName(tr("Numbers"));
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(theme::kBetween);
    for (FigureTile* tile : {m_sent, m_arrived, m_lost, m_duplicate, m_late, m_p50, m_p95, m_p99}) {
        line->addWidget(tile, 1);
    }
}

void FigureRow::clear() {
    for (FigureTile* tile : {m_sent, m_arrived, m_lost, m_duplicate, m_late, m_p50, m_p95, m_p99}) {
        tile->setNumber(text::notApplicableText());
    }
}

void FigureRow::setProgress(const probe::RunProgress& progress) {
    m_sent->setNumber(shown(sumOf(progress, &probe::KindProgress::sent)));
    m_arrived->setNumber(shown(sumOf(progress, &probe::KindProgress::arrived)));
    const std::size_t duplicates = sumOf(progress, &probe::KindProgress::duplicates);
    m_duplicate->setNumber(shown(duplicates), duplicates > 0);
}

void FigureRow::setProof(const probe::Proof& proof) {
    const probe::ProbeCounts& counts = proof.totals;
    m_sent->setNumber(shown(counts.sent));
    m_arrived->setNumber(shown(counts.arrived));
    m_lost->setNumber(shown(counts.lost), counts.lost > 0);
    m_duplicate->setNumber(shown(counts.duplicates), counts.duplicates > 0);
    m_late->setNumber(shown(counts.late), counts.late > 0);
    const auto lag = [&proof](std::chrono::microseconds value) {
        return text::lagText(proof.lag.count == 0 ? std::nullopt : std::optional(value));
    };
    m_p50->setNumber(lag(proof.lag.p50));
    m_p95->setNumber(lag(proof.lag.p95));
    m_p99->setNumber(lag(proof.lag.p99));
}

}  // namespace mirrorscope::ui::proof
