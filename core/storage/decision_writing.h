// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "core/base/cancel_token.h"
#include "core/base/clock.h"
#include "core/storage/database.h"
#include "core/traffic/decision.h"
#include "core/traffic/triage.h"

namespace mirrorscope::storage {

/// What a person decides.
struct DecisionDraft {
    traffic::TriageState state = traffic::TriageState::New;
    std::string reason;
    base::WallTime at{};
};

/// A line of the table decision. Counts and types are read when the last row is written.
struct DecisionHeading {
    const DecisionDraft& draft;
    std::string_view about;
    std::string scope;
    std::optional<std::int64_t> ruleId{};
    std::uint64_t requests = 0;
    std::uint64_t hits = 0;
    std::optional<std::set<std::string>> types{};  // of one about whole requests: those of their hits
};

/// How a decision gets into the file: in transactions of some milliseconds, the last of which puts it in
/// force. Lives shorter than its Database; its thread.
class DecisionWriting {
public:
    /// Rows and blocks of one transaction: some milliseconds of the write lock.
    static constexpr std::int64_t kRows = 1000;
    static constexpr std::size_t kBlocks = 256;  // 1 million ids
    /// What number() answers when there is no row.
    static constexpr std::int64_t kLastId = std::numeric_limits<std::int64_t>::max();

    /// Writes some of the rows of the decision of that id; whether there are more.
    using Part = std::function<base::Result<bool>(std::int64_t decision)>;

    explicit DecisionWriting(Database& database) : m_database(database) {}

    /// As a whole, or nothing: after an error or a cancel too.
    base::Result<traffic::DecisionReceipt> write(const DecisionHeading& heading, const Part& part,
                                                 const base::CancelToken& cancel);
    /// One that is not in force, with its rows.
    base::Result<void> remove(std::int64_t decision);
    /// How many rows the statement changed.
    base::Result<std::int64_t> change(const char* sql, std::initializer_list<std::int64_t> values);
    /// The first column of the first row.
    base::Result<std::int64_t> number(const char* sql, std::initializer_list<std::int64_t> values);
    Database& database() { return m_database; }

private:
    base::Result<bool> writeNext(const DecisionHeading& heading, const Part& part,
                                 traffic::DecisionReceipt& receipt);

    Database& m_database;
};

}  // namespace mirrorscope::storage
