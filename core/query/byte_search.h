// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorscope::query {

/// Looks for a part in bytes, ASCII letters without case. Linear in both whatever they hold (Knuth, Morris,
/// Pratt): both come from strangers. Read-only once made; any thread.
class ByteSearch {
public:
    explicit ByteSearch(std::string_view part);

    /// The empty part occurs everywhere.
    bool occursIn(std::string_view bytes) const;
    /// Only where the byte before it, if there is one, is one of those that `mayStandBefore` names.
    using Before = bool (*)(char);
    bool occursIn(std::string_view bytes, Before mayStandBefore) const;

private:
    std::string m_part;               // lower case
    std::vector<std::size_t> m_next;  // how much still matches after a mismatch behind so many bytes
};

}  // namespace mirrorscope::query
