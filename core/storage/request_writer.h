// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "core/storage/database.h"
#include "core/storage/statement.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::storage {

/// Inserts the listener's facts inside the caller's transaction. Belongs to the journal's thread.
class RequestWriter {
public:
    static base::Result<RequestWriter> prepare(Database& database);

    base::Result<void> insert(const traffic::MirroredRequest& request);
    /// After a rollback: listeners inserted in it are gone.
    void forgetListeners() { m_listeners.clear(); }

private:
    RequestWriter(Statement request, Statement payload, Statement listener, Statement listenerId);
    base::Result<std::int64_t> listenerId(const std::string& name);

    Statement m_request;
    Statement m_payload;
    Statement m_listener;
    Statement m_listenerId;
    std::map<std::string, std::int64_t> m_listeners;
};

}  // namespace mirrorscope::storage
