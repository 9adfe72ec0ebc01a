// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>

#include "core/snippets/snippet_catalogue.h"

namespace mirrorscope::snippets {

/// An option of one kind: what it is called, how its value is checked and taken over, what a refusal says.
template <typename Options>
struct OptionRow {
    OptionInfo info;
    /// False when the value is not one of its grammar; `out` does not matter then.
    bool (*set)(Options& out, std::string_view value);
    std::string_view expectation;  // "a number from 0 to 9"
    bool hardenedOnly = false;     // the faithful form has no place for it
};

inline base::Error invalidOption(std::string_view option, std::string_view value,
                                 std::string_view expectation) {
    return {base::ErrorCode::InvalidArgument,
            {std::string(option), std::string(value), std::string(expectation)}};
}

template <typename Options, std::size_t count>
std::array<OptionInfo, count> infosOf(const std::array<OptionRow<Options>, count>& rows) {
    std::array<OptionInfo, count> infos;
    std::ranges::transform(rows, infos.begin(), [](const OptionRow<Options>& row) {
        OptionInfo info = row.info;
        info.hardenedOnly = row.hardenedOnly;
        return info;
    });
    return infos;
}

/// Reads and checks values by their rows. The first row is --listener, which every kind needs.
template <typename Options, std::size_t count>
base::Result<Options> readOptions(const std::array<OptionRow<Options>, count>& rows,
                                  std::span<const OptionValue> values, Variant variant,
                                  std::string_view kind) {
    Options out;
    bool hasListener = false;
    for (const OptionValue& value : values) {
        const auto row = std::ranges::find_if(
            rows, [&](const OptionRow<Options>& candidate) { return candidate.info.name == value.name; });
        if (row == rows.end()) {
            return invalidOption(value.name, value.value,
                                 "an option of the " + std::string(kind) + " snippet");
        }
        if (row->hardenedOnly && variant == Variant::Faithful) {
            return invalidOption(value.name, value.value, "--variant hardened with this option");
        }
        if (!row->set(out, value.value)) {
            return invalidOption(value.name, value.value, row->expectation);
        }
        hasListener = hasListener || row == rows.begin();
    }
    if (!hasListener) {
        return invalidOption(rows.front().info.name, "", rows.front().expectation);
    }
    return out;
}

}  // namespace mirrorscope::snippets
