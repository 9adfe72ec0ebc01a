// SPDX-License-Identifier: Apache-2.0
#include "core/storage/filter_columns.h"

#include <string>

#include "core/storage/triage_state.h"

namespace mirrorscope::storage {
namespace {

constexpr std::string_view kHits = "hit h WHERE h.request = r.id";
constexpr std::string_view kAttackHits = "hit h WHERE h.request = r.id AND h.attack <> 0";

struct Row {
    query::FieldId id;
    FilterColumn column;
};

using enum query::FieldId;

constexpr Row kColumns[] = {
    {Id, {"r.id", ""}},
    {Time, {"r.time", ""}},
    {Duration, {"r.duration", ""}},
    {Listener, {"l.name", ""}},
    {Peer, {"r.peer", ""}},
    {PeerPort, {"r.peer_port", ""}},
    {Form, {"r.form", ""}},
    {Method, {"r.method", ""}},
    {Target, {"r.target", ""}},
    {Path, {"filter_path(r.target)", ""}},
    {Query, {"filter_query(r.target)", ""}},
    {Version, {"r.version", ""}},
    {HeadBytes, {"r.head_bytes", ""}},
    {BodyBytes, {"r.body_bytes", ""}},
    {BodyKept, {"r.body_kept", ""}},
    {Reason, {"r.reason", ""}},
    {Offset, {"r.offset", ""}},
    {Sha256, {"lower(hex(r.sha256))", ""}},
    {Source, {"s.name", ""}},
    {SourceKind, {"ifnull(c.kind, 'unknown')", ""}},
    {Client, {"c.client", ""}},
    {ClientTrust, {"ifnull(c.client_trust, 'unknown')", ""}},
    {ClientFrom, {"c.client_from", ""}},
    {ClientPort, {"c.client_port", ""}},
    {Scheme, {"c.scheme", ""}},
    {Host, {"c.host", ""}},
    {Port, {"c.port", ""}},
    {ServerAddr, {"c.server_addr", ""}},
    {ServerPort, {"c.server_port", ""}},
    {RequestId, {"c.request_id", ""}},
    {RequestIdFrom, {"c.request_id_from", ""}},
    {State, {"ifnull(v.state, 'pending')", ""}},
    {Score, {"CASE WHEN v.state <> 'pending' THEN v.score END", ""}},
    {Hits, {"(SELECT count(*) FROM hit h WHERE h.request = r.id)", ""}},
    {Rule, {"h.rule_id", kHits}},
    {Attack, {"h.attack", kAttackHits}},
    {Severity, {"h.severity", kHits}},
    {Message, {"h.message", kHits}},
    {Point, {"h.point", kHits}},
    {Variable, {"h.variable", kHits}},
    {Matched, {"h.matched", kHits}},
    {Finding, {"f.code", "finding f WHERE f.source = c.source"}},
    {Tag, {"g.name", "tag g WHERE g.request = r.id"}},
    {Note, {"n.text", "note n WHERE n.request = r.id"}},
    {Mark, {"ifnull((SELECT m.colour FROM mark m WHERE m.request = r.id), 'none')", ""}},
    {Head, {kHeadOfRequest, ""}},
    {Body, {kBodyOfRequest, ""}},
};

}  // namespace

FilterColumn filterColumn(query::FieldId id) {
    if (id == Triage) {
        static const std::string states = triageOfHitsOf("r.id") + " t WHERE 1";
        return {"t.state", states};
    }
    for (const Row& row : kColumns) {
        if (row.id == id) {
            return row.column;
        }
    }
    return {"NULL", ""};
}

}  // namespace mirrorscope::storage
