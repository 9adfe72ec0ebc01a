// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/traffic/attack.h"
#include "core/traffic/mark.h"
#include "core/traffic/triage.h"

namespace mirrorscope::storage {

/// Whose hits a decision is about.
struct TriageTarget {
    traffic::RequestId request = 0;      // or
    traffic::AttackId attack = 0;        // all hits of all its requests
    std::optional<std::int64_t> ruleId;  // only hits of this rule
};

/// Writes what people decide, note and mark: the only writes to a session beside its recorder's, in
/// transactions of some milliseconds that wait for their turn. One owner, one thread at a time; a reader's
/// thread, not the window's.
class TriageWriter {
public:
    /// As openForReading(); SessionUnwritable also for a session from elsewhere, which is not ours to change.
    static base::Result<std::unique_ptr<TriageWriter>> open(const std::filesystem::path& session);
    ~TriageWriter();

    /// How many hits it was about; New takes earlier decisions back. A request without hits is decided as a
    /// whole. RequestNotFound, AttackNotFound, HitNotFound (of that rule).
    base::Result<std::size_t> decide(const TriageTarget& target, traffic::TriageState state,
                                     const std::string& reason, base::WallTime at);
    /// The id of the note. RequestNotFound, AttackNotFound.
    base::Result<std::int64_t> addNote(const TriageTarget& target, const std::string& text,
                                       base::WallTime at);
    /// False when there is none.
    base::Result<bool> removeNote(std::int64_t note);
    base::Result<void> setTag(traffic::RequestId request, const std::string& name, bool isSet);
    /// Those that changed; requests that are not stored are left out.
    base::Result<std::vector<traffic::RequestId>> setTags(const std::vector<traffic::RequestId>& requests,
                                                          const std::string& name, bool isSet);
    /// How those that changed were before; requests that are not stored are left out.
    base::Result<std::vector<traffic::RequestMark>> setMarks(const std::vector<traffic::RequestMark>& marks);
    /// Sets the mark on all, or takes it from all when all have it.
    base::Result<std::vector<traffic::RequestMark>> toggleMark(
        const std::vector<traffic::RequestId>& requests, traffic::Mark mark);

private:
    class Impl;
    explicit TriageWriter(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace mirrorscope::storage
