// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/shown_body.h"

#include "core/bodies/head_values.h"
#include "core/http/head.h"
#include "ui/privacy/shown_secrets.h"

namespace mirrorscope::ui::detail {
namespace {

void findSecrets(ShownBody& shown, const ShownRequest& request) {
    const traffic::MirroredRequest& received = request.detail.request;
    const auto redactor = redactorOf(request);
    const redaction::Redactor* asked = redactor ? &*redactor : nullptr;
    // A coded body is a secret as a whole; what came out of it is not.
    const bool isDecoded = !shown.body.codings.empty();
    redaction::Secrets ofBody =
        isDecoded && redactor
            ? redactor->secretsOfBody(*shown.body.bytes, received.head)
            : privacy::secretsWithin(request.secrets, received.head.size(), shown.body.bytes->size());
    if (isDecoded && !redactor && !shown.body.bytes->empty()) {
        ofBody = {{0, shown.body.bytes->size(), {}}};
    }
    shown.secrets = nodeSecrets(shown.body.tree, std::move(ofBody), asked);
    shown.headSecrets =
        nodeSecrets(shown.head, privacy::secretsWithin(request.secrets, 0, received.head.size()), asked);
}

}  // namespace

SharedBody shownBody(const SharedRequest& request, const base::CancelToken& cancel) {
    const traffic::MirroredRequest& received = request->detail.request;
    const http::Head head(received.head);
    auto shown = std::make_shared<ShownBody>();
    shown->id = received.id;
    shown->body = bodies::readBody(partOf(request, received.body), head.value("Content-Type").value_or(""),
                                   head.value("Content-Encoding").value_or(""), cancel);
    shown->head = bodies::readHeadValues(partOf(request, received.head), cancel);
    findSecrets(*shown, *request);
    return shown;
}

}  // namespace mirrorscope::ui::detail
