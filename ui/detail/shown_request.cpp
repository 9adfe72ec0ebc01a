// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/shown_request.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace mirrorscope::ui::detail {

SharedRequest shownRequest(traffic::RequestDetail detail) {
    auto shown = std::make_shared<ShownRequest>();
    shown->detail = std::move(detail);
    std::ranges::stable_sort(shown->detail.hits, std::greater(),
                             [](const traffic::HitRow& row) { return row.hit.severity; });
    const traffic::MirroredRequest& request = shown->detail.request;
    shown->bytes = request.head + request.body + request.trailers + request.trailing;
    return shown;
}

}  // namespace mirrorscope::ui::detail
