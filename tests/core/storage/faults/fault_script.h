// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/storage/journal.h"
#include "tests/core/storage/stored_requests.h"

namespace mirrorscope::test {

/// A request that was offered, and what its body was: parts have left the delivery.
struct Offered {
    std::shared_ptr<traffic::Delivery> delivery;
    std::string body;
    bool taken = false;
};

/// The life of a session in short: opened, requests of all sizes, bodies in parts, what followers found out,
/// late answers, checkpoints, more requests, closed. Goes on whatever fails.
class FaultScript {
public:
    explicit FaultScript(std::filesystem::path session) : m_session(std::move(session)) {}

    void run();

    /// Offers one more; true when it was stored.
    bool storeOne(storage::Journal& journal, const std::string& target, const std::string& body = {});

    bool wasOpened() const { return m_opened; }
    std::size_t stored() const;
    std::size_t failed() const;
    /// After the last fault a request was stored again (asked three times).
    bool hasRecovered() const { return m_recovered; }

    /// Looks into a session with SQLite's own eyes: everything stored is there, whole and once; the file is
    /// sound. Empty, or what is wrong.
    std::string check(const std::filesystem::path& session) const;
    /// Refused and there all the same: the log was written and its sync failed, and nothing could be written
    /// any more that takes it back. A refusal promises nothing.
    std::size_t keptThoughRefused(const std::filesystem::path& session) const;
    /// How many of the stored are not in the session.
    std::size_t lost(const std::filesystem::path& session) const;

private:
    void offerGroup(storage::Journal& journal, const std::string& name, std::size_t count,
                    std::size_t bodyBytes);
    void offerInParts(storage::Journal& journal, const std::string& name, std::size_t parts);
    void recordAnalysis(storage::Journal& journal);
    void settleAll();

    std::filesystem::path m_session;
    std::vector<Offered> m_all;
    Outcomes m_outcomes;
    std::size_t m_taken = 0;
    bool m_opened = false;
    bool m_recovered = false;
};

}  // namespace mirrorscope::test
