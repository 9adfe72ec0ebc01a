// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/shown_body.h"

#include "core/bodies/head_values.h"
#include "core/http/head.h"

namespace mirrorscope::ui::detail {

SharedBody shownBody(const SharedRequest& request, const base::CancelToken& cancel) {
    const traffic::MirroredRequest& received = request->detail.request;
    const http::Head head(received.head);
    auto shown = std::make_shared<ShownBody>();
    shown->id = received.id;
    shown->body = bodies::readBody(partOf(request, received.body), head.value("Content-Type").value_or(""),
                                   head.value("Content-Encoding").value_or(""), cancel);
    shown->head = bodies::readHeadValues(partOf(request, received.head), cancel);
    return shown;
}

}  // namespace mirrorscope::ui::detail
