// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <map>
#include <string>
#include <string_view>

namespace mirrorscope::headless {

/// How many requests had each value before and after, where one of the two is any, under a title. `Value`
/// ends with Count.
template <typename Value>
void printCountChange(const char* title, const std::map<Value, std::uint64_t>& before,
                      const std::map<Value, std::uint64_t>& after, std::string_view (*nameOf)(Value)) {
    std::printf("%-14s %12s %12s\n", title, "before", "after");
    for (std::size_t i = 0; i < static_cast<std::size_t>(Value::Count); ++i) {
        const auto value = static_cast<Value>(i);
        const auto countIn = [value](const std::map<Value, std::uint64_t>& counts) {
            const auto found = counts.find(value);
            return found == counts.end() ? 0 : found->second;
        };
        if (countIn(before) + countIn(after) > 0) {
            std::printf("%-14s %12" PRIu64 " %12" PRIu64 "\n", std::string(nameOf(value)).c_str(),
                        countIn(before), countIn(after));
        }
    }
}

}  // namespace mirrorscope::headless
