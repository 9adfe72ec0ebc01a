// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "core/api/header_queries.h"
#include "core/base/cancel_token.h"
#include "core/doctor/request_pairing.h"
#include "core/storage/session_reader.h"

namespace mirrorscope::pipeline {

using PairingQuestion = api::PairingQuestion;

/// The requests that came through both. Reads all requests of the session, page by page, and keeps 48 bytes
/// of each of the two sources; sources that were merged into one of them are read as it. `progress(at, last)`
/// hears how far it is, in ids. SourceNotFound; InvalidArgument when both are the same source; Cancelled.
base::Result<doctor::Pairing> pairSources(
    storage::SessionReader& reader, const PairingQuestion& question, const base::CancelToken& cancel,
    const std::function<void(traffic::RequestId at, traffic::RequestId last)>& progress = {});

}  // namespace mirrorscope::pipeline
