// SPDX-License-Identifier: Apache-2.0
#include "core/redaction/kept_matches.h"

#include <algorithm>

namespace mirrorscope::redaction {
namespace {

struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// What was matched, sorted and not overlapping.
std::vector<Span> matchesOf(const std::vector<traffic::HitRow>& hits) {
    std::vector<Span> spans;
    for (const traffic::HitRow& row : hits) {
        if (row.hit.offset && row.hit.length > 0) {
            spans.push_back({*row.hit.offset, *row.hit.offset + row.hit.length});
        }
    }
    std::ranges::sort(spans, {}, &Span::begin);
    std::vector<Span> merged;
    for (const Span& span : spans) {
        if (!merged.empty() && span.begin <= merged.back().end) {
            merged.back().end = std::max(merged.back().end, span.end);
        } else {
            merged.push_back(span);
        }
    }
    return merged;
}

}  // namespace

Secrets besideMatches(const Secrets& secrets, const std::vector<traffic::HitRow>& hits) {
    const std::vector<Span> matches = matchesOf(hits);
    Secrets left;
    for (const Secret& secret : secrets) {
        const std::size_t before = left.size();
        const std::size_t end = secret.offset + secret.length;
        std::size_t at = secret.offset;
        for (auto match = std::ranges::upper_bound(matches, at, {}, &Span::end);
             match != matches.end() && match->begin < end; ++match) {
            if (match->begin > at) {
                left.push_back({at, match->begin - at, secret.reason});
            }
            at = std::min(match->end, end);
        }
        if (at < end) {
            left.push_back({at, end - at, secret.reason});
        }
        if (left.size() == before) {
            left.push_back(secret);
        }
    }
    return left;
}

}  // namespace mirrorscope::redaction
