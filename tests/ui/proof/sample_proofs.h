// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/probe/samples.h"

namespace mirrorscope::test {

/// Two of each kind, all arrived.
inline probe::Proof passedProof() {
    return probe::judge(flawlessRun(2), sampleUrl(), {.headers = {"Host", "X-Forwarded-For"}});
}

/// What an nginx whose mirror location keeps the usual limit does: bodies over 1 MiB are lost, and one
/// promised header does not come.
inline probe::Proof failedProof() {
    probe::RunRecord record = flawlessRun(2);
    std::vector<probe::Arrival> arrived;
    for (std::size_t i = 0; i < record.sent.size(); ++i) {
        if (record.sent[i].bodyBytes <= std::uint64_t{1} << 20U) {
            arrived.push_back(record.arrivals[i]);
        }
    }
    record.arrivals = std::move(arrived);
    return probe::judge(record, sampleUrl(), {.headers = {"Host", "X-Real-IP"}});
}

}  // namespace mirrorscope::test
