// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/database.h"
#include "core/storage/statement.h"
#include "core/traffic/finding.h"

namespace mirrorscope::storage {

/// Writes findings inside the caller's transaction: new ones and, by their id, those that changed. Belongs to
/// the journal's thread.
class FindingWriter {
public:
    static base::Result<FindingWriter> prepare(Database& database);

    base::Result<void> write(const traffic::Finding& finding);

private:
    explicit FindingWriter(Statement insert) : m_insert(std::move(insert)) {}
    Statement m_insert;
};

inline constexpr char kFindingColumns[] =
    "id, code, severity, source, count, first_seen, last_seen, sample_request, details";
traffic::Finding readFinding(const Statement& row);

}  // namespace mirrorscope::storage
