// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/doctor/finding_rule.h"
#include "core/traffic/finding.h"

namespace mirrorscope::doctor {

/// The open findings of all sources: one a code and source. Not thread safe.
class FindingBook {
public:
    explicit FindingBook(const std::vector<traffic::Finding>& known);

    bool isOpen(traffic::SourceId source, std::string_view code) const;
    void open(const traffic::Source& source, const FindingRule& rule, const Evidence& evidence,
              base::WallTime now);
    /// Seen again: evidence and time move on, `more` requests are counted. Reported at most once a second.
    void confirm(traffic::SourceId source, std::string_view code, const Evidence& evidence,
                 std::uint64_t more, base::WallTime now);
    void close(traffic::SourceId source, std::string_view code, base::WallTime now);

    std::vector<traffic::Finding> takeChanges();

private:
    using Key = std::pair<traffic::SourceId, std::string>;
    struct Entry {
        traffic::Finding finding;
        base::WallTime reportedAt{};
    };

    std::map<Key, Entry, std::less<>> m_open;
    std::map<traffic::FindingId, traffic::Finding> m_changes;
    traffic::FindingId m_lastId = 0;
};

}  // namespace mirrorscope::doctor
