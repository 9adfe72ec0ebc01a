// SPDX-License-Identifier: Apache-2.0
#include "core/storage/triage_state.h"

#include "core/storage/request_set.h"

namespace mirrorscope::storage {
namespace {

/// Whether the decision `e`, about whole requests, is about hits of that type. Of a hit that is gone, or of a
/// request without hits, the type is NULL: there is nothing that one did not see.
std::string isAbout(const std::string& type) {
    return "(e.types IS NULL OR " + type + " IS NULL OR instr(',' || e.types || ',', ',' || " + type +
           " || ',') > 0)";
}

/// Of a hit, in columns named so. The id of the decision in force; 0: none. CROSS JOIN: SQLite takes the
/// tables in this order. Sets are looked at from the newest on, so that many earlier ones cost nothing.
std::string newestDecision(const std::string& request, const std::string& hit) {
    const std::string ids = std::to_string(RequestSet::kIdsOfABlock);
    const std::string about = isAbout(hit + ".type");
    return "max(ifnull((SELECT max(n.decision) FROM triage n CROSS JOIN decision e ON e.id = n.decision"
           " WHERE n.request = " +
           request + " AND (n.rule_id = 0 AND " + about + " OR n.rule_id = " + hit +
           ".rule_id AND n.point = " + hit +
           ".point) AND e.phase = 'made'), 0),"
           " ifnull((SELECT b.decision FROM decided b CROSS JOIN decision e ON e.id = b.decision"
           " WHERE b.block = " +
           request + " / " + ids + " AND e.phase = 'made' AND decided_has(b.requests, " + request + " % " +
           ids + ") AND " + about + " ORDER BY b.decision DESC LIMIT 1), 0))";
}

/// In parentheses, rows (rule_id, point, type, isFound) of the hits of a request, and of those that are not
/// found any more. Some are there twice: to leave these out costs a table of its own for each request.
std::string hitsOf(const std::string& request) {
    return "(SELECT rule_id, point, type, 1 AS isFound FROM hit WHERE request = " + request +
           " UNION ALL SELECT g.rule_id, g.point, (SELECT o.type FROM hit o WHERE o.request = g.request"
           " AND o.rule_id = g.rule_id AND o.point = g.point), 0 FROM triage g WHERE g.request = " +
           request +
           " AND g.rule_id <> 0"
           " UNION ALL SELECT 0, x'', NULL, 0 WHERE NOT EXISTS (SELECT 1 FROM hit WHERE request = " +
           request + "))";
}

}  // namespace

std::string decidedHitsOf(std::string_view request) {
    const std::string id(request);
    return "(SELECT k.rule_id, k.point, d.state, d.time, d.reason FROM " + hitsOf(id) +
           " k CROSS JOIN decision d ON d.id = " + newestDecision(id, "k") + " WHERE d.state <> 'new')";
}

std::string triageOfHitsOf(std::string_view request) {
    const std::string id(request);
    return "(SELECT ifnull(d.state, 'new') AS state FROM " + hitsOf(id) +
           " k LEFT JOIN decision d ON d.id = " + newestDecision(id, "k") +
           " WHERE (k.isFound OR d.state <> 'new')"
           " AND (ifnull(d.state, 'new') NOT IN ('archived', 'false-positive') OR NOT EXISTS"
           " (SELECT 1 FROM hit u LEFT JOIN decision m ON m.id = " +
           newestDecision(id, "u") + " WHERE u.request = " + id + " AND ifnull(m.state, 'new') = 'new')))";
}

std::string triageOfAttack() {
    // "attack <> 0" is said again: the partial index is not taken otherwise.
    return "(SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM decision) THEN 'new' ELSE"
           " (SELECT CASE WHEN count(*) = 0 OR sum(state = 'new') > 0 THEN 'new'"
           " WHEN sum(state = 'escalated') > 0 THEN 'escalated'"
           " WHEN sum(state = 'confirmed') > 0 THEN 'confirmed'"
           " WHEN sum(state = 'archived') > 0 THEN 'archived' ELSE max(state) END FROM"
           " (SELECT ifnull((SELECT d.state FROM decision d WHERE d.id = " +
           newestDecision("h.request", "h") +
           "), 'new') AS state FROM"
           " (SELECT request, rule_id, point, type FROM hit WHERE attack = a.id AND attack <> 0"
           " ORDER BY request DESC LIMIT " +
           std::to_string(kHitsOfAnAttack) + ") h)) END)";
}

}  // namespace mirrorscope::storage
