// SPDX-License-Identifier: Apache-2.0
#include "core/storage/top_value_writer.h"

#include <utility>

namespace mirrorscope::storage {
namespace {

constexpr char kRemoveSql[] = "DELETE FROM top_value WHERE minute = ?";
/// A minute that two runs counted a part of has the larger part.
constexpr char kInsertSql[] =
    "INSERT INTO top_value (minute, dimension, source, value, requests) VALUES (?,?,?,?,?)"
    " ON CONFLICT DO UPDATE SET requests = max(requests, excluded.requests)";

}  // namespace

base::Result<TopValueWriter> TopValueWriter::prepare(Database& database) {
    auto remove = Statement::prepare(database, kRemoveSql);
    auto insert = Statement::prepare(database, kInsertSql);
    if (!remove || !insert) {
        return remove ? insert.error() : remove.error();
    }
    return TopValueWriter(std::move(*remove), std::move(*insert));
}

base::Result<void> TopValueWriter::write(const traffic::TopMinute& minute) {
    if (minute.isWhole) {
        if (auto removed = m_remove.bind(minute.minute).run(); !removed) {
            return removed;
        }
    }
    for (const traffic::TopValue& value : minute.values) {
        m_insert.bind(minute.minute)
            .bindText(traffic::topDimensionName(value.dimension))
            .bind(value.source)
            .bindBlob(value.value)
            .bind(static_cast<std::int64_t>(value.requests));
        if (auto written = m_insert.run(); !written) {
            return written;
        }
    }
    return {};
}

}  // namespace mirrorscope::storage
