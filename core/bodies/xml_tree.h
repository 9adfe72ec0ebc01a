// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/cancel_token.h"
#include "core/bodies/body_tree.h"
#include "core/bodies/reading_end.h"

namespace mirrorscope::bodies {

/// Reads the tags, attributes, texts, comments and instructions of XML and hangs them below `parent`. A
/// document type is one row: nothing of it is resolved, no entity is ever expanded. An element with nothing
/// but text has it as its value. Stops where tags do not fit each other. Linear, without recursion. Own,
/// small and without entities, because parsers of XML resolve more than one wants from a stranger and tell
/// the place of tags only.
ReadingEnd readXml(TreeBuilder& tree, std::uint16_t number, NodeId parent, const base::CancelToken& cancel);

}  // namespace mirrorscope::bodies
