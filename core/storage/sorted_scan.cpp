// SPDX-License-Identifier: Apache-2.0
#include "core/storage/sorted_scan.h"

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <utility>

#include "core/base/ip_network.h"
#include "core/storage/page_filter.h"
#include "core/storage/row_decoding.h"

namespace mirrorscope::storage {
namespace {

using traffic::SortKey;

/// Ids of one read: some 20 ms where the values are in a table beside.
constexpr traffic::RequestId kReadIds = 20'000;
/// Texts that begin alike for so long are taken for the same.
constexpr std::size_t kKeptText = 64;

constexpr std::array<const char*, static_cast<std::size_t>(SortKey::Count)> kValueOf{
    "r.id",
    "r.duration",
    "l.name",
    "r.peer",
    "r.method",
    "r.target",
    "r.version",
    "r.head_bytes",
    "r.body_bytes",
    "s.name",
    "c.client",
    "c.scheme",
    "c.host",
    "c.port",
    "c.request_id",
    "ifnull(v.state, 'pending')",
    "CASE WHEN v.state <> 'pending' THEN v.score END"};

bool isNumber(SortKey key) {
    return key == SortKey::Id || key == SortKey::Duration || key == SortKey::HeadBytes ||
           key == SortKey::BodyBytes || key == SortKey::Port || key == SortKey::Score;
}

struct Entry {
    bool isUnknown = false;
    std::int64_t number = 0;
    std::string text;
    traffic::RequestId id = 0;
};

/// Addresses sort by their value, IPv4 before IPv6.
std::string addressKey(const std::string& text) {
    const auto address = base::parseAddress(text);
    if (!address) {
        return text;
    }
    if (address->is_v4()) {
        const auto bytes = address->to_v4().to_bytes();
        return "4" + std::string(bytes.begin(), bytes.end());
    }
    const auto bytes = address->to_v6().to_bytes();
    return "6" + std::string(bytes.begin(), bytes.end());
}

Entry readEntry(const Statement& row, SortKey key) {
    Entry entry;
    entry.id = row.number(0);
    if (isNumber(key)) {
        const auto number = row.knownNumber(1);
        entry.isUnknown = !number;
        entry.number = number.value_or(0);
        return entry;
    }
    entry.text = row.bytes(1);
    entry.isUnknown = entry.text.empty();
    if (key == SortKey::Client || key == SortKey::Peer) {
        entry.text = addressKey(entry.text);
    }
    entry.text.resize(std::min(entry.text.size(), kKeptText));
    return entry;
}

/// The first entries of an order: a heap with the last of them on top.
class Firsts {
public:
    Firsts(bool descending, std::size_t limit) : m_isBefore{descending}, m_limit(limit) {}

    void add(Entry entry) {
        ++m_found;
        if (m_heap.size() == m_limit) {
            if (m_limit == 0 || !m_isBefore(entry, m_heap.front())) {
                return;
            }
            std::ranges::pop_heap(m_heap, m_isBefore);
            m_heap.back() = std::move(entry);
        } else {
            m_heap.push_back(std::move(entry));
        }
        std::ranges::push_heap(m_heap, m_isBefore);
    }

    std::uint64_t found() const { return m_found; }

    traffic::SortedRequests sorted() && {
        std::ranges::sort_heap(m_heap, m_isBefore);
        traffic::SortedRequests out;
        out.found = m_found;
        out.ids.reserve(m_heap.size());
        for (const Entry& entry : m_heap) {
            out.ids.push_back(entry.id);
        }
        return out;
    }

private:
    struct IsBefore {
        bool descending;
        bool operator()(const Entry& a, const Entry& b) const {
            if (a.isUnknown != b.isUnknown) {
                return b.isUnknown;
            }
            const auto order = std::tie(a.number, a.text) <=> std::tie(b.number, b.text);
            if (order != 0) {
                return descending ? order > 0 : order < 0;
            }
            return a.id > b.id;
        }
    };

    IsBefore m_isBefore;
    std::size_t m_limit;
    std::vector<Entry> m_heap;
    std::uint64_t m_found = 0;
};

}  // namespace

base::Result<traffic::SortedRequests> sortRequests(QueryRunner& runner, const traffic::SortQuery& query,
                                                   const base::CancelToken& cancel,
                                                   const traffic::OnSortProgress& progress) {
    auto filter = PageFilter::parse(query.filter);
    if (!filter) {
        return filter.error();
    }
    const auto looked = runner.cancellable(cancel, [&] { return filter->narrow(runner.database()); });
    const auto newest = runner.database().number("SELECT ifnull(max(id), 0) FROM request");
    if (!looked || !newest) {
        return looked ? newest.error() : looked.error();
    }
    const SortKey key = query.order.key;
    const auto ids = filter->idsOfTimes(runner.database());
    if (!ids) {
        return ids.error();
    }
    const auto last = std::min(query.last == 0 ? *newest : std::min(query.last, *newest), ids->last);
    // Tables whose columns nobody needs are left out by SQLite: each has at most one row a request.
    const std::string sql = std::string("SELECT r.id, ") + kValueOf[static_cast<std::size_t>(key)] +
                            " FROM " + kRowTables + " WHERE r.id > ? AND r.id <= ?" + filter->onRequests();
    Firsts firsts(query.order.descending, query.limit);
    // What an index finds is few and needs no parts.
    const traffic::RequestId step = filter->isRare() ? std::max<traffic::RequestId>(last, 1) : kReadIds;
    const traffic::RequestId below = std::max<traffic::RequestId>(ids->first - 1, 0);
    for (auto upTo = last; upTo > below; upTo -= step) {
        const auto bind = [&](Statement& statement) {
            statement.bind(std::max(upTo - step, below)).bind(upTo);
            filter->bind(statement);
        };
        const auto read = [&](const Statement& row) { return readEntry(row, key); };
        auto part = runner.gatherBound<Entry>(sql, bind, cancel, read, [](const auto&) { return true; });
        if (!part) {
            return part.error();
        }
        for (Entry& entry : *part) {
            firsts.add(std::move(entry));
        }
        if (progress) {
            progress({std::max(upTo - step, below) - below, last - below, firsts.found()});
        }
    }
    return std::move(firsts).sorted();
}

}  // namespace mirrorscope::storage
