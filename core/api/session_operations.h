// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::api {

/// Bytes written so far, and about how many there will be. Called on the thread of the work.
using CopyProgress = std::function<void(std::uint64_t done, std::uint64_t all)>;

/// What of stored requests is found out again: who sent them, with the clients, hosts and what is wrong with
/// the headers; or what the rules say; or both, one after the other.
enum class ReadAnew : std::uint8_t { Senders, Verdicts, Both };

/// How far it is: request ids, of the part that is under way.
struct ReadAnewProgress {
    enum class Part : std::uint8_t { Senders, Verdicts };
    Part part = Part::Senders;
    traffic::RequestId at = 0;
    traffic::RequestId until = 0;
};
/// Called on the thread of the work, some times a second.
using ReadAnewTold = std::function<void(const ReadAnewProgress&)>;

/// `cancel` stops the work where it is; `leave` only ends the wait, the work goes on, also in the next
/// process that records the session.
struct ReadAnewEnd {
    base::CancelToken cancel;
    base::CancelToken leave;
};

/// How many requests of demo traffic went, and of how many; `all` 0: it still waits for the rules to be
/// behind them.
struct DemoRemovalProgress {
    std::uint64_t done = 0;
    std::uint64_t all = 0;
    std::uint64_t waiting = 0;  // for the rules, while `all` is 0
};
/// Called on the thread of the work, some times a second.
using DemoRemovalTold = std::function<void(const DemoRemovalProgress&)>;

/// What can be done with the session as a whole while it is used. Every function blocks for as long as the
/// disk takes and may be called from any thread but the window's.
class SessionOperations {
public:
    virtual ~SessionOperations() = default;

    /// False in a process that does not record the session. Never blocks.
    virtual bool mayBegin() const = 0;
    /// Goes on in a new session: listeners and connections stay. SessionExists; on failure nothing changes.
    virtual base::Result<void> begin(const std::filesystem::path& next) = 0;
    /// Writes the session as it is now into a new file. SessionExists, SessionUnwritable, StorageFull,
    /// Cancelled: then there is no new file.
    virtual base::Result<void> saveCopy(const std::filesystem::path& target, const base::CancelToken& cancel,
                                        const CopyProgress& progress) = 0;
    /// Reads stored requests anew and returns when that is done. With Senders, requests whose source, client
    /// or host changed are judged anew behind it, where rules are loaded. What is said of requests by people
    /// stays. Verdicts goes on where it was cancelled under the same rules. SessionLocked in a process that
    /// does not record the session, InvalidArgument for Verdicts and Both without rules, Cancelled.
    virtual base::Result<void> readAnew(ReadAnew what, const ReadAnewEnd& end, const ReadAnewTold& told) = 0;
    /// Requests of demo traffic that are stored: those flagged `synthetic`. Cancelled.
    virtual base::Result<std::uint64_t> countDemo(const base::CancelToken& cancel) = 0;
    /// Removes them for good as if they had never come: with their hits, with what people said of them
    /// (marks, notes, tags, triage), with attacks and sources that have nothing else. How many went;
    /// cancelled, the others stay whole. Everything else is received, stored and kept meanwhile; its
    /// attribution and analysis wait. SessionLocked in a process that does not record the session; Cancelled
    /// while it waits.
    virtual base::Result<std::uint64_t> removeDemo(const base::CancelToken& cancel,
                                                   const DemoRemovalTold& told) = 0;
};

}  // namespace mirrorscope::api
