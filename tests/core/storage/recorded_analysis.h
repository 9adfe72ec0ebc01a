// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traffic/analysis.h"

namespace mirrorscope::test {

/// What followers would record for requests of consecutive ids, ten milliseconds apart, all from source 1.
inline const base::WallTime kStart{std::chrono::seconds(1'800'000'000)};

inline traffic::ContextBatch contexts(traffic::RequestId first, traffic::RequestId last) {
    traffic::ContextBatch batch;
    if (first == 1) {
        traffic::Source source;
        source.id = 1;
        source.name = "nginx 127.0.0.3";
        source.kind = traffic::SourceKind::Nginx;
        source.listener = "default";
        source.peer = "127.0.0.3";
        source.firstSeen = kStart;
        batch.sources.push_back(source);
    }
    for (traffic::RequestId id = first; id <= last; ++id) {
        traffic::ContextBatch::Item item;
        item.context.requestId = id;
        item.context.source = 1;
        item.context.kind = traffic::SourceKind::Nginx;
        item.context.client = "203.0.113." + std::to_string(id % 250);
        item.context.clientTrust = traffic::ClientTrust::Claimed;
        item.context.clientAlternatives = {{"10.0.0.1", "X-Real-IP"}, {"10.0.0.2", "peer"}};
        item.context.host = "shop.example";
        item.context.serverPort = 8080;
        item.context.flags.set(traffic::RequestFlag::UntrustedForwarded);
        item.receivedAt = kStart + std::chrono::milliseconds(id * 10);
        item.listener = "default";
        batch.items.push_back(std::move(item));
    }
    return batch;
}

/// Every third request is an attack of two hits.
inline traffic::VerdictBatch verdicts(traffic::RequestId first, traffic::RequestId last) {
    traffic::VerdictBatch batch{"modsecurity", "CRS test", "abc", {}};
    for (traffic::RequestId id = first; id <= last; ++id) {
        traffic::VerdictBatch::Item item;
        item.verdict.requestId = id;
        item.source = 1;
        item.receivedAt = kStart + std::chrono::milliseconds(id * 10);
        item.listener = "default";
        item.verdict.threshold = 5;
        item.verdict.state = traffic::RequestState::Clean;
        if (id % 3 == 0) {
            item.verdict.state = traffic::RequestState::Attack;
            item.verdict.score = 10;
            traffic::Hit hit;
            hit.ruleId = 942100;
            hit.type = traffic::AttackType::Sqli;
            hit.severity = traffic::Severity::Critical;
            hit.message = "SQL injection";
            hit.point = "query › id";
            hit.matched = std::string("1'\0\xff", 4);
            hit.offset = 8;
            hit.length = 4;
            item.verdict.hits = {hit, hit};
            item.verdict.hits[1].offset.reset();
            item.attackOfHit = {1, 1};
            traffic::Attack share;
            share.id = 1;
            share.firstSeen = share.lastSeen = item.receivedAt;
            share.type = traffic::AttackType::Sqli;
            share.severity = traffic::Severity::Critical;
            share.source = 1;
            share.client = "203.0.113.7";
            share.host = "shop.example";
            share.ruleIds = {942100, 942000 + id % 2};
            share.requests = 1;
            share.hits = 2;
            share.score = 10;
            item.attacks = {{share}};
        }
        batch.items.push_back(std::move(item));
    }
    return batch;
}

}  // namespace mirrorscope::test
