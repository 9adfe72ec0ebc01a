// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/storage/statement.h"
#include "core/traffic/rows.h"

namespace mirrorscope::storage {

// The columns that each function reads, in its order, starting at `column`. The text of a query begins with
// them.

inline constexpr char kFactColumns[] =
    "r.id, r.time, r.duration, l.name, r.peer, r.peer_port, r.form, r.method, r.target, r.version, r.flags,"
    " r.declared_length, r.head_bytes, r.body_bytes, r.body_kept, r.sha256, r.reason, r.offset,"
    " la.request IS NOT NULL";
inline constexpr int kFactColumnCount = 19;
inline constexpr char kFactTables[] =
    "request r JOIN listener l ON l.id = r.listener LEFT JOIN late_answer la ON la.request = r.id";

inline constexpr char kContextColumns[] =
    "c.request, c.source, c.kind, c.identified_by, c.confidence, c.instance, c.version, c.client, "
    "c.client_trust,"
    " c.client_from, c.client_alternatives, c.client_port, c.scheme, c.host, c.port, c.server_addr, "
    "c.server_port,"
    " c.request_id, c.request_id_from, c.flags";
inline constexpr int kContextColumnCount = 20;

/// Facts, context, source name, verdict; the last three are not part of a row: error, engine, rule set.
inline const std::string kRowColumns =
    std::string(kFactColumns) + ", " + kContextColumns +
    ", s.name, v.state, v.score, v.threshold, v.types, v.error, rs.engine, rs.name";
inline constexpr int kRowColumnCount = kFactColumnCount + kContextColumnCount + 8;
inline const std::string kRowTables =
    std::string(kFactTables) +
    " LEFT JOIN context c ON c.request = r.id LEFT JOIN source s ON s.id = c.source"
    " LEFT JOIN verdict v ON v.request = r.id LEFT JOIN rule_set rs ON rs.id = v.rule_set";

inline constexpr char kSourceColumns[] =
    "id, name, kind, identified_by, confidence, listener, peer, instance, version, first_seen, last_seen,"
    " requests, attack_requests, refused";

inline constexpr char kAttackColumns[] =
    "a.id, a.first_seen, a.last_seen, a.type, a.severity, a.source, a.client, a.host, a.endpoint, a.message, "
    "a.point,"
    " a.requests, a.hits, a.score, (SELECT group_concat(rule_id) FROM attack_rule WHERE attack = a.id)";
inline constexpr int kAttackColumnCount = 15;

inline constexpr char kHitColumns[] =
    "h.id, h.request, h.attack, rs.engine, h.rule_id, h.type, h.severity, h.message, h.point, h.variable, "
    "h.matched,"
    " h.offset, h.length, h.transformations, h.rule_file";
inline constexpr char kHitTables[] =
    "hit h LEFT JOIN verdict v ON v.request = h.request LEFT JOIN rule_set rs ON rs.id = v.rule_set";

/// Facts without head, body, trailers and trailing bytes; declared lengths and flags included, `late` among
/// them.
traffic::MirroredRequest readFacts(const Statement& row, int column);
/// Unset when there is no context yet.
std::optional<traffic::RequestContext> readContext(const Statement& row, int column);
traffic::Attack readAttack(const Statement& row, int column);
traffic::HitRow readHit(const Statement& row);
traffic::RequestRow readRequestRow(const Statement& row);
traffic::Source readSource(const Statement& row);

}  // namespace mirrorscope::storage
