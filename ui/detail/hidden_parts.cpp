// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/hidden_parts.h"

#include <algorithm>

#include "ui/privacy/screen.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::detail {
namespace {

/// Shorter ones occur everywhere.
constexpr std::size_t kShortestReplaced = 4;

/// `row` is one of the request's own.
bool hidesMatch(const SharedRequest& request, const traffic::HitRow& row) {
    const auto index = static_cast<std::size_t>(&row - request->detail.hits.data());
    return isHidden(request) && (!request->rules || request->hidesMatch[index]);
}

}  // namespace

bool isHidden(const SharedRequest& request) {
    return request && privacy::Screen::instance().hides(request->detail.request.id);
}

const redaction::Secrets& hiddenOf(const SharedRequest& request) {
    static const redaction::Secrets nothing;
    return isHidden(request) ? request->secrets : nothing;
}

text::HiddenBytes rangesOf(const redaction::Secrets& secrets) {
    text::HiddenBytes ranges;
    ranges.reserve(secrets.size());
    std::ranges::transform(secrets, std::back_inserter(ranges), [](const redaction::Secret& one) {
        return text::ByteRange{one.offset, one.length};
    });
    return ranges;
}

text::HiddenBytes hiddenBytes(const SharedRequest& request) {
    return rangesOf(hiddenOf(request));
}

text::HiddenBytes hiddenBytes(const SharedRequest& request, std::size_t begin, std::size_t length) {
    return rangesOf(privacy::secretsWithin(hiddenOf(request), begin, length));
}

text::HiddenBytes hiddenBytes(const SharedBody& body) {
    const SharedNodeSecrets secrets = hiddenValues(body);
    return secrets && !secrets->empty() ? rangesOf(secrets->front()) : text::HiddenBytes();
}

SharedNodeSecrets hiddenValues(const SharedBody& body) {
    return body && privacy::Screen::instance().hides(body->id) ? SharedNodeSecrets(body, &body->secrets)
                                                               : nullptr;
}

SharedNodeSecrets hiddenHeadValues(const SharedBody& body) {
    return body && privacy::Screen::instance().hides(body->id) ? SharedNodeSecrets(body, &body->headSecrets)
                                                               : nullptr;
}

QString matchText(const SharedRequest& request, const traffic::HitRow& row) {
    return hidesMatch(request, row) ? privacy::dots() : text::shownText(row.hit.matched);
}

QString messageText(const SharedRequest& request, const traffic::HitRow& row) {
    const QString message = privacy::shownValue(row.hit.message, ownerOf(request->detail));
    const bool replaces = row.hit.matched.size() >= kShortestReplaced && hidesMatch(request, row);
    return replaces ? QString(message).replace(text::shownText(row.hit.matched), privacy::dots()) : message;
}

privacy::Owner ownerOf(const traffic::RequestDetail& detail) {
    return {detail.row.sourceName, detail.request.id};
}

}  // namespace mirrorscope::ui::detail
