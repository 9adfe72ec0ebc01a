// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/api/session_queries.h"

namespace mirrorscope::ui::shell {

/// Which requests count as neighbours.
enum class Neighbours : std::uint8_t { All, SameSource, SameClient, Count };

/// The request and at most `each` neighbours on either side in the order they came, oldest first. Without the
/// request itself (retention removed it) there are its neighbours among all. Asked on a reader thread.
base::Result<std::vector<traffic::RequestRow>> requestSurroundings(api::SessionQueries& queries,
                                                                   traffic::RequestId id, std::size_t each,
                                                                   Neighbours which,
                                                                   const base::CancelToken& cancel);

}  // namespace mirrorscope::ui::shell
