// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/cancel_token.h"
#include "core/bodies/body_tree.h"
#include "core/bodies/reading_end.h"

namespace mirrorscope::bodies {

/// Reads JSON (RFC 8259) from the buffer `number` and hangs it below `parent`. Members keep their order and
/// their repetitions, every value its place. Values one after another are read too, and reported as Invalid
/// from the second on; so are escapes and control characters that are not allowed in strings. Stops at the
/// first thing it cannot follow. Linear, without recursion. Own, because Boost.JSON tells no offsets.
ReadingEnd readJson(TreeBuilder& tree, std::uint16_t number, NodeId parent, const base::CancelToken& cancel);

}  // namespace mirrorscope::bodies
