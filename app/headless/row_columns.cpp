// SPDX-License-Identifier: Apache-2.0
#include "app/headless/row_columns.h"

#include <optional>
#include <string>

#include "core/base/byte_text.h"
#include "core/base/clock.h"

namespace mirrorscope::headless {
namespace {

using traffic::AttackRow;
using traffic::HitRow;
using traffic::RequestRow;
using traffic::Source;

template <typename Number>
Cell number(Number value) {
    return static_cast<std::int64_t>(value);
}

template <typename Number>
Cell knownNumber(const std::optional<Number>& value) {
    return value ? number(*value) : Cell{};
}

Cell text(std::string_view value) {
    return std::string(value);
}

Cell names(const std::vector<std::string_view>& values) {
    return std::vector<std::string>(values.begin(), values.end());
}

Cell typeNames(const std::vector<traffic::AttackType>& types) {
    std::vector<std::string> out;
    for (const auto type : types) {
        out.emplace_back(traffic::attackTypeInfo(type).name);
    }
    return out;
}

Cell alternatives(const std::vector<traffic::ClientAlternative>& all) {
    std::vector<std::string> out;
    for (const auto& alternative : all) {
        out.push_back(alternative.address + " (" + alternative.from + ")");
    }
    return out;
}

std::string hexDigest(const base::Sha256& digest) {
    return base::toHex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

/// Unknown until somebody attributed the request.
Cell sourceKind(const RequestRow& row) {
    return row.context.source == 0 ? Cell{} : text(traffic::sourceKindName(row.context.kind));
}

constexpr Column<RequestRow> kRequestColumns[] = {
    {"id", [](const RequestRow& r) { return number(r.id); }, 8},
    {"time", [](const RequestRow& r) { return text(base::isoTime(r.time)); }, 27},
    {"listener", [](const RequestRow& r) { return text(r.listener); }},
    {"source", [](const RequestRow& r) { return knownText(r.sourceName); }, 22},
    {"source_kind", [](const RequestRow& r) { return sourceKind(r); }},
    {"peer", [](const RequestRow& r) { return text(r.peer); }},
    {"client", [](const RequestRow& r) { return knownText(r.context.client); }, 16},
    {"client_trust",
     [](const RequestRow& r) { return text(traffic::clientTrustName(r.context.clientTrust)); }, 8},
    {"scheme", [](const RequestRow& r) { return knownText(r.context.scheme); }},
    {"host", [](const RequestRow& r) { return knownText(r.context.host); }, 22},
    {"port", [](const RequestRow& r) { return knownNumber(r.context.port); }},
    {"method", [](const RequestRow& r) { return knownText(r.method); }, 7},
    {"target", [](const RequestRow& r) { return knownText(r.target); }, 40},
    {"version", [](const RequestRow& r) { return knownText(r.version); }},
    {"flags", [](const RequestRow& r) { return names(r.flags.names()); }},
    {"head_bytes", [](const RequestRow& r) { return number(r.headBytes); }},
    {"body_bytes", [](const RequestRow& r) { return number(r.bodyBytes); }},
    {"body_kept", [](const RequestRow& r) { return number(r.bodyKept); }},
    {"request_id", [](const RequestRow& r) { return knownText(r.context.requestIdValue); }},
    {"state", [](const RequestRow& r) { return text(traffic::requestStateName(r.state)); }, 12},
    {"score",
     [](const RequestRow& r) { return r.state == traffic::RequestState::Pending ? Cell{} : number(r.score); },
     5},
    {"attack_types", [](const RequestRow& r) { return typeNames(r.attackTypes); }, 16},
    {"server_addr", [](const RequestRow& r) { return knownText(r.context.serverAddress); }},
    {"server_port", [](const RequestRow& r) { return knownNumber(r.context.serverPort); }},
    {"client_port", [](const RequestRow& r) { return knownNumber(r.context.clientPort); }},
    {"client_from", [](const RequestRow& r) { return knownText(r.context.clientFrom); }},
    {"client_alternatives", [](const RequestRow& r) { return alternatives(r.context.clientAlternatives); }},
    {"request_id_from", [](const RequestRow& r) { return knownText(r.context.requestIdFrom); }},
    {"reason", [](const RequestRow& r) { return knownText(r.reason); }},
    {"offset", [](const RequestRow& r) { return knownNumber(r.offset); }},
    {"sha256", [](const RequestRow& r) { return text(hexDigest(r.bodyDigest)); }},
};

constexpr Column<AttackRow> kAttackColumns[] = {
    {"id", [](const AttackRow& r) { return number(r.attack.id); }, 6},
    {"first_seen", [](const AttackRow& r) { return text(base::isoTime(r.attack.firstSeen)); }},
    {"last_seen", [](const AttackRow& r) { return text(base::isoTime(r.attack.lastSeen)); }, 27},
    {"type", [](const AttackRow& r) { return text(traffic::attackTypeInfo(r.attack.type).name); }, 16},
    {"severity", [](const AttackRow& r) { return text(traffic::severityName(r.attack.severity)); }, 8},
    {"source", [](const AttackRow& r) { return knownText(r.sourceName); }, 22},
    {"client", [](const AttackRow& r) { return knownText(r.attack.client); }, 16},
    {"host", [](const AttackRow& r) { return knownText(r.attack.host); }, 22},
    {"endpoint", [](const AttackRow& r) { return knownText(r.attack.endpoint); }, 30},
    {"rule_ids", [](const AttackRow& r) { return Cell(r.attack.ruleIds); }},
    {"requests", [](const AttackRow& r) { return number(r.attack.requests); }, 8},
    {"hits", [](const AttackRow& r) { return number(r.attack.hits); }, 6},
    {"score", [](const AttackRow& r) { return number(r.attack.score); }, 5},
    {"message", [](const AttackRow& r) { return knownText(r.attack.message); }},
    {"point", [](const AttackRow& r) { return knownText(r.attack.point); }},
    {"triage", [](const AttackRow& r) { return text(r.triage); }, 8},
};

constexpr Column<HitRow> kHitColumns[] = {
    {"id", [](const HitRow& r) { return number(r.id); }, 8},
    {"request_id", [](const HitRow& r) { return number(r.requestId); }, 10},
    {"attack_id", [](const HitRow& r) { return r.attackId == 0 ? Cell{} : number(r.attackId); }, 9},
    {"rule_id", [](const HitRow& r) { return number(r.hit.ruleId); }, 8},
    {"type", [](const HitRow& r) { return text(traffic::attackTypeInfo(r.hit.type).name); }, 12},
    {"severity", [](const HitRow& r) { return text(traffic::severityName(r.hit.severity)); }, 8},
    {"message", [](const HitRow& r) { return text(r.hit.message); }, 36},
    {"point", [](const HitRow& r) { return knownText(r.hit.point); }, 22},
    {"variable", [](const HitRow& r) { return knownText(r.hit.variable); }},
    {"matched", [](const HitRow& r) { return text(r.hit.matched); }, 30},
    {"offset", [](const HitRow& r) { return knownNumber(r.hit.offset); }},
    {"length", [](const HitRow& r) { return r.hit.offset ? number(r.hit.length) : Cell{}; }},
    {"transformations", [](const HitRow& r) { return knownText(r.hit.transformations); }},
    {"engine", [](const HitRow& r) { return text(r.engine); }},
};

constexpr Column<Source> kSourceColumns[] = {
    {"id", [](const Source& r) { return number(r.id); }, 4},
    {"name", [](const Source& r) { return text(r.name); }, 28},
    {"kind", [](const Source& r) { return text(traffic::sourceKindName(r.kind)); }, 13},
    {"identified_by", [](const Source& r) { return knownText(r.identifiedBy); }, 18},
    {"confidence", [](const Source& r) { return number(r.confidence); }, 10},
    {"peer", [](const Source& r) { return text(r.peer); }, 16},
    {"instance", [](const Source& r) { return knownText(r.instance); }},
    {"first_seen", [](const Source& r) { return text(base::isoTime(r.firstSeen)); }},
    {"last_seen", [](const Source& r) { return text(base::isoTime(r.lastSeen)); }, 27},
    {"requests", [](const Source& r) { return number(r.requests); }, 9},
    {"attacks", [](const Source& r) { return number(r.attackRequests); }, 8},
    {"refused", [](const Source& r) { return number(r.refused); }},
};

}  // namespace

Cell knownText(std::string text) {
    return text.empty() ? Cell{} : Cell(std::move(text));
}

Columns<RequestRow> requestColumns() {
    return kRequestColumns;
}
Columns<AttackRow> attackColumns() {
    return kAttackColumns;
}
Columns<HitRow> hitColumns() {
    return kHitColumns;
}
Columns<Source> sourceColumns() {
    return kSourceColumns;
}

}  // namespace mirrorscope::headless
