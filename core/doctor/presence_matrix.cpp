// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/presence_matrix.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/byte_text.h"

namespace mirrorscope::doctor {
namespace {

using traffic::kPresenceSpan;

/// The entry that counts all requests of a source.
const std::string kTotal;

/// A share that differs by so many points is another one: what a few odd requests do stays below.
constexpr double kDrift = 25;

double percent(std::uint64_t part, std::uint64_t all) {
    return all == 0 ? 0 : 100.0 * static_cast<double>(std::min(part, all)) / static_cast<double>(all);
}

}  // namespace

PresenceMatrix::PresenceMatrix(const std::vector<traffic::HeaderPresence>& known) {
    for (const traffic::HeaderPresence& header : known) {
        m_sources[header.source][base::toLower(header.name)].header = header;
    }
}

/// What was counted of the newest requests becomes what the next ones are compared by.
void PresenceMatrix::beginSpan(OfSource& of) {
    for (auto& [key, counted] : of) {
        counted.header.counts.recent = std::exchange(counted.header.counts.current, 0);
        counted.changed = true;
    }
}

void PresenceMatrix::count(Counted& counted, const Counted& total) {
    traffic::PresenceCounts& counts = counted.header.counts;
    ++counts.requests;
    ++counts.current;
    counts.baseline += total.header.counts.requests <= kPresenceSpan ? 1 : 0;
    counted.changed = true;
}

void PresenceMatrix::add(traffic::SourceId source, const http::Head& head) {
    const auto known = m_sources.find(source);
    if (known == m_sources.end() && m_sources.size() == kMostSources) {
        return;
    }
    OfSource& of = known == m_sources.end() ? m_sources[source] : known->second;
    Counted& total = of[kTotal];
    total.header.source = source;
    if (total.header.counts.current == kPresenceSpan) {
        beginSpan(of);
    }
    count(total, total);
    for (const http::Field& field : head.fields()) {
        if (field.name.empty()) {
            continue;  // not the name of a header
        }
        std::string key = base::toLower(field.name);
        auto found = of.find(key);
        if (found == of.end() && of.size() > kMostNames) {
            total.header.values.add(key);
            continue;
        }
        if (found == of.end()) {
            found = of.emplace(std::move(key), Counted{}).first;
            found->second.header.source = source;
        }
        Counted& counted = found->second;
        counted.header.name = field.name;
        counted.header.example = field.value.substr(0, kExample);
        counted.header.values.add(field.value);
        if (counted.lastRequest != total.header.counts.requests) {
            counted.lastRequest = total.header.counts.requests;
            count(counted, total);
        }
    }
}

std::vector<traffic::HeaderPresence> PresenceMatrix::takeChanges() {
    std::vector<traffic::HeaderPresence> changes;
    for (auto& [source, of] : m_sources) {
        if (!of[kTotal].changed) {
            continue;  // nothing of it did
        }
        for (auto& [key, counted] : of) {
            if (std::exchange(counted.changed, false)) {
                changes.push_back(counted.header);
            }
        }
    }
    return changes;
}

std::vector<traffic::HeaderPresence> PresenceMatrix::all() const {
    std::vector<traffic::HeaderPresence> out;
    for (const auto& [source, of] : m_sources) {
        for (const auto& [key, counted] : of) {
            out.push_back(counted.header);
        }
    }
    return out;
}

PresenceShare presenceShare(const traffic::PresenceCounts& header, const traffic::PresenceCounts& total) {
    PresenceShare share;
    share.all = percent(header.requests, total.requests);
    share.recent = percent(header.recent + header.current, total.recent + total.current);
    if (total.requests >= kPresenceSpan) {
        share.baseline = percent(header.baseline, kPresenceSpan);
    }
    return share;
}

PresenceShare presenceShare(const traffic::HeaderPresence& header, const traffic::PresenceCounts& total,
                            const std::optional<traffic::PresenceBaseline>& said) {
    PresenceShare share = presenceShare(header.counts, total);
    if (said) {
        const auto with = said->with.find(base::toLower(header.name));
        share.baseline = percent(with == said->with.end() ? 0 : with->second, said->requests);
    }
    return share;
}

bool PresenceShare::hasDrifted() const {
    return baseline && std::abs(recent - *baseline) >= kDrift;
}

}  // namespace mirrorscope::doctor
