// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/base/cancel_token.h"
#include "core/bodies/body_reading.h"
#include "core/bodies/body_tree.h"
#include "ui/detail/node_secrets.h"
#include "ui/detail/shown_request.h"

namespace mirrorscope::ui::detail {

/// What a request holds, read into values; made on a reader thread. Immutable.
struct ShownBody {
    traffic::RequestId id = 0;
    bodies::BodyReading body;
    bodies::BodyTree head;    // token and cookies; places count from the first byte of the head
    NodeSecrets secrets;      // of body.tree, of which body.bytes are the first buffer
    NodeSecrets headSecrets;  // of head
};

using SharedBody = std::shared_ptr<const ShownBody>;
using SharedTree = std::shared_ptr<const bodies::BodyTree>;

/// Linear in body and head, bounded by core/bodies/body_limits.h.
SharedBody shownBody(const SharedRequest& request, const base::CancelToken& cancel);

}  // namespace mirrorscope::ui::detail
