// SPDX-License-Identifier: Apache-2.0
#include "tests/support/session_invariants.h"

#include "core/base/error_text.h"
#include "core/storage/session_file.h"
#include "core/storage/statement.h"

namespace mirrorscope::test {
namespace {

struct Invariant {
    const char* name;
    /// Counts what breaks it.
    const char* sql;
    bool countsThePast = false;  // does not hold once requests were removed
};

constexpr Invariant kInvariants[] = {
    {"every request has its payload",
     "SELECT count(*) FROM request r LEFT JOIN payload p ON p.request = r.id WHERE p.request IS NULL"},
    {"every payload has its request",
     "SELECT count(*) FROM payload p LEFT JOIN request r ON p.request = r.id WHERE r.id IS NULL"},
    {"minutes hold their requests",
     "SELECT count(*) FROM request r WHERE NOT EXISTS (SELECT 1 FROM arrival_minute m WHERE m.minute = "
     "r.time / "
     "60000000 AND r.id BETWEEN m.first AND m.last)"},
    {"what is before the cursor has a context",
     "SELECT count(*) FROM request r WHERE r.id <= (SELECT request FROM cursor WHERE name = 'context') AND "
     "NOT "
     "EXISTS (SELECT 1 FROM context c WHERE c.request = r.id)"},
    {"what is before the cursor has a verdict",
     "SELECT count(*) FROM request r WHERE r.id <= (SELECT request FROM cursor WHERE name = 'verdict') AND "
     "NOT "
     "EXISTS (SELECT 1 FROM verdict v WHERE v.request = r.id)"},
    {"what is behind both cursors and no reanalysis has no verdict",
     "SELECT count(*) FROM verdict v WHERE v.request > max((SELECT request FROM cursor WHERE name = "
     "'verdict'),"
     " ifnull((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'reanalysis.until'), 0))"},
    {"hits belong to judged requests",
     "SELECT count(*) FROM hit h WHERE NOT EXISTS (SELECT 1 FROM verdict v WHERE v.request = h.request)"},
    {"hits in attacks are in one that exists",
     "SELECT count(*) FROM hit h WHERE h.attack <> 0 AND NOT EXISTS (SELECT 1 FROM attack a WHERE a.id = "
     "h.attack)"},
    {"no hit is stored twice",
     "SELECT count(*) - count(DISTINCT request || '/' || rule_id || '/' || hex(point) || '/' || "
     "hex(variable) || "
     "'/' || ifnull(offset, 'none') || '/' || hex(matched)) FROM hit"},
    {"attacks count their requests and hits",
     "SELECT count(*) FROM attack a WHERE a.requests <> (SELECT count(DISTINCT request) FROM hit WHERE "
     "attack = "
     "a.id AND attack <> 0) OR a.hits <> (SELECT count(*) FROM hit WHERE attack = a.id AND attack <> 0)",
     true},
    {"roll-ups count the requests",
     "SELECT abs((SELECT ifnull(sum(requests), 0) FROM rollup WHERE resolution = 3600 AND type = '') -"
     " (SELECT count(*) FROM context))",
     true},
    {"roll-ups count the requests that are attacks",
     "SELECT abs((SELECT ifnull(sum(attack_requests), 0) FROM rollup WHERE resolution = 1 AND type = '') -"
     " (SELECT count(*) FROM verdict WHERE state = 'attack'))",
     true},
    {"roll-ups count the attack types",
     "SELECT abs((SELECT ifnull(sum(requests), 0) FROM rollup WHERE resolution = 60 AND type <> '') -"
     " (SELECT ifnull(sum(length(types) - length(replace(types, ',', '')) + 1), 0) FROM verdict WHERE types "
     "<> "
     "''))",
     true},
    {"no roll-up is below zero", "SELECT count(*) FROM rollup WHERE requests < 0 OR attack_requests < 0"},
    {"sources count their requests",
     "SELECT count(*) FROM source s WHERE s.requests <> (SELECT count(*) FROM context c WHERE c.source = "
     "s.id)",
     true},
    {"sources count their requests that are attacks",
     "SELECT count(*) FROM source s WHERE s.attack_requests <> (SELECT count(*) FROM context c JOIN verdict "
     "v ON "
     "v.request = c.request WHERE c.source = s.id AND v.state = 'attack')",
     true},
};

}  // namespace

QString brokenInvariant(const std::filesystem::path& session, bool hasLost) {
    auto database = storage::openForReading(session);
    if (!database) {
        return QString::fromStdString(base::errorText(database.error()));
    }
    auto check = storage::Statement::prepare(*database, "PRAGMA integrity_check");
    if (!check || !check->next() || check->bytes(0) != "ok") {
        return QStringLiteral("SQLite finds it damaged");
    }
    for (const Invariant& one : kInvariants) {
        if (hasLost && one.countsThePast) {
            continue;
        }
        const auto broken = database->number(one.sql);
        if (!broken || *broken != 0) {
            return QStringLiteral("%1: %2").arg(
                one.name,
                broken ? QString::number(*broken) : QString::fromStdString(base::errorText(broken.error())));
        }
    }
    return {};
}

}  // namespace mirrorscope::test
