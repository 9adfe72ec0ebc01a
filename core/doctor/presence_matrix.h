// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_set>
#include <vector>

#include "core/http/head.h"
#include "core/traffic/source.h"

namespace mirrorscope::doctor {

/// Header × source: in which share of a source's requests a header is, how many different values it has, an
/// example. Bounded: so many names and values are told apart for each source. Not thread safe.
class PresenceMatrix {
public:
    /// Names of one source; further ones are counted together. A scanner invents names.
    static constexpr std::size_t kMostNames = 200;
    /// Different values of one header; beyond it only "at least" is known.
    static constexpr std::size_t kMostValues = 1000;
    /// Bytes of the example.
    static constexpr std::size_t kExample = 64;

    struct Cell {
        std::uint64_t requests = 0;
        std::size_t values = 0;   // different ones
        bool moreValues = false;  // than kMostValues
        std::string example;      // the newest value, raw, cut
    };
    struct Row {
        std::string name;  // as it was spelled last
        std::map<traffic::SourceId, Cell> cells;
    };

    void add(traffic::SourceId source, const http::Head& head);

    std::uint64_t requestsOf(traffic::SourceId source) const;
    std::vector<traffic::SourceId> sources() const;
    /// By name, ignoring case.
    std::vector<Row> rows() const;
    /// Requests of the source that had headers beyond kMostNames.
    std::uint64_t uncountedOf(traffic::SourceId source) const;

private:
    struct Header {
        std::string name;
        Cell cell;
        std::unordered_set<std::size_t> hashes;
        std::uint64_t lastRequest = 0;  // so that a repeated line counts once
    };
    struct OfSource {
        std::uint64_t requests = 0;
        std::uint64_t uncounted = 0;
        std::map<std::string, Header> headers;  // by name in lower case
    };
    std::map<traffic::SourceId, OfSource> m_sources;
};

}  // namespace mirrorscope::doctor
