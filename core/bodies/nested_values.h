// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/cancel_token.h"
#include "core/bodies/body_tree.h"

namespace mirrorscope::bodies {

/// Reads once more what values hold: JSON in a string, field, part or text, a JWT, an encoded form, base64 of
/// JSON; and again in what that gives, up to kMostNesting. Only what is whole and has values of its own
/// counts, so that a number is not called JSON. False: a limit was reached and something was left as it is.
bool readNested(TreeBuilder& tree, const base::CancelToken& cancel);

}  // namespace mirrorscope::bodies
