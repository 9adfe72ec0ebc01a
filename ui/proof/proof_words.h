// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTimeZone>

#include "core/probe/proof.h"
#include "core/probe/proof_service.h"
#include "ui/theme/icons.h"

/// A proof in the words of the window. What strangers wrote passes text::shownText here.
namespace mirrorscope::ui::proof {

/// How a result is told beside its word.
struct Look {
    theme::Icon icon;
    theme::Role role;
    theme::Role back;  // of a banner
};
Look lookOf(probe::Verdict verdict);
/// In a row of the matrix: what arrived with wrong headers only is no loss.
Look lookOf(const probe::ProbeRow& row);
Look lookOf(probe::HeaderState state);

QString titleOf(probe::ProbeKind kind);  // "Body 1 MiB + 1 B"
/// "Equal", "Cut at 16,384", "–" when nothing arrived.
QString bodyText(const probe::ProbeRow& row);
/// "All 8", "2 of 5 wrong"; "–" when nothing arrived or nothing is promised.
QString headersText(const probe::ProbeRow& row, std::size_t promised);
/// "420 probes through https://shop.example/, 14:31:02 to 14:31:44, limit 0 % lost, 250 ms late".
QString runText(const probe::Proof& proof, const QTimeZone& zone, base::WallTime now);
/// "Warm-up: 6 sent, 6 arrived, not counted".
QString warmUpText(const probe::Proof& proof);
QString steadyText(const probe::Proof& proof);

/// Why there is no proof, and what to do.
struct Sentences {
    QString what;
    QString todo;
};
Sentences obstacleText(const probe::ProofEnd& end, const QString& via);
Sentences errorSentences(const base::Error& error);

}  // namespace mirrorscope::ui::proof
