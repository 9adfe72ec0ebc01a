// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "core/bodies/body_tree.h"

namespace mirrorscope::bodies {

/// What lies between the body and a match in it, outermost first: the value that has the bytes `place`, then,
/// when values were decoded out of it and one of them has `matched`, each decoding and the value in it. Empty
/// when no single value holds the place. Linear in the siblings on the way and in what was decoded there.
std::vector<NodeId> wayToMatch(const BodyTree& tree, Span place, std::string_view matched);

}  // namespace mirrorscope::bodies
