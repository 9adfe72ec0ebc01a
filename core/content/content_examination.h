// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/http/head.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::content {

/// What is odd about a body, beside its framing: decode-failed, multipart-invalid, xml-entities. Nothing is
/// resolved or stored; at most 1 MiB is decoded. Bodies that are kept in parts are not looked at, of those
/// that were cut only what does not need their end. Any thread.
traffic::FlagSet examineContent(const http::Head& head, const traffic::MirroredRequest& request);

}  // namespace mirrorscope::content
