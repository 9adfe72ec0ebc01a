// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/database.h"
#include "core/storage/statement.h"
#include "core/traffic/header_presence.h"

namespace mirrorscope::storage {

/// Columns of header_presence, in the order in which readHeaderPresence takes them.
inline constexpr char kHeaderPresenceColumns[] =
    "source, name, requests, baseline, recent, current, different, example";

traffic::HeaderPresence readHeaderPresence(const Statement& row);

/// Writes headers of sources, the new counts over the old, inside the journal's background transaction.
/// Journal's thread.
class HeaderPresenceWriter {
public:
    static base::Result<HeaderPresenceWriter> prepare(Database& database);

    base::Result<void> write(const traffic::HeaderPresence& header);

private:
    explicit HeaderPresenceWriter(Statement statement) : m_statement(std::move(statement)) {}

    Statement m_statement;
};

}  // namespace mirrorscope::storage
