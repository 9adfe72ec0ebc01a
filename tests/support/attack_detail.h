// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traffic/rows.h"
#include "tests/support/fake_session.h"

namespace mirrorscope::test {

/// A POST with a JSON body, two hits: the first knows its place in the body, the second does not.
inline traffic::RequestDetail attackDetail(traffic::RequestId id) {
    traffic::RequestDetail detail;
    detail.row = cleanRow(id);
    detail.row.state = traffic::RequestState::Attack;
    detail.row.score = 15;
    detail.row.attackTypes = {traffic::AttackType::Sqli};
    traffic::MirroredRequest& request = detail.request;
    request.id = id;
    request.receivedAt = detail.row.time;
    request.listener = "default";
    request.peer = "10.0.0.12";
    request.peerPort = 40'112;
    request.method = "POST";
    request.target = "/api/v2/session";
    request.version = "HTTP/1.1";
    request.head =
        "POST /api/v2/session HTTP/1.1\r\nHost: shop.example.com\r\nX-Twice: a\r\nx-twice:b\r\n"
        "Content-Type: application/json\r\nContent-Length: 23\r\n\r\n";
    request.body = R"({"token":"' OR 1=1-- "})";
    request.bodyLength = request.body.size();
    request.declaredLength = request.body.size();
    detail.engine = "modsecurity";
    detail.ruleSet = "CRS 3.3.4 · PL1";
    for (int i = 0; i < 2; ++i) {
        traffic::HitRow row;
        row.id = i + 1;
        row.requestId = id;
        row.hit.ruleId = 942'100 + i * 30;
        row.hit.severity = i == 0 ? traffic::Severity::Critical : traffic::Severity::Medium;
        row.hit.message = "SQL injection found with libinjection";
        row.hit.point = "body › json › token";
        row.hit.variable = "ARGS:json.token";
        row.hit.matched = "' OR 1=1-- ";
        if (i == 0) {
            row.hit.offset = request.head.size() + 10;
            row.hit.length = 11;
        }
        detail.hits.push_back(row);
    }
    return detail;
}

}  // namespace mirrorscope::test
