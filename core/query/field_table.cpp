// SPDX-License-Identifier: Apache-2.0
#include "core/query/field_table.h"

#include <algorithm>

#include "core/base/byte_text.h"
#include "core/query/fixed_names.h"

namespace mirrorscope::query {
namespace {

using enum FieldId;
using Kind = FieldKind;

constexpr bool kOne = false;
constexpr bool kSeveral = true;

constexpr std::array<Field, static_cast<std::size_t>(Count)> kFields{{
    {Id, "id", "", Kind::Number, kOne, "id:1200..1300", "The request's id, ascending in the order of storing",
     nullptr},
    {Time, "time", "", Kind::Time, kOne, "time>-15m", "When its first byte came", nullptr},
    {Duration, "duration", "", Kind::Duration, kOne, "duration>500ms", "From its first byte to its last",
     nullptr},
    {Listener, "listener", "", Kind::Text, kOne, "listener:edge", "The name of the listener", nullptr},
    {Peer, "peer", "", Kind::Address, kOne, "peer:10.0.0.0/8", "The socket address it came from", nullptr},
    {PeerPort, "peer_port", "", Kind::Number, kOne, "peer_port>1023", "The socket port it came from",
     nullptr},
    {Form, "form", "", Kind::Name, kOne, "form:head-only", "Whether it is a whole request", formNames},
    {Method, "method", "", Kind::Text, kOne, "method:GET,HEAD", "The method as received", nullptr},
    {Target, "target", "url", Kind::Text, kOne, "target~id=1", "The request target as received", nullptr},
    {Path, "path", "", Kind::Text, kOne, "path:/login",
     "The target's path, not decoded, without host and query", nullptr},
    {Query, "query", "", Kind::Text, kOne, "query~id=", "The target's query without ?, not decoded", nullptr},
    {Version, "version", "", Kind::Text, kOne, "version:HTTP/1.0", "The protocol version as received",
     nullptr},
    {Flag, "flag", "flags", Kind::Name, kSeveral, "flag:bare-lf,late",
     "What the listener or the analysis noticed", flagNames},
    {HeadBytes, "head_bytes", "", Kind::Bytes, kOne, "head_bytes>8KiB", "The length of the head", nullptr},
    {BodyBytes, "body_bytes", "", Kind::Bytes, kOne, "body_bytes:1MiB..", "The length of the body received",
     nullptr},
    {BodyKept, "body_kept", "", Kind::Bytes, kOne, "body_kept:0", "How much of the body is kept", nullptr},
    {Reason, "reason", "", Kind::Text, kOne, "reason~chunk",
     "Why it is malformed, incomplete or not HTTP; empty for a whole request", nullptr},
    {Offset, "offset", "", Kind::Number, kOne, "offset<16", "At which byte it stops being a valid request",
     nullptr},
    {Sha256, "sha256", "", Kind::Text, kOne, "sha256~e3b0c442", "SHA-256 of the whole body, hexadecimal",
     nullptr},
    {Source, "source", "", Kind::Text, kOne, "source:edge-nginx", "The name of the proxy that sent it",
     nullptr},
    {SourceKind, "source_kind", "kind", Kind::Name, kOne, "source_kind:envoy,istio",
     "What that proxy is; unknown until attributed", sourceKindNames},
    {Client, "client", "", Kind::Address, kOne, "client:203.0.113.0/24", "The client's address", nullptr},
    {ClientTrust, "client_trust", "", Kind::Name, kOne, "client_trust:claimed",
     "How far the client's address may be believed", clientTrustNames},
    {ClientFrom, "client_from", "", Kind::Text, kOne, "client_from:x-real-ip",
     "The header that named the client, or peer", nullptr},
    {ClientAlternatives, "client_alternatives", "", Kind::Address, kSeveral,
     "client_alternatives:198.51.100.7", "Other addresses that could be the client", nullptr},
    {ClientPort, "client_port", "", Kind::Number, kOne, "client_port:40000..50000", "The client's port",
     nullptr},
    {Scheme, "scheme", "", Kind::Text, kOne, "scheme:https", "The scheme that the client used", nullptr},
    {Host, "host", "", Kind::Text, kOne, "host:shop.example", "The host that the client asked for", nullptr},
    {Port, "port", "", Kind::Number, kOne, "port!=443", "The port that the client asked for", nullptr},
    {ServerAddr, "server_addr", "", Kind::Address, kOne, "server_addr:10.0.0.5",
     "Where the client connected to the proxy", nullptr},
    {ServerPort, "server_port", "", Kind::Number, kOne, "server_port:8443",
     "The port where the client connected to the proxy", nullptr},
    {RequestId, "request_id", "", Kind::Text, kOne, "request_id:4bf92f3577b34da6", "The proxy's request id",
     nullptr},
    {RequestIdFrom, "request_id_from", "", Kind::Text, kOne, "request_id_from:x-request-id",
     "The header that held the request id", nullptr},
    {State, "state", "", Kind::Name, kOne, "state:attack,suspicious", "What the analysis made of it",
     stateNames},
    {Score, "score", "", Kind::Number, kOne, "score>=10", "The anomaly score; unknown while pending",
     nullptr},
    {Type, "type", "attack_types", Kind::Name, kSeveral, "type:sqli,xss",
     "The types of the attacks it belongs to", attackTypeNames},
    {Hits, "hits", "", Kind::Number, kOne, "hits>0", "How many times a rule matched", nullptr},
    {Rule, "rule", "rule_id", Kind::Number, kSeveral, "rule:942000..942999", "The id of a rule that matched",
     nullptr},
    {Attack, "attack", "attack_id", Kind::Number, kSeveral, "attack:7", "The id of an attack it belongs to",
     nullptr},
    {Severity, "severity", "", Kind::Rank, kSeveral, "severity>=high", "The severity of a rule that matched",
     severityNames},
    {Message, "message", "", Kind::Text, kSeveral, "message~injection", "The message of a rule that matched",
     nullptr},
    {Point, "point", "", Kind::Text, kSeveral, "point~user-agent", "Where in the request a rule matched",
     nullptr},
    {Variable, "variable", "", Kind::Text, kSeveral, "variable:ARGS:id",
     "Where a rule matched, as the engine names it", nullptr},
    {Matched, "matched", "", Kind::Text, kSeveral, "matched~union", "The bytes that a rule matched", nullptr},
    {Finding, "finding", "findings", Kind::Text, kSeveral, "finding:client-hidden",
     "The code of a finding about its source", nullptr},
    {Triage, "triage", "", Kind::Name, kSeveral, "triage!=false-positive",
     "What was decided about its hits, new where nothing was; archived and false-positive when none is new",
     triageNames},
    {Tag, "tag", "", Kind::Text, kSeveral, "tag:demo", "A tag somebody gave it", nullptr},
    {Note, "note", "", Kind::Text, kSeveral, "note~ticket", "The text of a note about it", nullptr},
    {Mark, "mark", "", Kind::Name, kOne, "mark:follow-up,question",
     "How somebody marked it; none while nobody did", markNames},
    {Header, "header", "", Kind::Text, kSeveral, "header.x-forwarded-for~10.0.",
     "The value of a header field: header.NAME; each line of that name is one value", nullptr},
    {Has, "has", "", Kind::HeaderName, kOne, "has:x-forwarded-for", "It has a header field of that name",
     nullptr},
    {Missing, "missing", "", Kind::HeaderName, kOne, "missing:x-request-id",
     "It has no header field of that name", nullptr},
    {Head, "head", "", Kind::Text, kOne, "head~/^get /i", "The head as received", nullptr},
    {Body, "body", "", Kind::Text, kOne, "body~password", "The kept body as received", nullptr},
}};

constexpr bool inEnumOrder() {
    for (std::size_t i = 0; i < kFields.size(); ++i) {
        if (static_cast<std::size_t>(kFields[i].id) != i) {
            return false;
        }
    }
    return true;
}
static_assert(inEnumOrder());

}  // namespace

const std::array<Field, static_cast<std::size_t>(Count)>& fields() {
    return kFields;
}

const Field& field(FieldId id) {
    return kFields[static_cast<std::size_t>(id)];
}

const Field* fieldByName(std::string_view name) {
    const bool longEnough = name.size() > kHeaderPrefix.size();
    if (longEnough && base::equalsIgnoreCase(name.substr(0, kHeaderPrefix.size()), kHeaderPrefix)) {
        return &field(Header);
    }
    const auto found = std::ranges::find_if(kFields, [&](const Field& candidate) {
        const bool named = base::equalsIgnoreCase(name, candidate.name) && candidate.id != Header;
        return named || (!candidate.alias.empty() && base::equalsIgnoreCase(name, candidate.alias));
    });
    return found == kFields.end() ? nullptr : &*found;
}

std::optional<std::size_t> nameIndex(const Field& field, std::string_view name) {
    const auto names = field.names();
    const auto found = std::ranges::find_if(
        names, [&](std::string_view known) { return base::equalsIgnoreCase(known, name); });
    return found == names.end() ? std::nullopt
                                : std::optional(static_cast<std::size_t>(found - names.begin()));
}

}  // namespace mirrorscope::query
