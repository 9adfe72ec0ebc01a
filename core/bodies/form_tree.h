// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/cancel_token.h"
#include "core/bodies/body_tree.h"
#include "core/bodies/reading_end.h"

namespace mirrorscope::bodies {

/// A Field for each name=value between ampersands (WHATWG URL 5.1), in their order, repeated ones too; empty
/// ones are left out. Any bytes are a form, so it ends Whole or Full. Linear.
ReadingEnd readForm(TreeBuilder& tree, std::uint16_t number, NodeId parent, const base::CancelToken& cancel);

/// Two pairs at least, and nothing in it that an encoder would have encoded.
bool looksLikeForm(std::string_view text);

}  // namespace mirrorscope::bodies
