// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/traffic/attack_type.h"

namespace mirrorscope::detection {

/// The type of attack that a rule stands for: first our table by rule id (resources/attack_types.tsv), then
/// CRS's attack-* tag, then the range of the id. Immutable; any thread.
class AttackClassifier {
public:
    /// A table: "id[-id] TAB type [TAB why]" a line, # begins a comment. RulesInvalid with `name`, line,
    /// reason.
    static base::Result<AttackClassifier> fromTable(std::string_view table, std::string_view name);
    /// The one of this build; a ctest reads the table with fromTable, so that it cannot be broken here.
    static const AttackClassifier& builtIn();

    template <typename Tags>
    traffic::AttackType typeOf(std::int64_t ruleId, const Tags& tags) const {
        if (const auto known = fromIds(ruleId)) {
            return *known;
        }
        for (const auto& tag : tags) {
            if (const auto known = fromTag(tag)) {
                return *known;
            }
        }
        return fromRange(ruleId);
    }

private:
    struct Entry {
        std::int64_t first = 0;
        std::int64_t last = 0;
        traffic::AttackType type = traffic::AttackType::Other;
    };

    std::optional<traffic::AttackType> fromIds(std::int64_t ruleId) const;
    static std::optional<traffic::AttackType> fromTag(std::string_view tag);
    static traffic::AttackType fromRange(std::int64_t ruleId);

    std::vector<Entry> m_entries;
};

}  // namespace mirrorscope::detection
