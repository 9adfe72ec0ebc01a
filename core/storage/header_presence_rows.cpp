// SPDX-License-Identifier: Apache-2.0
#include "core/storage/header_presence_rows.h"

#include <algorithm>
#include <utility>

#include "core/base/byte_text.h"

namespace mirrorscope::storage {
namespace {

constexpr char kWriteSql[] =
    "INSERT OR REPLACE INTO header_presence"
    " (source, header, name, requests, baseline, recent, current, different, example) VALUES "
    "(?,?,?,?,?,?,?,?,?)";

std::int64_t stored(std::uint64_t count) {
    return static_cast<std::int64_t>(count);
}

std::uint64_t counted(const Statement& row, int column) {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(row.number(column), 0));
}

}  // namespace

traffic::HeaderPresence readHeaderPresence(const Statement& row) {
    traffic::HeaderPresence header;
    header.source = row.number(0);
    header.name = row.bytes(1);
    header.counts = {counted(row, 2), counted(row, 3), counted(row, 4), counted(row, 5)};
    header.values = base::DistinctCount::fromBytes(row.bytes(6));
    header.example = row.bytes(7);
    return header;
}

base::Result<HeaderPresenceWriter> HeaderPresenceWriter::prepare(Database& database) {
    auto statement = Statement::prepare(database, kWriteSql);
    return statement ? base::Result<HeaderPresenceWriter>(HeaderPresenceWriter(std::move(*statement)))
                     : statement.error();
}

base::Result<void> HeaderPresenceWriter::write(const traffic::HeaderPresence& header) {
    const std::string key = base::toLower(header.name);
    const std::string different = header.values.bytes();
    m_statement.bind(header.source)
        .bindText(key)
        .bindText(header.name)
        .bind(stored(header.counts.requests))
        .bind(stored(header.counts.baseline))
        .bind(stored(header.counts.recent))
        .bind(stored(header.counts.current))
        .bindBlob(different)
        .bindBlob(header.example);
    return m_statement.run();
}

}  // namespace mirrorscope::storage
