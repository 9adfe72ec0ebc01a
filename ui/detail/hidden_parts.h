// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/redaction/secret.h"
#include "ui/detail/shown_body.h"
#include "ui/detail/shown_request.h"
#include "ui/privacy/shown_secrets.h"
#include "ui/text/hidden_bytes.h"

namespace mirrorscope::ui::detail {

// What of a request is dots now; nothing while it is revealed, everything while it was not looked through.
// Null requests hide nothing. UI thread.

bool isHidden(const SharedRequest& request);
/// Places count in ShownRequest::bytes.
const redaction::Secrets& hiddenOf(const SharedRequest& request);
text::HiddenBytes hiddenBytes(const SharedRequest& request);
/// Of the part that begins at `begin` there.
text::HiddenBytes hiddenBytes(const SharedRequest& request, std::size_t begin, std::size_t length);
text::HiddenBytes rangesOf(const redaction::Secrets& secrets);

/// Of the decoded body, and of the trees.
text::HiddenBytes hiddenBytes(const SharedBody& body);
SharedNodeSecrets hiddenValues(const SharedBody& body);
SharedNodeSecrets hiddenHeadValues(const SharedBody& body);

/// The matched value of a hit of this request, and its message, into which rules may put the match.
QString matchText(const SharedRequest& request, const traffic::HitRow& row);
QString messageText(const SharedRequest& request, const traffic::HitRow& row);

privacy::Owner ownerOf(const traffic::RequestDetail& detail);

}  // namespace mirrorscope::ui::detail
