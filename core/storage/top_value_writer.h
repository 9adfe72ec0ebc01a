// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/database.h"
#include "core/storage/statement.h"
#include "core/traffic/top_value.h"

namespace mirrorscope::storage {

/// Writes frequent values inside the journal's background transaction. Journal's thread.
class TopValueWriter {
public:
    static base::Result<TopValueWriter> prepare(Database& database);

    base::Result<void> write(const traffic::TopMinute& minute);

private:
    TopValueWriter(Statement remove, Statement insert)
        : m_remove(std::move(remove)), m_insert(std::move(insert)) {}

    Statement m_remove;
    Statement m_insert;
};

}  // namespace mirrorscope::storage
