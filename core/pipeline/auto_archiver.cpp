// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/auto_archiver.h"

#include <stop_token>
#include <utility>

#include "core/pipeline/pause.h"

namespace mirrorscope::pipeline {
namespace {

/// Between two steps of one catch-up: others want the disk and the processor too.
constexpr std::chrono::milliseconds kBetweenSteps{5};
/// After a failure, and while the disk is nearly full.
constexpr std::chrono::seconds kRetry{10};

}  // namespace

AutoArchiver::AutoArchiver(const storage::Journal& journal, std::filesystem::path rules,
                           traffic::RequestId judged, const base::Clock& clock)
    : m_journal(journal),
      m_file(std::move(rules)),
      m_judged(judged),
      m_clock(clock),
      m_thread([this](const std::stop_token& stop) { run(stop); }) {}

const standing::ArchiveRules& AutoArchiver::rules() {
    std::error_code failed;
    const auto written = std::filesystem::last_write_time(m_file, failed);
    const auto now = failed ? std::nullopt : std::optional(written);
    const std::uintmax_t size = failed ? 0 : std::filesystem::file_size(m_file, failed);
    if (now != m_written || size != m_size) {
        auto read = standing::readArchiveRules(m_file);
        m_isValid = read.has_value();
        if (m_isValid) {
            m_rules = std::move(*read);
        }
        m_written = now;
        m_size = size;
    }
    return m_rules;
}

std::chrono::milliseconds AutoArchiver::look(RuleArchiver& archiver, const base::CancelToken& cancel) {
    const standing::ArchiveRules& all = rules();
    const bool hasRoom = m_journal.status().disk.level == storage::DiskGuard::Level::Fine;
    if (!m_isValid || !hasRoom) {
        m_isAble = false;
        return m_isValid ? kRetry : kInterval;
    }
    const base::WallTime now = m_clock.wall();
    const standing::ArchiveRules inForce = standing::inForce(all, now);
    const auto more = archiver.round(inForce, now, cancel);
    m_isAble = more.has_value() && !inForce.empty();
    m_reached = archiver.reached();
    return !more ? kRetry : *more ? kBetweenSteps : kInterval;
}

void AutoArchiver::run(const std::stop_token& stop) {
    base::CancelToken cancel;
    const std::stop_callback onStop(stop, [&cancel] { cancel.cancel(); });
    RuleArchiver archiver(m_journal.path(), m_judged);
    while (!stop.stop_requested()) {
        pauseFor(look(archiver, cancel), stop);
    }
}

}  // namespace mirrorscope::pipeline
