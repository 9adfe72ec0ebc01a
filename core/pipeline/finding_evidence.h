// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "core/api/header_queries.h"
#include "core/storage/session_reader.h"

namespace mirrorscope::pipeline {

/// See api::HeaderQueries::findingEvidence. Looks at the newest requests up to the finding's sample, at most
/// kLookedAt of its source.
base::Result<std::vector<api::FindingEvidence>> findingEvidence(storage::SessionReader& reader,
                                                                const traffic::Finding& finding,
                                                                std::size_t limit,
                                                                const base::CancelToken& cancel);

/// See api::HeaderQueries::requestForwarding.
base::Result<api::RequestForwarding> requestForwarding(storage::SessionReader& reader, traffic::RequestId id,
                                                       const base::CancelToken& cancel);

/// Enough for a rule that a quarter of the requests shows, and read in less than a tenth of a second.
inline constexpr std::size_t kLookedAt = 200;

}  // namespace mirrorscope::pipeline
