// SPDX-License-Identifier: Apache-2.0
#include "core/storage/triage_state.h"

#include "core/storage/request_set.h"

namespace mirrorscope::storage {
namespace {

/// The id of the decision in force; 0: none. CROSS JOIN: SQLite takes the tables in this order. Sets are
/// looked at from the newest on, so that many earlier ones cost nothing.
std::string newestDecision(const std::string& request, const std::string& rule, const std::string& point) {
    const std::string ids = std::to_string(RequestSet::kIdsOfABlock);
    return "max(ifnull((SELECT max(n.decision) FROM triage n CROSS JOIN decision e ON e.id = n.decision"
           " WHERE n.request = " +
           request + " AND (n.rule_id = 0 OR n.rule_id = " + rule + " AND n.point = " + point +
           ") AND e.phase = 'made'), 0),"
           " ifnull((SELECT b.decision FROM decided b CROSS JOIN decision e ON e.id = b.decision"
           " WHERE b.block = " +
           request + " / " + ids + " AND e.phase = 'made' AND decided_has(b.requests, " + request + " % " +
           ids + ") ORDER BY b.decision DESC LIMIT 1), 0))";
}

}  // namespace

std::string decidedHitsOf(std::string_view request) {
    const std::string id(request);
    // Some are there twice: to leave these out costs a table of its own for each request.
    return "(SELECT k.rule_id, k.point, d.state, d.time, d.reason FROM"
           " (SELECT rule_id, point FROM hit WHERE request = " +
           id + " UNION ALL SELECT rule_id, point FROM triage WHERE request = " + id +
           " AND rule_id <> 0"
           " UNION ALL SELECT 0, x'' WHERE NOT EXISTS (SELECT 1 FROM hit WHERE request = " +
           id + ")) k CROSS JOIN decision d ON d.id = " + newestDecision(id, "k.rule_id", "k.point") +
           " WHERE d.state <> 'new')";
}

std::string triageOfAttack() {
    // "attack <> 0" is said again: the partial index is not taken otherwise.
    return "(SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM decision) THEN 'new' ELSE"
           " (SELECT CASE WHEN count(*) = 0 OR sum(state = 'new') > 0 THEN 'new'"
           " WHEN sum(state = 'escalated') > 0 THEN 'escalated'"
           " WHEN sum(state = 'confirmed') > 0 THEN 'confirmed'"
           " WHEN sum(state = 'archived') > 0 THEN 'archived' ELSE max(state) END FROM"
           " (SELECT ifnull((SELECT d.state FROM decision d WHERE d.id = " +
           newestDecision("h.request", "h.rule_id", "h.point") +
           "), 'new') AS state FROM"
           " (SELECT request, rule_id, point FROM hit WHERE attack = a.id AND attack <> 0"
           " ORDER BY request DESC LIMIT " +
           std::to_string(kHitsOfAnAttack) + ") h)) END)";
}

}  // namespace mirrorscope::storage
