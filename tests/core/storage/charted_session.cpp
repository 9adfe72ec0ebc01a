// SPDX-License-Identifier: Apache-2.0
#include "tests/core/storage/charted_session.h"

#include <QDeadlineTimer>
#include <QThread>
#include <algorithm>

#include "core/storage/journal.h"
#include "core/storage/reattribution.h"
#include "tests/core/storage/stored_requests.h"

namespace mirrorscope::test {
namespace {

using namespace std::chrono_literals;
using traffic::RequestId;
using traffic::SourceId;

using Random = std::mt19937_64;

constexpr std::uint64_t kSeed = 20'261'025;
constexpr SourceId kMerged = 5;
constexpr SourceId kInto = 2;
/// 2026-10-24 10:00 UTC; the clocks change 15 hours later.
constexpr base::WallTime kBegin{1'792'836'000s};

std::size_t below(Random& random, std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
}

Charted randomRequest(Random& random, base::WallTime time) {
    Charted one;
    one.time = time;
    one.source = static_cast<SourceId>(1 + below(random, ChartedSession::kSources + 1));
    one.listener = below(random, 3) == 0 ? "mesh" : "edge";
    one.method = below(random, 4) == 0 ? "POST" : "GET";
    one.path = "/path/" + std::to_string(below(random, 1 + below(random, 30)));
    one.host = below(random, 3) == 0 ? "shop.example" : "www.example";
    one.client = "203.0.113." + std::to_string(below(random, 1 + below(random, 20)));
    one.requestId = below(random, 10) == 0 ? "" : std::to_string(below(random, 100'000));
    if (below(random, 4) == 0) {
        one.types.push_back(static_cast<traffic::AttackType>(below(random, 4)));
        if (below(random, 3) == 0) {
            one.types.push_back(static_cast<traffic::AttackType>(4 + below(random, 3)));
        }
    }
    if (one.method == "POST") {
        one.declared = std::uint64_t{1} << below(random, 18);
        one.received = below(random, 10) == 0 ? 0 : one.declared;
        one.kept = std::min(one.received, ChartedSession::kKeptLimit);
    }
    return one;
}

/// Bursts and silence over some 40 hours; in the middle the clock is set back.
std::vector<Charted> randomRequests() {
    Random random(kSeed);
    std::vector<Charted> all;
    base::WallTime time = kBegin;
    while (all.size() < ChartedSession::kRequests) {
        if (all.size() == ChartedSession::kRequests / 2) {
            time -= 2h;
        }
        const bool isBurst = below(random, 10) != 0;
        time += std::chrono::microseconds(1 + below(random, isBurst ? 3'000'000 : 600'000'000));
        all.push_back(randomRequest(random, time));
    }
    return all;
}

std::shared_ptr<traffic::Delivery> deliveryOf(const Charted& one) {
    auto out = delivery(one.path);
    traffic::MirroredRequest& request = out->request;
    request.receivedAt = one.time;
    request.listener = one.listener;
    request.method = one.method;
    if (one.declared != 0) {
        request.declaredLength = one.declared;
    }
    request.bodyLength = one.received;
    request.bodyParts = 0;
    request.body = std::string(one.kept, 'x');
    return out;
}

traffic::ContextBatch::Item contextOf(const Charted& one, RequestId id, SourceId mergedInto) {
    traffic::ContextBatch::Item item;
    item.context.requestId = id;
    item.context.source = one.source == kMerged ? mergedInto : one.source;
    item.context.client = one.client;
    item.context.host = one.host;
    item.context.requestIdValue = one.requestId;
    item.receivedAt = one.time;
    item.listener = one.listener;
    return item;
}

traffic::VerdictBatch::Item verdictOf(const Charted& one, RequestId id) {
    traffic::VerdictBatch::Item item;
    item.verdict.requestId = id;
    item.verdict.state = one.types.empty() ? traffic::RequestState::Clean : traffic::RequestState::Attack;
    item.source = one.source;
    item.receivedAt = one.time;
    item.listener = one.listener;
    for (const traffic::AttackType type : one.types) {
        traffic::Hit hit;
        hit.ruleId = 942'000 + static_cast<std::int64_t>(type);
        hit.type = type;
        hit.message = "Found " + std::string(traffic::attackTypeInfo(type).name);
        item.verdict.hits.push_back(hit);
        traffic::Attack share;
        share.id = 1 + static_cast<traffic::AttackId>(type);
        share.type = type;
        share.source = one.source;
        share.firstSeen = share.lastSeen = one.time;
        share.requests = share.hits = 1;
        item.attackOfHit.push_back(share.id);
        item.attacks.push_back({share});
    }
    return item;
}

std::vector<traffic::Source> sources() {
    std::vector<traffic::Source> all;
    for (SourceId id = 1; id <= kMerged; ++id) {
        traffic::Source source;
        source.id = id;
        source.name = "proxy-" + std::to_string(id);
        source.kind = id == 1 ? traffic::SourceKind::Nginx : traffic::SourceKind::Envoy;
        source.listener = id == 4 ? "mesh" : "edge";
        source.firstSeen = kBegin;
        all.push_back(source);
    }
    return all;
}

}  // namespace

ChartedSession::ChartedSession() : m_all(randomRequests()), m_made(make()) {}

bool ChartedSession::make() {
    if (!store()) {
        return false;
    }
    // The merge: what is stored is read anew, and counted for the other source from then on.
    if (!storage::beginReattribution(path()) || !record(kInto, kRequests, false) || !remove()) {
        return false;
    }
    for (Charted& one : m_all) {
        one.source = one.source == kMerged ? kInto : one.source;
        m_first = std::min(m_first, one.time);
        m_last = std::max(m_last, one.time);
    }
    return true;
}

bool ChartedSession::store() {
    Outcomes outcomes;
    auto journal = storage::Journal::open(path(), {});
    if (!journal) {
        return false;
    }
    (*journal)->addReceiver(outcomes);
    for (const Charted& one : m_all) {
        if (!(*journal)->offer(deliveryOf(one))) {  // some 15 MB, the queue holds 64 MiB
            return false;
        }
    }
    if (!outcomes.waitFor(m_all.size())) {
        return false;
    }
    journal->reset();
    return record(kMerged, kRequests, true);
}

bool ChartedSession::record(SourceId mergedInto, std::size_t upTo, bool judge) {
    auto journal = storage::Journal::open(path(), {});
    if (!journal) {
        return false;
    }
    traffic::ContextBatch contexts;
    contexts.sources = sources();
    traffic::VerdictBatch verdicts{"modsecurity", "CRS test", "abc", {}};
    for (std::size_t i = 0; i < upTo; ++i) {
        const auto id = static_cast<RequestId>(i + 1);
        contexts.items.push_back(contextOf(m_all[i], id, mergedInto));
        verdicts.items.push_back(verdictOf(m_all[i], id));
    }
    (*journal)->record(std::move(contexts));
    if (judge) {
        (*journal)->record(std::move(verdicts));
    }
    (*journal)->flush();
    return true;
}

bool ChartedSession::remove() {
    storage::JournalOptions options;
    options.retention.requests = kStored;
    auto journal = storage::Journal::open(path(), options);
    if (!journal) {
        return false;
    }
    const QDeadlineTimer deadline(10'000);
    while ((*journal)->status().removed.requests < kRequests - kStored && !deadline.hasExpired()) {
        QThread::yieldCurrentThread();
    }
    return (*journal)->status().removed.requests == kRequests - kStored;
}

}  // namespace mirrorscope::test
