// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/session_operations.h"
#include "core/pipeline/local_mirror_service.h"

namespace mirrorscope::pipeline {

/// See api::SessionOperations. Blocks the caller, whose thread needs nothing of the service; the work is done
/// by the service's followers.
base::Result<void> readAnew(LocalMirrorService& service, api::ReadAnew what, const api::ReadAnewEnd& end,
                            const api::ReadAnewTold& told);

}  // namespace mirrorscope::pipeline
