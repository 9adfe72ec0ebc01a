// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/pair_differences.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "core/base/byte_text.h"
#include "core/doctor/request_difference.h"

namespace mirrorscope::pipeline {
namespace {

/// How often somebody is told: a bar moves, and telling costs nothing beside reading.
constexpr std::int64_t kTellEvery = 50;

/// Order and spelling are no difference of the request: they are the habit of a proxy.
bool isCounted(const doctor::Difference& one) {
    return one.kind == doctor::Difference::Kind::Value || one.kind == doctor::Difference::Kind::OnlyA ||
           one.kind == doctor::Difference::Kind::OnlyB;
}

using Counts = std::map<std::string, api::FieldDifference>;  // by name in lower case

/// A name counts once a pair, however many lines it has.
void count(Counts& counts, const traffic::MirroredRequest& a, const traffic::MirroredRequest& b) {
    std::set<std::string> counted;
    for (const doctor::Difference& one : doctor::differencesOf(a, b)) {
        std::string key = base::toLower(one.what);
        if (isCounted(one) && counted.insert(key).second) {
            api::FieldDifference& field = counts[std::move(key)];
            field.what = one.what;
            ++field.pairs;
        }
    }
}

}  // namespace

base::Result<api::PairDifferences> pairDifferences(storage::SessionReader& reader,
                                                   const std::vector<doctor::RequestPair>& pairs,
                                                   const base::CancelToken& cancel,
                                                   const api::OnProgress& progress) {
    api::PairDifferences out;
    Counts counts;
    const auto last = static_cast<std::int64_t>(pairs.size());
    std::int64_t at = 0;
    for (const doctor::RequestPair& pair : pairs) {
        const auto a = reader.detail(pair.a, cancel);
        const auto b = a ? reader.detail(pair.b, cancel) : a;
        if (b) {
            count(counts, a->request, b->request);
            ++out.pairs;
        } else if (b.error().code != base::ErrorCode::RequestNotFound) {
            return b.error();
        }
        if (++at; progress && (at % kTellEvery == 0 || at == last)) {
            progress(at, last);
        }
    }
    for (auto& [key, field] : counts) {
        out.fields.push_back(std::move(field));
    }
    std::ranges::stable_sort(out.fields, std::ranges::greater{}, &api::FieldDifference::pairs);
    return out;
}

}  // namespace mirrorscope::pipeline
