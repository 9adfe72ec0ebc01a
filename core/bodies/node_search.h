// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "core/base/cancel_token.h"
#include "core/bodies/body_tree.h"

namespace mirrorscope::bodies {

/// The next node after `from` (or before it) in the order of rows whose name or value, decoded, has `needle`
/// in it; ASCII letters of either case are one. Goes round, so `from` itself is looked at last; containers
/// are found by their names only. Unset: none, or cancelled. Reads every value at most once.
std::optional<NodeId> findNode(const BodyTree& tree, NodeId from, bool forward, std::string_view needle,
                               const base::CancelToken& cancel);

}  // namespace mirrorscope::bodies
