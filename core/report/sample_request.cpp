// SPDX-License-Identifier: Apache-2.0
#include "core/report/sample_request.h"

#include <algorithm>

namespace mirrorscope::report {
namespace {

std::vector<MatchedBytes> merged(std::vector<MatchedBytes> matches) {
    std::ranges::sort(matches, {}, &MatchedBytes::offset);
    std::vector<MatchedBytes> out;
    for (const MatchedBytes& one : matches) {
        if (!out.empty() && one.offset <= out.back().offset + out.back().length) {
            const std::size_t end = std::max(out.back().offset + out.back().length, one.offset + one.length);
            out.back().length = end - out.back().offset;
        } else {
            out.push_back(one);
        }
    }
    return out;
}

}  // namespace

Sample sampleOf(const traffic::RequestDetail& detail, traffic::AttackId attack) {
    Sample sample;
    sample.request = detail.request.id;
    sample.at = detail.request.receivedAt;
    sample.head = detail.request.head.substr(0, kSampleHead);
    sample.isCut = detail.request.head.size() > kSampleHead;
    std::vector<MatchedBytes> matches;
    for (const traffic::HitRow& row : detail.hits) {
        if (row.attackId != attack) {
            continue;
        }
        if (row.hit.offset && *row.hit.offset < sample.head.size() && row.hit.length > 0) {
            const auto offset = static_cast<std::size_t>(*row.hit.offset);
            matches.push_back({offset, std::min<std::size_t>(row.hit.length, sample.head.size() - offset)});
        }
        sample.hits.push_back(row.hit);
    }
    sample.matches = merged(std::move(matches));
    std::ranges::stable_sort(sample.hits, std::greater(), &traffic::Hit::severity);
    if (sample.hits.size() > kMostHits) {
        sample.moreHits = sample.hits.size() - kMostHits;
        sample.hits.resize(kMostHits);
    }
    return sample;
}

}  // namespace mirrorscope::report
