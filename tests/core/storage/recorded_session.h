// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTemporaryDir>
#include <filesystem>
#include <memory>

#include "core/storage/journal.h"
#include "core/storage/session_reader.h"
#include "tests/core/storage/recorded_analysis.h"
#include "tests/core/storage/stored_requests.h"

namespace mirrorscope::test {

/// A session that is being recorded: a journal, what it reported, readers.
class RecordedSession {
public:
    explicit RecordedSession(const storage::JournalOptions& options = {})
        : m_journal(std::move(*storage::Journal::open(path(), options))) {
        m_journal->addReceiver(m_outcomes);
    }

    std::filesystem::path path() const { return m_directory.filePath("recorded.mscope").toStdString(); }
    storage::Journal& journal() { return *m_journal; }
    void closeJournal() { m_journal.reset(); }
    std::unique_ptr<storage::SessionReader> reader() const {
        return std::move(*storage::SessionReader::open(path()));
    }

    /// Stores so many more; false when it takes too long.
    bool store(std::size_t count) {
        const std::size_t before = m_outcomes.all().size();
        for (std::size_t i = 0; i < count; ++i) {
            if (!m_journal->offer(delivery("/" + std::to_string(before + i)))) {
                return false;
            }
        }
        return m_outcomes.waitFor(before + count);
    }

    /// Records what followers find out about requests 1 to `last`.
    void analyse(traffic::RequestId last) {
        m_journal->record(contexts(1, last / 3));
        m_journal->record(contexts(last / 3 + 1, last));
        m_journal->record(verdicts(1, last));
    }

private:
    QTemporaryDir m_directory;
    Outcomes m_outcomes;  // outlives the journal
    std::unique_ptr<storage::Journal> m_journal;
};

}  // namespace mirrorscope::test
