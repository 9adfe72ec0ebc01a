// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <memory>
#include <string>

#include "core/traffic/rows.h"

namespace mirrorscope::ui::detail {

/// What the tabs of the pane show: one request and its bytes in one piece, made on the reader thread.
struct ShownRequest {
    traffic::RequestDetail detail;
    std::string bytes;  // head, body, trailers and trailing bytes as they were kept
};

using SharedRequest = std::shared_ptr<const ShownRequest>;

/// Part of a request that lives as long as the request.
inline std::shared_ptr<const std::string> partOf(const SharedRequest& request, const std::string& part) {
    return {request, &part};
}

/// Puts the worst hits first.
SharedRequest shownRequest(traffic::RequestDetail detail);

}  // namespace mirrorscope::ui::detail
