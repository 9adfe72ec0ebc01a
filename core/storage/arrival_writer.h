// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/arrival_queue.h"
#include "core/storage/body_writer.h"
#include "core/storage/request_writer.h"
#include "core/storage/statement.h"

namespace mirrorscope::storage {

/// Writes what arrived, requests and parts of bodies, in one transaction. Journal's thread.
class ArrivalWriter {
public:
    static base::Result<ArrivalWriter> prepare(Database& database);

    /// Gives the requests the ids after `last`; all is stored or, on failure, nothing is and ids are 0.
    base::Result<void> write(const Arrivals& arrivals, traffic::RequestId last);

    BodyWriter& bodies() { return m_bodies; }

private:
    ArrivalWriter(Database& database, RequestWriter requests, BodyWriter bodies, Statement minute);
    base::Result<void> insertAll(const Arrivals& arrivals, traffic::RequestId last);
    base::Result<void> insert(traffic::MirroredRequest& request);
    base::Result<void> noteMinutes(const Arrivals& arrivals);

    Database* m_database;
    RequestWriter m_requests;
    BodyWriter m_bodies;
    Statement m_minute;
};

}  // namespace mirrorscope::storage
