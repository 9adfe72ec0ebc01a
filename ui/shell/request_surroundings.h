// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/api/session_queries.h"

namespace mirrorscope::ui::shell {

/// Which requests count as neighbours.
enum class Neighbours : std::uint8_t { All, SameSource, SameClient, Count };

/// How far one looks on one side: so many requests, and of them those within that time. Plain value.
struct Reach {
    std::size_t rows = 0;
    std::optional<std::chrono::microseconds> time = {};
};

/// More on a side is no longer read at a glance, and would be by a page.
inline constexpr std::size_t kMostAround = 500;

struct Surroundings {
    std::vector<traffic::RequestRow> rows;  // the request among them, oldest first
    bool hasEarlier = false;                // there are more on that side
    bool hasLater = false;
};

/// The request and its neighbours on either side in the order they came. Without the request itself
/// (retention removed it) there are its neighbours among all, whatever their time. Asked on a reader thread.
base::Result<Surroundings> requestSurroundings(api::SessionQueries& queries, traffic::RequestId id,
                                               const Reach& before, const Reach& after, Neighbours which,
                                               const base::CancelToken& cancel);

}  // namespace mirrorscope::ui::shell
