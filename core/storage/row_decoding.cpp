// SPDX-License-Identifier: Apache-2.0
#include "core/storage/row_decoding.h"

#include <algorithm>
#include <charconv>

#include "core/storage/context_writer.h"

namespace mirrorscope::storage {
namespace {

base::WallTime time(const Statement& row, int column) {
    return base::WallTime(std::chrono::microseconds(row.number(column)));
}

std::optional<std::uint64_t> knownLength(const Statement& row, int column) {
    const auto number = row.knownNumber(column);
    return number ? std::optional(static_cast<std::uint64_t>(*number)) : std::nullopt;
}

std::optional<std::uint16_t> knownPort(const Statement& row, int column) {
    const auto number = row.knownNumber(column);
    return number ? std::optional(static_cast<std::uint16_t>(*number)) : std::nullopt;
}

base::Sha256 digest(const std::string& bytes) {
    base::Sha256 out{};
    std::copy_n(bytes.begin(), std::min(bytes.size(), out.size()), out.begin());
    return out;
}

/// Calls take(element) for each element of a list with commas.
template <typename Take>
void eachElement(std::string_view list, const Take& take) {
    while (!list.empty()) {
        const auto comma = list.find(',');
        take(list.substr(0, comma));
        list.remove_prefix(comma == list.npos ? list.size() : comma + 1);
    }
}

std::vector<traffic::AttackType> readTypes(const std::string& names) {
    std::vector<traffic::AttackType> types;
    eachElement(names, [&](std::string_view name) {
        types.push_back(traffic::attackTypeByName(name).value_or(traffic::AttackType::Other));
    });
    return types;
}

}  // namespace

traffic::MirroredRequest readFacts(const Statement& row, int column) {
    traffic::MirroredRequest facts;
    facts.id = row.number(column);
    facts.receivedAt = time(row, column + 1);
    facts.duration = std::chrono::microseconds(row.number(column + 2));
    facts.listener = row.bytes(column + 3);
    facts.peer = row.bytes(column + 4);
    facts.peerPort = static_cast<std::uint16_t>(row.number(column + 5));
    facts.form = static_cast<traffic::RequestForm>(row.number(column + 6));
    facts.method = row.bytes(column + 7);
    facts.target = row.bytes(column + 8);
    facts.version = row.bytes(column + 9);
    facts.flags = traffic::FlagSet::fromText(row.bytes(column + 10));
    facts.declaredLength = knownLength(row, column + 11);
    facts.bodyLength = static_cast<std::uint64_t>(row.number(column + 13));
    facts.bodyDigest = digest(row.bytes(column + 15));
    facts.reason = row.bytes(column + 16);
    facts.offset = knownLength(row, column + 17);
    if (row.number(column + 18) != 0) {
        facts.flags.set(traffic::RequestFlag::Late);
    }
    return facts;
}

std::optional<traffic::RequestContext> readContext(const Statement& row, int column) {
    const auto request = row.knownNumber(column);
    if (!request) {
        return std::nullopt;
    }
    traffic::RequestContext context;
    context.requestId = *request;
    context.source = row.number(column + 1);
    context.kind = traffic::sourceKindByName(row.bytes(column + 2)).value_or(traffic::SourceKind::Unknown);
    context.identifiedBy = row.bytes(column + 3);
    context.confidence = static_cast<int>(row.number(column + 4));
    context.instance = row.bytes(column + 5);
    context.version = row.bytes(column + 6);
    context.client = row.bytes(column + 7);
    context.clientTrust =
        traffic::clientTrustByName(row.bytes(column + 8)).value_or(traffic::ClientTrust::Unknown);
    context.clientFrom = row.bytes(column + 9);
    context.clientAlternatives = alternativesFromText(row.bytes(column + 10));
    context.clientPort = knownPort(row, column + 11);
    context.scheme = row.bytes(column + 12);
    context.host = row.bytes(column + 13);
    context.port = knownPort(row, column + 14);
    context.serverAddress = row.bytes(column + 15);
    context.serverPort = knownPort(row, column + 16);
    context.requestIdValue = row.bytes(column + 17);
    context.requestIdFrom = row.bytes(column + 18);
    context.flags = traffic::FlagSet::fromText(row.bytes(column + 19));
    return context;
}

traffic::Attack readAttack(const Statement& row, int column) {
    traffic::Attack attack;
    attack.id = row.number(column);
    attack.firstSeen = time(row, column + 1);
    attack.lastSeen = time(row, column + 2);
    attack.type = traffic::attackTypeByName(row.bytes(column + 3)).value_or(traffic::AttackType::Other);
    attack.severity = static_cast<traffic::Severity>(row.number(column + 4));
    attack.source = row.number(column + 5);
    attack.client = row.bytes(column + 6);
    attack.host = row.bytes(column + 7);
    attack.endpoint = row.bytes(column + 8);
    attack.message = row.bytes(column + 9);
    attack.point = row.bytes(column + 10);
    attack.requests = static_cast<std::uint64_t>(row.number(column + 11));
    attack.hits = static_cast<std::uint64_t>(row.number(column + 12));
    attack.score = static_cast<int>(row.number(column + 13));
    eachElement(row.bytes(column + 14), [&](std::string_view text) {
        std::int64_t rule = 0;
        std::from_chars(text.data(), text.data() + text.size(), rule);
        attack.ruleIds.push_back(rule);
    });
    return attack;
}

traffic::HitRow readHit(const Statement& row) {
    traffic::HitRow out;
    out.id = row.number(0);
    out.requestId = row.number(1);
    out.attackId = row.number(2);
    out.engine = row.bytes(3);
    out.hit.ruleId = row.number(4);
    out.hit.type = traffic::attackTypeByName(row.bytes(5)).value_or(traffic::AttackType::Other);
    out.hit.severity = traffic::severityByName(row.bytes(6)).value_or(traffic::Severity::Info);
    out.hit.message = row.bytes(7);
    out.hit.point = row.bytes(8);
    out.hit.variable = row.bytes(9);
    out.hit.matched = row.bytes(10);
    out.hit.offset = knownLength(row, 11);
    out.hit.length = static_cast<std::uint64_t>(row.number(12));
    out.hit.transformations = row.bytes(13);
    out.hit.ruleFile = row.bytes(14);
    return out;
}

traffic::RequestRow readRequestRow(const Statement& row) {
    constexpr int after = kFactColumnCount + kContextColumnCount;
    traffic::MirroredRequest facts = readFacts(row, 0);
    traffic::RequestRow out;
    out.id = facts.id;
    out.time = facts.receivedAt;
    out.listener = std::move(facts.listener);
    out.peer = std::move(facts.peer);
    out.peerPort = facts.peerPort;
    out.form = facts.form;
    out.method = std::move(facts.method);
    out.target = std::move(facts.target);
    out.version = std::move(facts.version);
    out.flags = facts.flags;
    out.headBytes = static_cast<std::uint64_t>(row.number(12));
    out.bodyBytes = facts.bodyLength;
    out.duration = facts.duration;
    out.bodyKept = static_cast<std::uint64_t>(row.number(14));
    out.bodyDigest = facts.bodyDigest;
    out.reason = std::move(facts.reason);
    out.offset = facts.offset;
    if (auto context = readContext(row, kFactColumnCount)) {
        out.flags |= context->flags;
        out.context = std::move(*context);
    }
    out.sourceName = row.bytes(after);
    out.state = traffic::requestStateByName(row.bytes(after + 1)).value_or(traffic::RequestState::Pending);
    out.score = static_cast<int>(row.number(after + 2));
    out.threshold = static_cast<int>(row.number(after + 3));
    out.attackTypes = readTypes(row.bytes(after + 4));
    return out;
}

traffic::Source readSource(const Statement& row) {
    traffic::Source source;
    source.id = row.number(0);
    source.name = row.bytes(1);
    source.kind = traffic::sourceKindByName(row.bytes(2)).value_or(traffic::SourceKind::Unknown);
    source.identifiedBy = row.bytes(3);
    source.confidence = static_cast<int>(row.number(4));
    source.listener = row.bytes(5);
    source.peer = row.bytes(6);
    source.instance = row.bytes(7);
    source.version = row.bytes(8);
    source.firstSeen = time(row, 9);
    source.lastSeen = time(row, 10);
    source.requests = static_cast<std::uint64_t>(row.number(11));
    source.attackRequests = static_cast<std::uint64_t>(row.number(12));
    source.refused = static_cast<std::uint64_t>(row.number(13));
    return source;
}

}  // namespace mirrorscope::storage
