// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/api/header_queries.h"
#include "core/storage/session_reader.h"

namespace mirrorscope::pipeline {

/// See api::HeaderQueries::pairDifferences.
base::Result<api::PairDifferences> pairDifferences(storage::SessionReader& reader,
                                                   const std::vector<doctor::RequestPair>& pairs,
                                                   const base::CancelToken& cancel,
                                                   const api::OnProgress& progress);

}  // namespace mirrorscope::pipeline
