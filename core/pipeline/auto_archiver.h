// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <filesystem>
#include <optional>
#include <thread>

#include "core/base/clock.h"
#include "core/pipeline/rule_archiver.h"
#include "core/storage/journal.h"

namespace mirrorscope::pipeline {

/// Archives by the rules of a file while a session is recorded. Looks once a second whether the file is
/// another one, so that a change counts at once, whoever made it; one with a mistake lets all rules rest.
/// Nobody waits for it. Owns its thread; what it is given outlives it.
class AutoArchiver {
public:
    static constexpr std::chrono::milliseconds kInterval{1000};

    /// `judged`: what was judged before the recording began.
    AutoArchiver(const storage::Journal& journal, std::filesystem::path rules, traffic::RequestId judged,
                 const base::Clock& clock);

    /// Whether rules are in force that have not looked at that request yet, and nothing keeps them from it.
    bool isBehind(traffic::RequestId judged) const {
        return m_isAble.load(std::memory_order_relaxed) && m_reached.load(std::memory_order_relaxed) < judged;
    }

private:
    void run(const std::stop_token& stop);
    const standing::ArchiveRules& rules();
    /// How long until the next look.
    std::chrono::milliseconds look(RuleArchiver& archiver, const base::CancelToken& cancel);

    const storage::Journal& m_journal;
    const std::filesystem::path m_file;
    const traffic::RequestId m_judged;
    const base::Clock& m_clock;
    standing::ArchiveRules m_rules;
    bool m_isValid = true;  // the file
    std::optional<std::filesystem::file_time_type> m_written;
    std::uintmax_t m_size = 0;
    std::atomic<bool> m_isAble{false};
    std::atomic<traffic::RequestId> m_reached{0};
    std::jthread m_thread;  // last: stops before the rest goes
};

}  // namespace mirrorscope::pipeline
