// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/traffic/mirrored_request.h"

namespace mirrorscope::traffic {

/// What a person put on a request to find it again. None: nothing; never stored.
enum class Mark : std::uint8_t { None, FollowUp, Important, Question, Evidence, Done, Count };

/// As stored and as filters write it: "none", "follow-up", "important", "question", "evidence", "done".
std::string_view markName(Mark mark);
std::optional<Mark> markByName(std::string_view name);

/// How a request is marked.
struct RequestMark {
    RequestId request = 0;
    Mark mark = Mark::None;
    bool operator==(const RequestMark&) const = default;
};

}  // namespace mirrorscope::traffic
