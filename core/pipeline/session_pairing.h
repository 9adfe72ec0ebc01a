// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>

#include "core/base/cancel_token.h"
#include "core/doctor/request_pairing.h"
#include "core/storage/session_reader.h"

namespace mirrorscope::pipeline {

/// Two sources of a session, and how far apart twins without a common id may come.
struct PairingQuestion {
    traffic::SourceId a = 0;
    traffic::SourceId b = 0;
    std::chrono::microseconds within{std::chrono::seconds(5)};
};

/// The requests that came through both. Reads all requests of the session, page by page, and keeps 48 bytes
/// of each of the two sources; sources that were merged into one of them are read as it. `progress(at, last)`
/// hears how far it is, in ids. SourceNotFound; InvalidArgument when both are the same source; Cancelled.
base::Result<doctor::Pairing> pairSources(
    storage::SessionReader& reader, const PairingQuestion& question, const base::CancelToken& cancel,
    const std::function<void(traffic::RequestId at, traffic::RequestId last)>& progress = {});

}  // namespace mirrorscope::pipeline
