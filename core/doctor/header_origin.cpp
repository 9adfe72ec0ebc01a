// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/header_origin.h"

#include <algorithm>
#include <array>
#include <span>

#include "core/base/byte_text.h"
#include "core/doctor/header_meaning.h"
#include "core/doctor/header_writing.h"
#include "core/forwarding/claims.h"
#include "core/forwarding/source_identification.h"
#include "core/forwarding/source_registry.h"
#include "core/forwarding/wire_form.h"

namespace mirrorscope::doctor {
namespace {

using traffic::ClientTrust;
using traffic::RequestContext;
using traffic::SourceKind;

constexpr std::string_view kNobodyVouches =
    "Nobody vouches for the sender (--trust): whoever connected could have written it.";
constexpr std::string_view kNotSure =
    "The kind of the sender is not sure, so that nothing is known of its habits.";
constexpr std::string_view kNoHabits =
    "Whether this kind of proxy overwrites it or passes it on is not known.";
constexpr std::string_view kTwice =
    "It is there more than once, which a proxy that overwrites it does not send.";
constexpr std::string_view kMisplaced = "It does not stand where nginx writes its own headers.";
constexpr std::string_view kOnlyElement = "The only element is the one that the proxy appended.";
constexpr std::string_view kEarlierLine =
    "Of several lines only the last one ends with what the proxy appended.";
constexpr std::string_view kFraming = "It frames the copy: the proxy may have written it anew.";
constexpr std::string_view kOwnConnection = "nginx writes it on copies in HTTP/1.0.";
constexpr std::string_view kSameAsOnlyHop = "Whoever wrote it: it is the address that connected to Traefik.";

constexpr std::array<std::string_view, 8> kPageNames{
    "X-SERVER-PORT",    "X-SERVER-ADDR",     "Host",     "X-Forwarded-For",
    "X-Forwarded-Port", "X-Forwarded-Proto", "X-Scheme", "X-Request-ID"};

constexpr std::array<std::string_view, 8> kFramingNames{
    "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "TE", "Trailer", "Expect", "Upgrade"};

bool isOneOf(std::span<const std::string_view> names, std::string_view name) {
    return std::ranges::any_of(names,
                               [&](std::string_view one) { return base::equalsIgnoreCase(one, name); });
}

/// Only trusted senders are believed by attribution, which leaves a mark where a head claims something of
/// others.
bool isSenderTrusted(const forwarding::ReadHead& read, const RequestContext& context) {
    if (context.identifiedBy == forwarding::kRuleToken || context.clientTrust == ClientTrust::Verified) {
        return true;
    }
    if (context.flags.has(traffic::RequestFlag::UntrustedForwarded) ||
        context.clientTrust != ClientTrust::Unknown) {
        return false;
    }
    return context.identifiedBy == forwarding::kRulePinned ||
           !forwarding::collectClaims(read.head, read.hops).addresses.empty();
}

/// nginx writes its own lines first, Host among them, and Connection last where it speaks HTTP/1.0: in front
/// of these a client cannot write. Returns how many lines are the page's; 0 when the head does not prove the
/// form.
std::size_t linesOfPage(const http::Head& head) {
    const auto& fields = head.fields();
    const auto host = forwarding::fieldIndex(head, "Host");
    const auto address = forwarding::fieldIndex(head, "X-SERVER-ADDR");
    const auto port = forwarding::fieldIndex(head, "X-SERVER-PORT");
    const auto end = forwarding::isHttp10Close(head) ? forwarding::fieldIndex(head, "Connection") : host;
    if (!host || !address || !port || *address > *end || *port > *end) {
        return 0;
    }
    const auto other = std::ranges::find_if_not(
        fields, [](const http::Field& field) { return isOneOf(kPageNames, field.name); });
    return static_cast<std::size_t>(other - fields.begin());
}

class Reader {
public:
    Reader(const traffic::MirroredRequest& request, const forwarding::ReadHead& read,
           const RequestContext& context)
        : m_read(read), m_context(context), m_isTrusted(isSenderTrusted(read, context)) {
        m_isKindSure =
            context.kind != SourceKind::Unknown && context.confidence >= forwarding::kPinConfidence;
        m_by = std::string(traffic::sourceKindName(context.kind)) + " " + request.peer;
        if (context.identifiedBy == forwarding::kRuleToken) {
            m_form = ProxyForm::Hardened;
            m_by += ", our configuration";
        } else if (context.kind == SourceKind::Nginx && (m_linesOfPage = linesOfPage(read.head)) > 0) {
            m_form = ProxyForm::Page;
            m_by += ", the page's form";
        }
        if (forwarding::isHeaderRule(context.identifiedBy)) {
            m_by += ", told by " + context.identifiedBy;
        }
    }

    HeaderOrigin originOf(std::size_t index) const {
        const http::Field& field = m_read.head.fields()[index];
        HeaderOrigin out;
        out.name = field.name;
        out.value = field.value;
        out.meaning = meaningOf(field.name);
        decide(index, out);
        if (out.writer == HeaderWriter::Proxy || out.writer == HeaderWriter::ProxyAppended) {
            out.by = m_by;
            out.forgeable = out.writer != HeaderWriter::Proxy;
        }
        return out;
    }

private:
    static void set(HeaderOrigin& out, HeaderWriter writer, std::string_view why) {
        out.writer = writer;
        out.why = why;
    }

    void decide(std::size_t index, HeaderOrigin& out) const {
        if (isOneOf(kFramingNames, out.name)) {
            const bool isOwn = m_isTrusted && m_isKindSure && m_context.kind == SourceKind::Nginx &&
                               base::equalsIgnoreCase(out.name, "Connection") &&
                               forwarding::isHttp10Close(m_read.head);
            set(out, isOwn ? HeaderWriter::Proxy : HeaderWriter::Unknown, isOwn ? kOwnConnection : kFraming);
        } else if (out.meaning.empty()) {
            set(out, HeaderWriter::Client, {});
        } else if (!m_isTrusted || !m_isKindSure) {
            set(out, HeaderWriter::Unknown, m_isTrusted ? kNotSure : kNobodyVouches);
        } else if (const auto* writing = headerWriting(m_context.kind, m_form, out.name)) {
            set(out, writing->writer, writing->why);
            doubt(index, *writing, out);
        } else {
            set(out, HeaderWriter::Unknown, kNoHabits);
        }
    }

    /// Takes back what the habits say where this head does not bear it out, and adds what it proves.
    void doubt(std::size_t index, const HeaderWriting& writing, HeaderOrigin& out) const {
        const auto lines = m_read.head.values(out.name).size();
        if (writing.writer == HeaderWriter::ProxyAppended) {
            doubtAppended(index, out);
        } else if (writing.writer == HeaderWriter::Proxy && lines > 1) {
            set(out, HeaderWriter::Unknown, kTwice);
        } else if (writing.writer == HeaderWriter::Proxy && writing.form == ProxyForm::Page &&
                   index >= m_linesOfPage) {
            set(out, HeaderWriter::Unknown, kMisplaced);
        } else if (m_context.kind == SourceKind::Traefik && base::equalsIgnoreCase(out.name, "X-Real-Ip") &&
                   lines == 1 && isOnlyHop(out.value)) {
            out.why = kSameAsOnlyHop;
            out.forgeable = false;
        }
    }

    void doubtAppended(std::size_t index, HeaderOrigin& out) const {
        const auto& fields = m_read.head.fields();
        const bool isLast = std::none_of(
            fields.begin() + static_cast<std::ptrdiff_t>(index) + 1, fields.end(),
            [&](const http::Field& later) { return base::equalsIgnoreCase(later.name, out.name); });
        if (!isLast) {
            set(out, HeaderWriter::EarlierHop, kEarlierLine);
        } else if (m_read.hops.hops.size() == 1 && !m_read.hops.cut) {
            set(out, HeaderWriter::Proxy, kOnlyElement);
        }
    }

    bool isOnlyHop(std::string_view value) const {
        const auto& hops = m_read.hops.hops;
        const auto address = forwarding::readForwardedAddress(value);
        return hops.size() == 1 && !m_read.hops.cut &&
               address.form == forwarding::ForwardedAddress::Form::Address &&
               hops.front().form == address.form && hops.front().address == address.address;
    }

    const forwarding::ReadHead& m_read;
    const RequestContext& m_context;
    bool m_isTrusted = false;
    bool m_isKindSure = false;
    std::size_t m_linesOfPage = 0;
    ProxyForm m_form = ProxyForm::Any;
    std::string m_by;
};

}  // namespace

std::string_view headerWriterName(HeaderWriter writer) {
    constexpr std::array<std::string_view, 5> kNames{"client", "proxy", "proxy-appended", "earlier-hop",
                                                     "unknown"};
    return kNames[static_cast<std::size_t>(writer)];
}

std::vector<HeaderOrigin> headerOrigins(const traffic::MirroredRequest& request,
                                        const forwarding::ReadHead& read,
                                        const traffic::RequestContext& context) {
    const Reader reader(request, read, context);
    std::vector<HeaderOrigin> out;
    for (std::size_t i = 0; i < read.head.fields().size(); ++i) {
        out.push_back(reader.originOf(i));
    }
    return out;
}

}  // namespace mirrorscope::doctor
