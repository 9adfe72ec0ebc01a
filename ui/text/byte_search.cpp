// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/byte_search.h"

#include <algorithm>
#include <functional>

#include "core/base/case_blind_search.h"

namespace mirrorscope::ui::text {
namespace {

/// Begin of the first match in [first, last), or `last`. The iterators may run backwards.
template <typename Bytes, typename Needle>
Bytes searched(Bytes first, Bytes last, Needle needleFirst, Needle needleLast, SearchCase searchCase) {
    if (searchCase == SearchCase::Exact) {
        return std::search(first, last, std::boyer_moore_horspool_searcher(needleFirst, needleLast));
    }
    return std::search(first, last, base::caseBlindSearcher(needleFirst, needleLast));
}

}  // namespace

std::optional<std::size_t> findForward(std::string_view bytes, std::string_view needle, std::size_t from,
                                       SearchCase searchCase) {
    if (needle.empty() || needle.size() > bytes.size()) {
        return std::nullopt;
    }
    const auto in = [&](std::size_t begin, std::size_t end) -> std::optional<std::size_t> {
        const std::string_view part = bytes.substr(begin, end - begin);
        const auto at = searched(part.begin(), part.end(), needle.begin(), needle.end(), searchCase);
        return at == part.end() ? std::nullopt
                                : std::optional(begin + static_cast<std::size_t>(at - part.begin()));
    };
    from = std::min(from, bytes.size());
    if (const auto found = in(from, bytes.size())) {
        return found;
    }
    return in(0, std::min(bytes.size(), from + needle.size() - 1));
}

std::optional<std::size_t> findBackward(std::string_view bytes, std::string_view needle, std::size_t before,
                                        SearchCase searchCase) {
    if (needle.empty() || needle.size() > bytes.size()) {
        return std::nullopt;
    }
    const auto in = [&](std::size_t begin, std::size_t end) -> std::optional<std::size_t> {
        const std::string_view part = bytes.substr(begin, end - begin);
        const auto at = searched(part.rbegin(), part.rend(), needle.rbegin(), needle.rend(), searchCase);
        return at == part.rend()
                   ? std::nullopt
                   : std::optional(end - static_cast<std::size_t>(at - part.rbegin()) - needle.size());
    };
    before = std::min(before, bytes.size());
    if (const auto found = in(0, std::min(bytes.size(), before + needle.size() - 1))) {
        return found;
    }
    return in(before, bytes.size());
}

}  // namespace mirrorscope::ui::text
