// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "core/base/cancel_token.h"
#include "core/storage/request_set.h"
#include "core/storage/triage_target.h"
#include "core/traffic/decision.h"
#include "core/traffic/rows.h"

namespace mirrorscope::storage {

/// All stored requests that fit a filter, found without the write lock and in short reads, so that the
/// recorder's log does not grow meanwhile. What is stored later than find() began is not among them. One
/// owner, one thread at a time; blocks for as long as reading the session takes.
class MatchingRequests {
public:
    /// Ids that were looked at, and the last one.
    using Progress = std::function<void(traffic::RequestId done, traffic::RequestId last)>;

    /// As openForReading().
    static base::Result<std::unique_ptr<MatchingRequests>> open(const std::filesystem::path& session,
                                                                const base::CancelToken& cancel);
    ~MatchingRequests();

    /// InvalidArgument for a filter that cannot be read, or whose regular expressions gave up: what fits is
    /// not known then. Cancelled.
    base::Result<RequestSet> find(const traffic::FilterText& filter, const base::CancelToken& cancel,
                                  const Progress& progress);
    base::Result<SeenHits> hitsOf(const RequestSet& requests, const base::CancelToken& cancel);
    base::Result<std::uint64_t> attacksOf(const RequestSet& requests, const base::CancelToken& cancel);

private:
    class Impl;
    explicit MatchingRequests(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace mirrorscope::storage
