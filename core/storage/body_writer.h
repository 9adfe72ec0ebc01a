// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <unordered_set>
#include <vector>

#include "core/storage/database.h"
#include "core/storage/statement.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::storage {

/// Bodies in parts: written ahead of their requests, taken by them, deleted when no request comes. Journal's
/// thread.
class BodyWriter {
public:
    /// Finds the orphans of an earlier life; they are deleted by sweep().
    static base::Result<BodyWriter> prepare(Database& database);

    /// The highest key in the file.
    traffic::BodyKey lastKey() const { return m_lastKey; }

    // Inside the caller's transaction.
    base::Result<void> insert(const traffic::BodyPart& part);
    base::Result<void> give(traffic::BodyKey body, traffic::RequestId request);

    /// A part was not stored: the body must never be given to a request. Until abandon().
    void markBroken(traffic::BodyKey body) { m_broken.insert(body); }
    bool isBroken(traffic::BodyKey body) const { return m_broken.contains(body); }

    /// No request takes this body.
    void abandon(traffic::BodyKey body);
    bool hasAbandoned() const { return !m_abandoned.empty(); }
    /// Deletes some parts of an abandoned body in a transaction of its own; a failure leaves it to be tried
    /// again.
    base::Result<void> sweep();

private:
    BodyWriter(Database& database, std::vector<Statement> statements);
    base::Result<void> findOrphans();

    Database* m_database;
    Statement m_body;
    Statement m_part;
    Statement m_give;
    Statement m_deleteParts;
    Statement m_deleteBody;
    traffic::BodyKey m_lastKey = 0;
    std::unordered_set<traffic::BodyKey> m_broken;
    std::vector<traffic::BodyKey> m_abandoned;
};

}  // namespace mirrorscope::storage
