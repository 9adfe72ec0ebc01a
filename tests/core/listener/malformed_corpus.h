// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace mirrorscope::test {

/// One case of tests/data/malformed with what index.json expects.
struct CorpusCase {
    int id = 0;
    std::string name;
    std::string bytes;
    std::string verdict;                  // valid, flag, flag-close, malformed-close, incomplete, not-http
    std::size_t requests = 0;             // rows, those of another protocol not counted
    std::set<std::string> flags;          // the listener's; those that need the analysis are left out
    std::set<std::string> analysisFlags;  // those that need a decoded body or the trust of the peer
    bool closes = false;
    bool asksForEnd = false;    // its sender does, which is no anomaly: HTTP/1.0, Connection: close
    std::optional<int> status;  // unset: 204, or none when the sender is gone
    bool needsTime = false;     // a deadline decides
};

/// All cases; empty when the corpus cannot be read.
std::vector<CorpusCase> malformedCorpus();

/// Nothing that begins with this may ever become a request.
inline constexpr char kCanary[] = "/SMUGGLED";

}  // namespace mirrorscope::test
