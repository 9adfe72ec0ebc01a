// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::storage {

class Database;

/// How much of the past a session keeps. Zero: no limit of that kind.
struct RetentionPolicy {
    std::chrono::seconds age{};  // since the first byte came
    std::uint64_t requests = 0;
    std::uint64_t bytes = 0;  // of the pages in use
    /// The rules see a request before it goes. False where nothing judges.
    bool judgedOnly = true;

    bool isSet() const { return age.count() > 0 || requests > 0 || bytes > 0; }
};

/// What has gone since the session was made. Attacks and roll-ups keep counting it.
struct RemovedPast {
    std::uint64_t requests = 0;
    traffic::RequestId newest = 0;  // highest id that went; older ones may have been spared
    base::WallTime at{};            // when
};

/// Removes the oldest requests with all that belongs to them, in steps between two commits of arrivals.
/// Spares what a person marked: triage confirmed or escalated, a note on the request or on an attack of it.
/// Journal's thread; lives not longer than its Database.
class Retention {
public:
    static base::Result<std::unique_ptr<Retention>> prepare(Database& database,
                                                            const RetentionPolicy& policy);
    ~Retention();

    /// There is something to do: a look once a minute, or the rest of what the last look found.
    bool isDue(std::chrono::steady_clock::time_point now) const;
    /// Of the next look; unset without a policy.
    std::optional<std::chrono::steady_clock::time_point> nextLook() const;

    /// One transaction of about `time`. `lastId`: the newest request stored. A failure removes nothing and is
    /// tried again at the next look.
    base::Result<void> step(std::chrono::steady_clock::time_point now, base::WallTime today,
                            traffic::RequestId lastId, std::chrono::milliseconds time);

    RemovedPast removed() const;
    /// Others removed requests: how many there are is counted again.
    void forgetCount();

    /// Between two looks when nothing is left to remove.
    static constexpr std::chrono::seconds kInterval{60};

private:
    class Impl;
    explicit Retention(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace mirrorscope::storage
