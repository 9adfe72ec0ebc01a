// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/proof_words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include "core/base/error_text.h"
#include "ui/text/number_text.h"
#include "ui/text/shown_text.h"
#include "ui/text/time_text.h"

namespace mirrorscope::ui::proof {
namespace {

using theme::Icon;
using theme::Role;

struct ProofWords {
    Q_DECLARE_TR_FUNCTIONS(ProofWords)
};

/// Names of places are never so long; a kept result may come from elsewhere.
constexpr std::size_t kUrlBytes = 160;

QString percentText(double percent) {
    return QLocale().toString(percent, 'g', 4);
}

bool isToday(base::WallTime time, base::WallTime now, const QTimeZone& zone) {
    const auto day = [&zone](base::WallTime one) {
        const auto seconds = std::chrono::floor<std::chrono::seconds>(one.time_since_epoch()).count();
        return QDateTime::fromSecsSinceEpoch(seconds, zone).date();
    };
    return day(time) == day(now);
}

}  // namespace

Look lookOf(probe::Verdict verdict) {
    switch (verdict) {
        case probe::Verdict::Passed:
            return {Icon::Ok, Role::Ok, Role::OkBack};
        case probe::Verdict::NotProven:
            return {Icon::SeverityMedium, Role::Medium, Role::WarnBack};
        case probe::Verdict::Failed:
            break;
    }
    return {Icon::SeverityCritical, Role::Critical, Role::ErrorBack};
}

Look lookOf(const probe::ProbeRow& row) {
    if (row.verdict == probe::Verdict::Passed) {
        return {Icon::Ok, Role::Ok, Role::OkBack};
    }
    if (row.word == "Arrived") {
        return {Icon::SeverityLow, Role::Text, Role::Base};
    }
    return row.verdict == probe::Verdict::Failed ? Look{Icon::Fail, Role::Critical, Role::ErrorBack}
                                                 : lookOf(row.verdict);
}

Look lookOf(probe::HeaderState state) {
    switch (state) {
        case probe::HeaderState::Right:
            return {Icon::Ok, Role::Ok, Role::OkBack};
        case probe::HeaderState::Wrong:
            return {Icon::SeverityHigh, Role::High, Role::WarnBack};
        case probe::HeaderState::Missing:
            break;
    }
    return {Icon::Fail, Role::Critical, Role::ErrorBack};
}

QString titleOf(probe::ProbeKind kind) {
    return text::ownText(probe::formOf(kind).title);
}

QString bodyText(const probe::ProbeRow& row) {
    if (row.counts.arrived == 0) {
        return text::notApplicableText();
    }
    switch (row.body) {
        case probe::BodyState::None:
            return ProofWords::tr("None");
        case probe::BodyState::Equal:
            return ProofWords::tr("Equal");
        case probe::BodyState::Cut:
            return ProofWords::tr("Cut at %1").arg(text::countText(row.bodyBytes));
        case probe::BodyState::Missing:
            return ProofWords::tr("Missing");
        case probe::BodyState::Different:
            break;
    }
    return ProofWords::tr("Different");
}

QString headersText(const probe::ProbeRow& row, std::size_t promised) {
    if (row.counts.arrived == 0 || promised == 0) {
        return text::notApplicableText();
    }
    return row.headersWrong == 0 ? ProofWords::tr("All %1").arg(promised)
                                 : ProofWords::tr("%1 of %2 wrong").arg(row.headersWrong).arg(promised);
}

QString runText(const probe::Proof& proof, const QTimeZone& zone, base::WallTime now) {
    const QString begun = isToday(proof.begun, now, zone) ? text::clockText(proof.begun, zone)
                                                          : text::timeText(proof.begun, zone, now);
    QString out = ProofWords::tr("%1 probes through %2, %3 to %4, limit %5 % lost, %6 late")
                      .arg(text::countText(proof.totals.sent), text::shownText(proof.via, kUrlBytes), begun,
                           text::clockText(proof.ended, zone), percentText(proof.maxLoss),
                           text::durationText(proof.lateAfter));
    if (proof.percentage < 100) {
        out += ProofWords::tr("; %1 % mirrored, %2 to %3 copies expected")
                   .arg(percentText(proof.percentage), text::countText(proof.expected.low),
                        text::countText(proof.expected.high));
    }
    return out;
}

QString warmUpText(const probe::Proof& proof) {
    return ProofWords::tr("Warm-up: %1 sent, %2 arrived, not counted")
        .arg(text::countText(proof.warmUp.sent), text::countText(proof.warmUp.arrived));
}

QString steadyText(const probe::Proof& proof) {
    return ProofWords::tr("Steady: %1 sent, %2 arrived")
        .arg(text::countText(proof.totals.sent), text::countText(proof.totals.arrived));
}

Sentences obstacleText(const probe::ProofEnd& end, const QString& via) {
    switch (end.obstacle) {
        case probe::Obstacle::Unreachable:
            return {ProofWords::tr("Not sent: %1 cannot be reached").arg(via),
                    ProofWords::tr("%1. Check the URL.").arg(text::shownText(end.why))};
        case probe::Obstacle::NotRecorded:
            return {ProofWords::tr("Not sent: nobody records this session"),
                    ProofWords::tr("No copy can arrive. Start recording it, then run again.")};
        case probe::Obstacle::NotListening:
            return {ProofWords::tr("Not sent: listening is off"),
                    ProofWords::tr("No copy can arrive. Start listening, then run again.")};
        case probe::Obstacle::None:
            break;
    }
    return {};
}

Sentences errorSentences(const base::Error& error) {
    const auto [what, todo] = base::errorSentences(error);
    return {text::shownText(what), text::shownText(todo)};
}

}  // namespace mirrorscope::ui::proof
