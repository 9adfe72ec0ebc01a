// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTest>
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "core/pipeline/rule_archiver.h"
#include "core/storage/triage_writer.h"
#include "tests/core/storage/recorded_session.h"

namespace mirrorscope::test {

inline const base::WallTime kArchivedAt{std::chrono::seconds(1'800'000'100)};

inline standing::ArchiveRule rule(const std::string& name, const std::string& filter) {
    return {name, filter, "agreed", std::nullopt, true};
}

/// Until nothing is left to do; how many rounds it took, 0 where one failed.
inline int archiveAll(pipeline::RuleArchiver& archiver, const standing::ArchiveRules& rules,
                      base::WallTime now = kArchivedAt) {
    for (int rounds = 1;; ++rounds) {
        const auto more = archiver.round(rules, now, {});
        if (!more) {
            return 0;
        }
        if (!*more) {
            return rounds;
        }
    }
}

/// A session that rules archive in: requests 3, 6, 9 … are attacks with two hits of type sqli.
class ArchivingFixture {
protected:
    void begin() {
        m_session = std::make_unique<RecordedSession>();
        m_last = 0;
        record(30);
    }

    /// Stores and judges so many more.
    void record(traffic::RequestId count) {
        for (traffic::RequestId stored = 0; stored < count; stored += 30) {
            const auto some = std::min<traffic::RequestId>(30, count - stored);
            QVERIFY(m_session->store(static_cast<std::size_t>(some)));
        }
        m_session->journal().record(contexts(m_last + 1, m_last + count));
        m_session->journal().record(verdicts(m_last + 1, m_last + count));
        m_session->journal().flush();
        m_last += count;
    }

    std::size_t count(const std::string& filter) const {
        return m_session->reader()->requests({0, true, 100'000, {filter, kArchivedAt, {}}})->size();
    }
    std::vector<traffic::LoggedDecision> log() const {
        return *(*storage::TriageWriter::open(m_session->path()))->decisions(100);
    }
    std::int64_t number(const std::string& sql) const {
        return *storage::Database::open(m_session->path(), storage::Database::Access::Read)
                    ->number(sql.c_str());
    }

    std::unique_ptr<RecordedSession> m_session;
    traffic::RequestId m_last = 0;
};

}  // namespace mirrorscope::test
