// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/query/field_table.h"
#include "core/traffic/rows.h"

namespace mirrorscope::ui::filter {

/// Values that requests were seen to have, for completion: it answers at once and asks no disk. Bounded, as
/// senders choose them. UI thread.
class KnownValues {
public:
    static constexpr std::size_t kValues = 500;      // of a field
    static constexpr std::size_t kValueBytes = 200;  // longer ones nobody completes

    void learn(const traffic::RequestRow& row);
    void learn(const traffic::RequestContext& context, const std::string& sourceName);
    void clear() { m_counts.clear(); }

    /// Those that begin with the word, without case, the most frequent first.
    std::vector<std::string> beginningWith(query::FieldId field, std::string_view word) const;

private:
    using Counts = std::unordered_map<std::string, std::uint64_t>;

    void count(query::FieldId field, std::string_view value);
    static void makeRoom(Counts& counts);

    std::map<query::FieldId, Counts> m_counts;
};

}  // namespace mirrorscope::ui::filter
