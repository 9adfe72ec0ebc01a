// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/storage/database.h"
#include "core/storage/statement.h"

namespace mirrorscope::storage {

/// Runs queries on a reader's connection so that a cancelled one ends at once and leaves no read transaction.
/// Belongs to its SessionReader.
class QueryRunner {
public:
    explicit QueryRunner(Database database) : m_database(std::move(database)) {}

    /// Gathers what `read` makes of each row while `wanted(rows)`. What bind(statement) binds must live until
    /// then.
    template <typename Row, typename Bind, typename Read, typename Wanted>
    base::Result<std::vector<Row>> gatherBound(const std::string& sql, const Bind& bind,
                                               const base::CancelToken& cancel, const Read& read,
                                               const Wanted& wanted) {
        const CancelScope scope(m_database, cancel);
        auto statement = Statement::prepare(m_database, sql.c_str());
        if (!statement) {
            return statement.error();
        }
        bind(*statement);
        std::vector<Row> rows;
        while (!cancel.isCancelled() && wanted(rows) && statement->next()) {
            rows.push_back(read(*statement));
        }
        if (cancel.isCancelled()) {
            return base::Error{base::ErrorCode::Cancelled, {}};
        }
        if (auto failed = statement->failed()) {
            return *failed;
        }
        return rows;
    }

    /// Binds the values in order.
    template <typename Row, typename Read, typename Wanted>
    base::Result<std::vector<Row>> gatherWhile(const std::string& sql,
                                               std::initializer_list<std::int64_t> values,
                                               const base::CancelToken& cancel, const Read& read,
                                               const Wanted& wanted) {
        const auto bind = [&](Statement& statement) {
            for (const std::int64_t value : values) {
                statement.bind(value);
            }
        };
        return gatherBound<Row>(sql, bind, cancel, read, wanted);
    }

    template <typename Row, typename Read>
    base::Result<std::vector<Row>> gather(const std::string& sql, std::initializer_list<std::int64_t> values,
                                          const base::CancelToken& cancel, const Read& read) {
        return gatherWhile<Row>(sql, values, cancel, read, [](const auto&) { return true; });
    }

    Database& database() { return m_database; }

    /// Runs anything else on the connection: with the token cancelled it ends at once, with Cancelled.
    template <typename Work>
    auto cancellable(const base::CancelToken& cancel, const Work& work) -> decltype(work()) {
        const CancelScope scope(m_database, cancel);
        auto outcome = work();
        if (cancel.isCancelled()) {
            return base::Error{base::ErrorCode::Cancelled, {}};
        }
        return outcome;
    }

private:
    class CancelScope {
    public:
        CancelScope(Database& database, const base::CancelToken& cancel) : m_scoped(database) {
            m_scoped.setCancel(&cancel);
        }
        CancelScope(const CancelScope&) = delete;
        CancelScope& operator=(const CancelScope&) = delete;
        ~CancelScope() { m_scoped.setCancel(nullptr); }

    private:
        Database& m_scoped;
    };

    Database m_database;
};

}  // namespace mirrorscope::storage
