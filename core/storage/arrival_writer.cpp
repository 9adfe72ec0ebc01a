// SPDX-License-Identifier: Apache-2.0
#include "core/storage/arrival_writer.h"

#include <utility>

#include "core/storage/transaction.h"

namespace mirrorscope::storage {

base::Result<ArrivalWriter> ArrivalWriter::prepare(Database& database) {
    auto requests = RequestWriter::prepare(database);
    if (!requests) {
        return requests.error();
    }
    auto bodies = BodyWriter::prepare(database);
    if (!bodies) {
        return bodies.error();
    }
    return ArrivalWriter(database, std::move(*requests), std::move(*bodies));
}

ArrivalWriter::ArrivalWriter(Database& database, RequestWriter requests, BodyWriter bodies)
    : m_database(&database), m_requests(std::move(requests)), m_bodies(std::move(bodies)) {}

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
    return transaction->commit();
}

base::Result<void> ArrivalWriter::insert(traffic::MirroredRequest& request) {
    auto inserted = m_requests.insert(request);
    if (inserted && request.bodyParts != 0) {
        return m_bodies.give(request.bodyParts, request.id);
    }
    return inserted;
}

}  // namespace mirrorscope::storage
