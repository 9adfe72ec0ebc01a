// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/session_pairing.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/doctor/pairing_entry.h"
#include "core/forwarding/source_reading.h"

namespace mirrorscope::pipeline {
namespace {

/// One read of the store.
constexpr std::size_t kReadRows = 1000;
constexpr std::size_t kReadBytes = 8U << 20U;

/// The two sides of a question: which source is which, and how their targets are compared.
struct Sides {
    std::map<traffic::SourceId, std::size_t> sideOf;  // 0: A, 1: B
    bool isTargetRewritten = false;
};

base::Result<Sides> sidesOf(storage::SessionReader& reader, const PairingQuestion& question,
                            const base::CancelToken& cancel) {
    const auto sources = reader.sources(cancel);
    const auto settings = reader.sourceSettings(cancel);
    if (!sources || !settings) {
        return sources ? settings.error() : sources.error();
    }
    const auto merged = forwarding::mergedSources(*settings);
    const auto shownAs = [&](traffic::SourceId id) {
        const auto found = merged.find(id);
        return found == merged.end() ? id : found->second;
    };
    const std::array asked{question.a, question.b};
    for (const traffic::SourceId id : asked) {
        if (std::ranges::find(*sources, id, &traffic::Source::id) == sources->end()) {
            return base::Error{base::ErrorCode::SourceNotFound, {std::to_string(id)}};
        }
    }
    if (shownAs(question.a) == shownAs(question.b)) {
        return base::Error{base::ErrorCode::InvalidArgument,
                           {"pairs", std::to_string(question.a) + " " + std::to_string(question.b),
                            "two different sources"}};
    }
    Sides sides;
    for (const traffic::Source& source : *sources) {
        for (std::size_t side = 0; side < asked.size(); ++side) {
            if (shownAs(source.id) == shownAs(asked[side])) {
                sides.sideOf[source.id] = side;
                sides.isTargetRewritten = sides.isTargetRewritten || doctor::rewritesTargets(source.kind);
            }
        }
    }
    return sides;
}

}  // namespace

base::Result<doctor::Pairing> pairSources(
    storage::SessionReader& reader, const PairingQuestion& question, const base::CancelToken& cancel,
    const std::function<void(traffic::RequestId at, traffic::RequestId last)>& progress) {
    const auto sides = sidesOf(reader, question, cancel);
    const auto reached = reader.progress();
    if (!sides || !reached) {
        return sides ? reached.error() : sides.error();
    }
    std::array<std::vector<doctor::PairingEntry>, 2> entries;
    for (traffic::RequestId after = 0; after < reached->lastRequest;) {
        const auto page = reader.follow(after, kReadRows, kReadBytes);
        if (cancel.isCancelled()) {
            return base::Error{base::ErrorCode::Cancelled, {}};
        }
        if (!page) {
            return page.error();
        }
        if (page->empty()) {
            break;
        }
        for (const auto& [request, context] : *page) {
            const auto side = context ? sides->sideOf.find(context->source) : sides->sideOf.end();
            if (side == sides->sideOf.end()) {
                continue;
            }
            if (const auto entry = doctor::pairingEntry(*request, *context, sides->isTargetRewritten)) {
                entries[side->second].push_back(*entry);
            }
        }
        after = page->back().request->id;
        if (progress) {
            progress(after, reached->lastRequest);
        }
    }
    return doctor::pairRequests(std::move(entries[0]), std::move(entries[1]), question.within);
}

}  // namespace mirrorscope::pipeline
