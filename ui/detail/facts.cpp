// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/facts.h"

#include <QCoreApplication>
#include <QStringList>

#include "core/base/byte_text.h"
#include "ui/detail/hidden_parts.h"
#include "ui/text/number_text.h"
#include "ui/text/shown_text.h"
#include "ui/text/time_text.h"

namespace mirrorscope::ui::detail {
namespace {

using traffic::RequestDetail;
using traffic::RequestForm;

QString tr(const char* text) {
    return QCoreApplication::translate("Facts", text);
}

Fact fact(const char* label, QString value, text::Kind kind = text::Kind::Sentence) {
    return {tr(label), std::move(value), false, kind};
}

Fact unknown(const char* label) {
    return {tr(label), text::unknownText(), true};
}

Fact none(const char* label) {
    return {tr(label), text::notApplicableText(), true};
}

Fact captured(const char* label, const std::string& bytes, const RequestDetail& of) {
    return bytes.empty() ? unknown(label) : fact(label, privacy::shownValue(bytes, ownerOf(of)));
}

QString withPort(const std::string& address, std::optional<std::uint16_t> port) {
    const QString shown = text::shownText(address);
    return port ? shown + u':' + QString::number(*port) : shown;
}

/// A request that came in one packet took no time worth a number.
constexpr std::chrono::microseconds kShortestToldDuration{100};

Fact timeFact(const traffic::MirroredRequest& request, const QTimeZone& zone) {
    const QString time = text::fullTimeText(request.receivedAt, zone);
    return fact("Time", request.duration < kShortestToldDuration
                            ? time
                            : tr("%1, took %2").arg(time, text::lagText(request.duration)));
}

Fact sourceFact(const RequestDetail& detail) {
    const traffic::RequestContext& context = detail.row.context;
    if (context.source == 0) {
        return unknown("Source");
    }
    QStringList parts{
        detail.row.sourceName.empty() ? text::unknownText() : text::shownText(detail.row.sourceName),
        text::ownText(traffic::sourceKindName(context.kind))};
    if (!context.version.empty()) {
        parts.last() += u' ' + text::shownText(context.version);
    }
    return fact("Source", parts.join(QStringLiteral(", ")));
}

Fact knownByFact(const traffic::RequestContext& context) {
    if (context.identifiedBy.empty() || context.confidence == 0) {
        return unknown("Known by");
    }
    return fact(
        "Known by",
        tr("%1, %2 %").arg(text::shownText(context.identifiedBy), QString::number(context.confidence)));
}

Fact clientFact(const traffic::RequestContext& context) {
    if (context.client.empty()) {
        return unknown("Client");
    }
    QString value = withPort(context.client, context.clientPort);
    const QString from = text::shownText(context.clientFrom);
    switch (context.clientTrust) {
        case traffic::ClientTrust::Verified:
            value = tr("%1, verified by %2").arg(value, from);
            break;
        case traffic::ClientTrust::Claimed:
            value = tr("%1, only claimed in %2").arg(value, from);
            break;
        case traffic::ClientTrust::Peer:
            value = tr("%1, the peer itself").arg(value);
            break;
        default:
            break;
    }
    return fact("Client", value);
}

Fact alternativesFact(const traffic::RequestContext& context) {
    QStringList parts;
    for (const traffic::ClientAlternative& other : context.clientAlternatives) {
        parts << tr("%1 in %2").arg(text::shownText(other.address), text::shownText(other.from));
    }
    return parts.isEmpty() ? none("Other addresses")
                           : fact("Other addresses", parts.join(QStringLiteral("; ")), text::Kind::ProxyList);
}

Fact requestIdFact(const RequestDetail& detail) {
    const traffic::RequestContext& context = detail.row.context;
    if (context.requestIdValue.empty()) {
        return none("Request id");
    }
    return fact("Request id",
                tr("%1 in %2")
                    .arg(privacy::shownHeader(context.requestIdFrom, context.requestIdValue, ownerOf(detail)),
                         text::shownText(context.requestIdFrom)));
}

Fact hostFact(const RequestDetail& detail) {
    const traffic::RequestContext& context = detail.row.context;
    const QString host = privacy::shownValue(context.host, ownerOf(detail));
    return fact("Host", context.port ? host + u':' + QString::number(*context.port) : host, text::Kind::Path);
}

Fact formFact(const RequestDetail& detail) {
    const traffic::MirroredRequest& request = detail.request;
    const QString reason = privacy::shownValue(request.reason, ownerOf(detail));
    const QString place = request.offset ? tr("at byte %1").arg(text::countText(*request.offset)) : QString();
    const char* word = nullptr;
    switch (request.form) {
        case RequestForm::Whole:
            return fact("Received", tr("whole"));
        case RequestForm::HeadOnly:
            word = QT_TRANSLATE_NOOP("Facts", "head only");
            break;
        case RequestForm::Incomplete:
            word = QT_TRANSLATE_NOOP("Facts", "incomplete");
            break;
        case RequestForm::Malformed:
            word = QT_TRANSLATE_NOOP("Facts", "malformed");
            break;
        case RequestForm::NotHttp:
            word = QT_TRANSLATE_NOOP("Facts", "not HTTP");
            break;
    }
    QStringList parts{tr(word), reason, place};
    parts.removeAll(QString());
    return fact("Received", parts.join(QStringLiteral(", ")));
}

Fact bodyFact(const traffic::MirroredRequest& request) {
    if (request.bodyLength == 0 && request.declaredLength.value_or(0) == 0) {
        return none("Body");
    }
    const QString note = bodyNote(request);
    return fact("Body", note.isEmpty() ? text::bytesText(request.bodyLength) : note);
}

Fact digestFact(const traffic::MirroredRequest& request) {
    if (request.bodyLength == 0) {
        return none("SHA-256 of body");
    }
    const std::string_view digest(reinterpret_cast<const char*>(request.bodyDigest.data()),
                                  request.bodyDigest.size());
    return fact("SHA-256 of body", text::ownText(base::toHex(digest)), text::Kind::Path);
}

Fact flagsFact(const traffic::RequestRow& row) {
    QStringList names;
    for (const std::string_view name : row.flags.names()) {
        names << text::ownText(name);
    }
    return names.isEmpty() ? none("Flags") : fact("Flags", names.join(QStringLiteral(", ")));
}

Fact verdictFact(const RequestDetail& detail) {
    using enum traffic::RequestState;
    const traffic::RequestRow& row = detail.row;
    const QString score = tr("score %1, threshold %2").arg(row.score).arg(row.threshold);
    switch (row.state) {
        case Clean:
            return fact("Verdict", tr("clean, %1").arg(score));
        case Suspicious:
            return fact("Verdict", tr("suspicious, %1").arg(score));
        case Attack:
            return fact("Verdict", tr("attack, %1").arg(score));
        case Excluded:
            return fact("Verdict", tr("every hit was excluded"));
        case NotAnalysed:
            return {tr("Verdict"), tr("not analysed: evidence, not a request"), true};
        case Error:
            return fact("Verdict",
                        tr("analysis failed: %1").arg(privacy::shownValue(detail.error, ownerOf(detail))));
        default:
            return {tr("Verdict"), tr("waiting for analysis"), true};
    }
}

Fact typesFact(const traffic::RequestRow& row) {
    QStringList titles;
    for (const traffic::AttackType type : row.attackTypes) {
        titles << text::ownText(traffic::attackTypeInfo(type).title);
    }
    return titles.isEmpty() ? none("Attack types") : fact("Attack types", titles.join(QStringLiteral(", ")));
}

Fact rulesFact(const RequestDetail& detail) {
    if (detail.engine.empty()) {
        return none("Judged by");
    }
    return fact("Judged by",
                tr("%1, %2").arg(text::shownText(detail.engine), text::shownText(detail.ruleSet)));
}

}  // namespace

std::vector<Fact> senderFacts(const RequestDetail& detail, const QTimeZone& zone) {
    const traffic::MirroredRequest& request = detail.request;
    const traffic::RequestContext& context = detail.row.context;
    return {
        timeFact(request, zone),
        sourceFact(detail),
        knownByFact(context),
        fact("Peer", withPort(request.peer, request.peerPort)),
        captured("Listener", request.listener, detail),
        clientFact(context),
        alternativesFact(context),
        captured("Scheme", context.scheme, detail),
        context.host.empty() ? unknown("Host") : hostFact(detail),
        context.serverAddress.empty() ? unknown("Server")
                                      : fact("Server", withPort(context.serverAddress, context.serverPort)),
        requestIdFact(detail),
    };
}

std::vector<Fact> wayFacts(const RequestDetail& detail) {
    const traffic::RequestContext& context = detail.row.context;
    return {clientFact(context), alternativesFact(context), sourceFact(detail), knownByFact(context)};
}

std::vector<Fact> requestFacts(const RequestDetail& detail) {
    const traffic::MirroredRequest& request = detail.request;
    return {
        captured("Method", request.method, detail),
        request.target.empty()
            ? unknown("Target")
            : fact("Target", privacy::shownTarget(request.target, ownerOf(detail)), text::Kind::Path),
        captured("Version", request.version, detail),
        formFact(detail),
        flagsFact(detail.row),
        fact("Head", text::bytesText(request.head.size())),
        bodyFact(request),
        digestFact(request),
        verdictFact(detail),
        typesFact(detail.row),
        rulesFact(detail),
    };
}

QString bodyNote(const traffic::MirroredRequest& request) {
    if (request.form == RequestForm::HeadOnly) {
        return tr("The proxy announced %1 bytes and sent none (mirrorBody is off).")
            .arg(text::countText(request.declaredLength.value_or(0)));
    }
    if (request.bodyLength > request.body.size()) {
        return tr("Body: %1 of %2 kept")
            .arg(text::exactBytesText(request.body.size()), text::exactBytesText(request.bodyLength));
    }
    if (request.form == RequestForm::Incomplete && request.declaredLength.value_or(0) > request.bodyLength) {
        return tr("Body: %1 of %2 announced bytes arrived")
            .arg(text::countText(request.bodyLength), text::countText(*request.declaredLength));
    }
    return {};
}

}  // namespace mirrorscope::ui::detail
