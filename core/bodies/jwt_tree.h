// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/base/cancel_token.h"
#include "core/bodies/body_tree.h"

namespace mirrorscope::bodies {

/// Three words of base64url between points, the first a JSON object (RFC 7515 7.1). Cheap for anything else.
bool looksLikeJwt(std::string_view text);

/// A Token below `parent` with header, payload and signature; the first two decoded and read as JSON. Nothing
/// is verified: no key is known here. `token` stands at `at` of the buffer. False when there is no room.
bool readJwt(TreeBuilder& tree, std::uint16_t number, Span at, NodeId parent, Span name,
             const base::CancelToken& cancel);

}  // namespace mirrorscope::bodies
