// SPDX-License-Identifier: Apache-2.0
#include "core/storage/arrival_writer.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/storage/transaction.h"

namespace mirrorscope::storage {
namespace {

constexpr char kMinuteSql[] =
    "INSERT INTO arrival_minute (minute, first, last) VALUES (?,?,?) ON CONFLICT DO UPDATE SET"
    " first = min(first, excluded.first), last = max(last, excluded.last)";

std::int64_t minuteOf(const traffic::MirroredRequest& request) {
    // As SQLite divides: towards zero.
    return request.receivedAt.time_since_epoch().count() / 60'000'000;
}

}  // namespace

base::Result<ArrivalWriter> ArrivalWriter::prepare(Database& database) {
    auto requests = RequestWriter::prepare(database);
    if (!requests) {
        return requests.error();
    }
    auto bodies = BodyWriter::prepare(database);
    if (!bodies) {
        return bodies.error();
    }
    auto minute = Statement::prepare(database, kMinuteSql);
    if (!minute) {
        return minute.error();
    }
    return ArrivalWriter(database, std::move(*requests), std::move(*bodies), std::move(*minute));
}

ArrivalWriter::ArrivalWriter(Database& database, RequestWriter requests, BodyWriter bodies, Statement minute)
    : m_database(&database),
      m_requests(std::move(requests)),
      m_bodies(std::move(bodies)),
      m_minute(std::move(minute)) {}

base::Result<void> ArrivalWriter::write(const Arrivals& arrivals, traffic::RequestId last) {
    auto outcome = insertAll(arrivals, last);
    if (!outcome) {
        m_requests.forgetListeners();
        for (const auto& delivery : arrivals.requests) {
            delivery->request.id = 0;
        }
    }
    return outcome;
}

base::Result<void> ArrivalWriter::insertAll(const Arrivals& arrivals, traffic::RequestId last) {
    auto transaction = Transaction::begin(*m_database);
    if (!transaction) {
        return transaction.error();
    }
    // Parts first: those of a request in this batch came before it.
    for (const auto& part : arrivals.parts) {
        if (auto inserted = m_bodies.insert(part->part); !inserted) {
            return inserted;
        }
    }
    for (const auto& delivery : arrivals.requests) {
        delivery->request.id = ++last;
        if (auto inserted = insert(delivery->request); !inserted) {
            return inserted;
        }
    }
    if (auto noted = noteMinutes(arrivals); !noted) {
        return noted;
    }
    return transaction->commit();
}

/// A run of requests of the same minute is one row.
base::Result<void> ArrivalWriter::noteMinutes(const Arrivals& arrivals) {
    const auto& all = arrivals.requests;
    for (auto first = all.begin(); first != all.end();) {
        const std::int64_t minute = minuteOf((*first)->request);
        const auto end = std::find_if(
            first, all.end(), [&](const auto& delivery) { return minuteOf(delivery->request) != minute; });
        auto noted =
            m_minute.bind(minute).bind((*first)->request.id).bind((*std::prev(end))->request.id).run();
        if (!noted) {
            return noted;
        }
        first = end;
    }
    return {};
}

base::Result<void> ArrivalWriter::insert(traffic::MirroredRequest& request) {
    auto inserted = m_requests.insert(request);
    if (inserted && request.bodyParts != 0) {
        return m_bodies.give(request.bodyParts, request.id);
    }
    return inserted;
}

}  // namespace mirrorscope::storage
