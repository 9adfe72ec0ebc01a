// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/request_pairing.h"

#include <algorithm>
#include <span>
#include <tuple>

namespace mirrorscope::doctor {
namespace {

using Entries = std::span<const PairingEntry>;
using KeyOf = PairingKey PairingEntry::*;

constexpr PairingKey kNone{};

void sortBy(std::vector<PairingEntry>& entries, KeyOf key) {
    std::ranges::sort(entries, [key](const PairingEntry& x, const PairingEntry& y) {
        return std::tie(x.*key, x.time, x.request) < std::tie(y.*key, y.time, y.request);
    });
}

/// The entries at the front with the same key.
Entries groupAt(Entries entries, KeyOf key) {
    const auto end = std::ranges::find_if(
        entries, [&](const PairingEntry& entry) { return entry.*key != entries.front().*key; });
    return entries.first(static_cast<std::size_t>(end - entries.begin()));
}

std::size_t firstFrom(Entries entries, std::size_t i, base::WallTime time) {
    while (i < entries.size() && entries[i].time < time) {
        ++i;
    }
    return i;
}

std::size_t firstAfter(Entries entries, std::size_t i, base::WallTime time) {
    while (i < entries.size() && entries[i].time <= time) {
        ++i;
    }
    return i;
}

/// A client that uses one id for two requests: neither what they are nor when they came agrees.
bool isContradicted(const PairingEntry& a, const PairingEntry& b, std::chrono::microseconds within) {
    return a.content != b.content && std::chrono::abs(a.time - b.time) > within;
}

class Matcher {
public:
    Matcher(std::vector<PairingEntry> a, std::vector<PairingEntry> b)
        : m_a(std::move(a)), m_b(std::move(b)) {}

    void matchByRequestId(std::chrono::microseconds within) {
        byGroups(&PairingEntry::requestId, [this, within](Entries a, Entries b) {
            if (a.front().requestId == kNone) {
                keep(a, b);
            } else if (isContradicted(a.front(), b.front(), within)) {
                countAmbiguous(a, b);
            } else {
                settle(a, b, PairedBy::RequestId);
            }
        });
    }

    void matchByContent(std::chrono::microseconds within) {
        byGroups(&PairingEntry::content, [this, within](Entries a, Entries b) { matchInTime(a, b, within); });
    }

    Pairing finished() {
        std::ranges::sort(m_out.pairs, {}, &RequestPair::a);
        m_out.onlyA = m_a.size();
        m_out.onlyB = m_b.size();
        return std::move(m_out);
    }

private:
    /// Calls `both(a, b)` for the entries of each key that both sides have; the others are kept for later.
    template <typename Both>
    void byGroups(KeyOf key, const Both& both) {
        auto a = std::move(m_a);
        auto b = std::move(m_b);
        m_a.clear();
        m_b.clear();
        sortBy(a, key);
        sortBy(b, key);
        Entries restA = a;
        Entries restB = b;
        while (!restA.empty() && !restB.empty()) {
            const auto groupA = groupAt(restA, key);
            const auto groupB = groupAt(restB, key);
            const auto& keyA = groupA.front().*key;
            const auto& keyB = groupB.front().*key;
            if (keyA == keyB) {
                both(groupA, groupB);
            } else {
                keep(keyA < keyB ? groupA : Entries{}, keyB < keyA ? groupB : Entries{});
            }
            restA = restA.subspan(keyA <= keyB ? groupA.size() : 0);
            restB = restB.subspan(keyB <= keyA ? groupB.size() : 0);
        }
        keep(restA, restB);
    }

    void keep(Entries a, Entries b) {
        m_a.insert(m_a.end(), a.begin(), a.end());
        m_b.insert(m_b.end(), b.begin(), b.end());
    }

    /// Twins when they are one and one.
    void settle(Entries a, Entries b, PairedBy by) {
        if (a.size() == 1 && b.size() == 1) {
            m_out.pairs.push_back(
                {a.front().request, b.front().request, by,
                 std::chrono::duration_cast<std::chrono::microseconds>(b.front().time - a.front().time)});
            return;
        }
        countAmbiguous(a, b);
    }

    void countAmbiguous(Entries a, Entries b) {
        ++m_out.ambiguousGroups;
        m_out.ambiguousA += a.size();
        m_out.ambiguousB += b.size();
    }

    /// Entries of one key, by time. The candidates of each A are a run of B; runs that share one are one
    /// group.
    void matchInTime(Entries a, Entries b, std::chrono::microseconds within) {
        std::size_t settled = 0;  // of B
        for (std::size_t i = 0; i < a.size();) {
            const std::size_t begin = firstFrom(b, settled, a[i].time - within);
            std::size_t end = firstAfter(b, begin, a[i].time + within);
            keep({}, b.subspan(settled, begin - settled));
            settled = end;
            std::size_t next = i + 1;
            if (begin == end) {
                keep(a.subspan(i, 1), {});
                i = next;
                continue;
            }
            for (; next < a.size() && b[end - 1].time >= a[next].time - within; ++next) {
                end = firstAfter(b, end, a[next].time + within);
            }
            settle(a.subspan(i, next - i), b.subspan(begin, end - begin), PairedBy::Content);
            settled = end;
            i = next;
        }
        keep({}, b.subspan(settled));
    }

    std::vector<PairingEntry> m_a;
    std::vector<PairingEntry> m_b;
    Pairing m_out;
};

}  // namespace

std::string_view pairedByName(PairedBy by) {
    return by == PairedBy::RequestId ? "request-id" : "content";
}

Pairing pairRequests(std::vector<PairingEntry> a, std::vector<PairingEntry> b,
                     std::chrono::microseconds within) {
    Matcher matcher(std::move(a), std::move(b));
    matcher.matchByRequestId(within);
    matcher.matchByContent(within);
    return matcher.finished();
}

}  // namespace mirrorscope::doctor
