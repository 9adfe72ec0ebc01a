// SPDX-License-Identifier: Apache-2.0
#include "core/storage/body_writer.h"

#include <utility>

#include "core/storage/transaction.h"

namespace mirrorscope::storage {
namespace {

constexpr char kBodySql[] = "INSERT INTO body (id, request) VALUES (?, NULL)";
constexpr char kPartSql[] = "INSERT INTO body_part (body, part, bytes) VALUES (?, ?, ?)";
constexpr char kGiveSql[] = "UPDATE body SET request = ?2 WHERE id = ?1";
// A body that a request has is never deleted, whoever asks.
constexpr char kDeletePartsSql[] =
    "DELETE FROM body_part WHERE body = ?1 AND part IN"
    " (SELECT part FROM body_part WHERE body = ?1 ORDER BY part LIMIT ?2)"
    " AND EXISTS (SELECT 1 FROM body WHERE id = ?1 AND request IS NULL)";
constexpr char kDeleteBodySql[] = "DELETE FROM body WHERE id = ? AND request IS NULL";

/// Parts that one step deletes: 2 MiB, a few milliseconds, so that arrivals do not wait.
constexpr std::int64_t kPartsOfAStep = 8;

}  // namespace

base::Result<BodyWriter> BodyWriter::prepare(Database& database) {
    std::vector<Statement> statements;
    for (const char* sql : {kBodySql, kPartSql, kGiveSql, kDeletePartsSql, kDeleteBodySql}) {
        auto statement = Statement::prepare(database, sql);
        if (!statement) {
            return statement.error();
        }
        statements.push_back(std::move(*statement));
    }
    BodyWriter writer(database, std::move(statements));
    if (auto found = writer.findOrphans(); !found) {
        return found.error();
    }
    return writer;
}

BodyWriter::BodyWriter(Database& database, std::vector<Statement> statements)
    : m_database(&database),
      m_body(std::move(statements[0])),
      m_part(std::move(statements[1])),
      m_give(std::move(statements[2])),
      m_deleteParts(std::move(statements[3])),
      m_deleteBody(std::move(statements[4])) {}

base::Result<void> BodyWriter::findOrphans() {
    const auto last = m_database->number("SELECT max(id) FROM body");
    if (!last) {
        return last.error();
    }
    m_lastKey = *last;
    auto orphans = Statement::prepare(*m_database, "SELECT id FROM body WHERE request IS NULL");
    if (!orphans) {
        return orphans.error();
    }
    while (orphans->next()) {
        m_abandoned.push_back(orphans->number(0));
    }
    if (auto failed = orphans->failed()) {
        return *failed;
    }
    return {};
}

base::Result<void> BodyWriter::insert(const traffic::BodyPart& part) {
    if (part.index == 0) {
        if (auto begun = m_body.bind(part.body).run(); !begun) {
            return begun;
        }
    }
    return m_part.bind(part.body).bind(part.index).bindBlob(part.bytes).run();
}

base::Result<void> BodyWriter::give(traffic::BodyKey body, traffic::RequestId request) {
    return m_give.bind(body).bind(request).run();
}

void BodyWriter::abandon(traffic::BodyKey body) {
    m_broken.erase(body);
    m_abandoned.push_back(body);
}

base::Result<void> BodyWriter::sweep() {
    if (m_abandoned.empty()) {
        return {};
    }
    auto transaction = Transaction::begin(*m_database);
    if (!transaction) {
        return transaction.error();
    }
    const traffic::BodyKey body = m_abandoned.back();
    if (auto deleted = m_deleteParts.bind(body).bind(kPartsOfAStep).run(); !deleted) {
        return deleted;
    }
    const bool last = sqlite3_changes64(m_database->handle()) < kPartsOfAStep;
    if (last) {
        if (auto deleted = m_deleteBody.bind(body).run(); !deleted) {
            return deleted;
        }
    }
    if (auto committed = transaction->commit(); !committed) {
        return committed;
    }
    if (last) {
        m_abandoned.pop_back();
    }
    return {};
}

}  // namespace mirrorscope::storage
