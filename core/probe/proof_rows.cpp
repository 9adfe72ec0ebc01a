// SPDX-License-Identifier: Apache-2.0
#include "core/probe/proof_rows.h"

#include <algorithm>
#include <map>

namespace mirrorscope::probe {
namespace {

using std::chrono::microseconds;
using Lags = std::vector<microseconds>;

LagFigures figuresOf(Lags& lags) {
    return {lags.size(), percentile(lags, 50), percentile(lags, 95), percentile(lags, 99)};
}

void count(ProbeCounts& counts, const SentProbe& sent, const Match& match, bool isShare) {
    using State = SendOutcome::State;
    ++counts.sent;
    if (match.hasArrived()) {
        ++counts.arrived;
        counts.duplicates += match.duplicates();
        counts.late += match.isLate ? 1 : 0;
    } else if (sent.outcome.state == State::NotSent || sent.outcome.state == State::Cancelled) {
        ++counts.notSent;
    } else if (sent.outcome.state == State::NoAnswer) {
        ++counts.unanswered;
    } else if (sent.isRefused()) {
        ++counts.refused;
    } else {
        ++(isShare ? counts.notChosen : counts.lost);
    }
}

/// A row with what only counting needs.
struct RowBook {
    ProbeRow row;
    Lags lags;
    std::vector<bool> headersWrong;

    void note(const Evidence& evidence, std::size_t i) {
        const SentProbe& sent = evidence.sent[i];
        const Match& match = evidence.matches[i];
        count(row.counts, sent, match, evidence.isShare);
        if (sent.isRefused() && !match.hasArrived()) {
            row.refusal = sent.outcome.status;
        }
        if (!match.hasArrived()) {
            return;
        }
        if (match.lag) {
            lags.push_back(*match.lag);
        }
        const bool isLeftOut = match.body == BodyState::Missing && !evidence.hasBodies;
        row.bodiesWrong += match.body > BodyState::Equal && !isLeftOut ? 1 : 0;
        if (match.body > row.body || row.counts.arrived == 1) {
            row.body = match.body;
            row.bodyBytes = match.bodyBytes;
        }
        const auto& states = evidence.headers.byProbe[i];
        headersWrong.resize(states.size());
        for (std::size_t n = 0; n < states.size(); ++n) {
            headersWrong[n] = headersWrong[n] || states[n] != HeaderState::Right;
        }
    }

    ProbeRow finished() {
        row.lag = figuresOf(lags);
        row.headersWrong = static_cast<std::size_t>(std::ranges::count(headersWrong, true));
        return row;
    }
};

}  // namespace

std::vector<ProbeRow> countRows(const Evidence& evidence, Proof& proof) {
    std::map<ProbeKind, RowBook> books;  // in the order of the matrix
    Lags all;
    Lags cold;
    Lags steady;
    for (std::size_t i = 0; i < evidence.sent.size(); ++i) {
        const SentProbe& sent = evidence.sent[i];
        const Match& match = evidence.matches[i];
        proof.clockJumps += match.hasArrived() && !match.lag ? 1 : 0;
        if (match.lag) {
            (sent.outcome.isCold ? cold : steady).push_back(*match.lag);
        }
        if (sent.probe.isWarmUp) {
            count(proof.warmUp, sent, match, evidence.isShare);
            continue;
        }
        count(proof.totals, sent, match, evidence.isShare);
        if (match.lag) {
            all.push_back(*match.lag);
        }
        RowBook& book = books[sent.probe.kind];
        book.row.kind = sent.probe.kind;
        book.note(evidence, i);
    }
    proof.lag = figuresOf(all);
    proof.lags = lagHistogram(all);
    proof.cold = figuresOf(cold);
    proof.steady = figuresOf(steady);
    std::vector<ProbeRow> rows;
    for (auto& [kind, book] : books) {
        rows.push_back(book.finished());
    }
    return rows;
}

}  // namespace mirrorscope::probe
