// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/session_operations.h"
#include "core/pipeline/local_mirror_service.h"

namespace mirrorscope::pipeline {

/// See api::SessionOperations. Both block the caller, whose thread needs nothing of the service.
base::Result<std::uint64_t> countDemo(const std::filesystem::path& session, const base::CancelToken& cancel);
base::Result<std::uint64_t> removeDemo(LocalMirrorService& service, const base::CancelToken& cancel,
                                       const api::DemoRemovalTold& told);

}  // namespace mirrorscope::pipeline
