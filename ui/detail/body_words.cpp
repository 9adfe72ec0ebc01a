// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/body_words.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

#include "core/bodies/body_limits.h"
#include "ui/detail/facts.h"
#include "ui/text/number_text.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::detail {
namespace {

using bodies::BodyKind;
using bodies::RemarkKind;

/// A media type has no reason to be longer.
constexpr std::size_t kTypeBytes = 80;

QString tr(const char* text) {
    return QCoreApplication::translate("BodyWords", text);
}

QString codingText(const content::DecodingStep& step) {
    using enum content::DecodeEnd;
    const QString name = text::shownText(step.coding, kTypeBytes);
    if (step.end == Unknown) {
        return tr("%1: not known here, left as it is").arg(name);
    }
    const QString sizes =
        tr("%1: %2 → %3").arg(name, text::bytesText(step.before), text::bytesText(step.after));
    switch (step.end) {
        case CutShort:
            return tr("%1, ends early").arg(sizes);
        case Invalid:
            return step.after == 0 ? tr("%1: the bytes are no such coding, left as they are").arg(name)
                                   : tr("%1, broken there").arg(sizes);
        case Limit:
            return tr("%1, stopped at the limit of %2").arg(sizes, text::exactBytesText(step.after));
        default:
            return sizes;
    }
}

QString contradiction(const bodies::BodyReading& body) {
    const QString type = text::shownText(body.type, kTypeBytes);
    switch (body.kind) {
        case BodyKind::Text:
            return tr("Says %1, is only text.").arg(type);
        case BodyKind::Binary:
            return tr("Says %1, is none of it.").arg(type);
        case BodyKind::Form:
            return tr("Says %1, is a form.").arg(type);
        case BodyKind::Image:
            return tr("Says %1, is an image.").arg(type);
        default:
            return tr("Says %1, is %2.").arg(type, kindWord(body.kind));
    }
}

QString sentence(const bodies::Remark& remark, const bodies::BodyReading& body) {
    const QString count = text::countText(remark.count);
    switch (remark.kind) {
        case RemarkKind::SaysOther:
            return contradiction(body);
        case RemarkKind::Invalid:
            return tr("Not valid %1 at byte %2.").arg(kindWord(body.kind), count);
        case RemarkKind::EndsEarly:
            return tr("%1 ends early, at byte %2.").arg(kindWord(body.kind), count);
        case RemarkKind::TooLarge:
            return tr("Only the first %1 are read into values.").arg(text::exactBytesText(remark.count));
        case RemarkKind::TooManyNodes:
            return tr("Values stop after %1; the rest is in Text.").arg(count);
        case RemarkKind::TooDeep:
            return tr("Nested deeper than %1 levels; what is below is not opened.").arg(count);
        case RemarkKind::TooManyParts:
            return tr("%1 parts, the first %2 are listed.").arg(count, text::countText(bodies::kMostParts));
        case RemarkKind::LongPartHead:
            return tr("Parts have more header lines; %1 of each are listed.").arg(count);
        case RemarkKind::NestedLimit:
            return tr("More values hold values of their own than are opened; they are shown as sent.");
        case RemarkKind::BoundaryGuessed:
            return tr("No boundary announced; the one of the first line is used.");
        case RemarkKind::DocumentType:
            return tr("Has a document type; nothing of it is resolved.");
        case RemarkKind::RepeatedNames:
            return remark.count == 1 ? tr("One name is repeated within its object.")
                                     : tr("%1 names are repeated within their object.").arg(count);
        case RemarkKind::TokenNotVerified:
            return tr("The signature of the token is not verified.");
    }
    return {};
}

}  // namespace

QString kindWord(BodyKind kind) {
    switch (kind) {
        case BodyKind::Json:
            return tr("JSON");
        case BodyKind::Xml:
            return tr("XML");
        case BodyKind::Form:
            return tr("Form");
        case BodyKind::Multipart:
            return tr("Multipart");
        case BodyKind::Jwt:
            return tr("JWT");
        case BodyKind::Image:
            return tr("Image");
        case BodyKind::Text:
            return tr("Text");
        case BodyKind::Binary:
            break;
    }
    return tr("Binary");
}

bool contradicts(const bodies::BodyReading& body) {
    return std::ranges::find(body.remarks, RemarkKind::SaysOther, &bodies::Remark::kind) !=
           body.remarks.end();
}

QString viewTitle(const bodies::BodyReading& body) {
    const QString word = kindWord(body.kind);
    const std::size_t rows = body.tree.size() > 0 ? body.tree.node(bodies::kRoot).childCount : 0;
    switch (body.kind) {
        case BodyKind::Form:
            return rows == 1 ? tr("%1 1 field").arg(word)
                             : tr("%1 %2 fields").arg(word, text::countText(rows));
        case BodyKind::Multipart:
            return body.parts == 1 ? tr("%1 1 part").arg(word)
                                   : tr("%1 %2 parts").arg(word, text::countText(body.parts));
        case BodyKind::Image:
            return body.image ? word + u' ' + text::ownText(bodies::imageFormatName(body.image->format))
                              : word;
        default:
            return word;
    }
}

QString bodyLine(const traffic::MirroredRequest& request, const bodies::BodyReading* body) {
    QStringList parts;
    const QString note = bodyNote(request);
    if (!note.isEmpty()) {
        parts << note;
    } else {
        parts << (request.body.empty() ? tr("No body")
                                       : tr("Body: %1").arg(text::bytesText(request.body.size())));
    }
    if (body != nullptr) {
        for (const content::DecodingStep& step : body->codings) {
            parts << codingText(step);
        }
    }
    return parts.join(QStringLiteral(" · "));
}

QString remarksText(const bodies::BodyReading& body) {
    QStringList sentences;
    for (const bodies::Remark& remark : body.remarks) {
        sentences << sentence(remark, body);
    }
    return sentences.join(u' ');
}

}  // namespace mirrorscope::ui::detail
