// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "tests/support/fake_session.h"
#include "ui/forwarding/header_feed.h"

namespace mirrorscope::test {

inline traffic::Source sampleSource(traffic::SourceId id, const std::string& name) {
    traffic::Source source;
    source.id = id;
    source.name = name;
    source.kind = traffic::SourceKind::Nginx;
    source.requests = 1000;
    return source;
}

inline traffic::Finding sampleFinding(traffic::FindingId id, const std::string& code,
                                      traffic::FindingSeverity severity, std::uint64_t count = 100) {
    traffic::Finding finding;
    finding.id = id;
    finding.code = code;
    finding.severity = severity;
    finding.source = 1;
    finding.openedAt = base::WallTime(std::chrono::seconds(1'795'000'000));
    finding.lastSeen = finding.openedAt + std::chrono::seconds(id);
    finding.count = count;
    finding.sample = 7;
    finding.seen = "something in 20 of 20 requests";
    finding.wanted = "the list with the balancer appended";
    finding.cause = "A line of the configuration is wrong.";
    finding.directive = "proxy_set_header X-Forwarded-For";
    finding.before = "proxy_set_header X-Forwarded-For $realip_remote_addr;";
    finding.after = "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;";
    return finding;
}

inline traffic::Finding closed(traffic::Finding finding) {
    finding.closedAt = finding.lastSeen + std::chrono::seconds(1);
    return finding;
}

inline ui::forwarding::SharedSnapshot snapshotOf(std::vector<traffic::Finding> findings) {
    auto snapshot = std::make_shared<ui::forwarding::HeaderSnapshot>();
    snapshot->sources = {sampleSource(1, "edge-nginx"), sampleSource(2, "shop-envoy")};
    snapshot->findings = std::move(findings);
    snapshot->requests = 4321;
    return snapshot;
}

/// A request whose chain was lost behind a balancer.
inline traffic::RequestDetail lostChain(traffic::RequestId id, const std::string& list = "10.0.0.5") {
    traffic::RequestDetail detail;
    detail.row = cleanRow(id);
    detail.row.context.client = "203.0.113.7";
    detail.row.context.clientFrom = "x-real-ip";
    detail.request.id = id;
    detail.request.listener = "127.0.0.1:8445";
    detail.request.peer = "10.0.0.12";
    detail.request.method = "GET";
    detail.request.target = detail.row.target;
    detail.request.version = "HTTP/1.1";
    detail.request.head = "GET " + detail.row.target +
                          " HTTP/1.1\r\nHost: shop.example.com\r\nX-Forwarded-For: " + list +
                          "\r\nX-Real-IP: 203.0.113.7\r\n\r\n";
    return detail;
}

/// Counts of one header of one source; an empty name counts the requests.
inline traffic::HeaderPresence presenceOf(traffic::SourceId source, const std::string& name,
                                          std::uint64_t all, std::uint64_t first = 0,
                                          std::uint64_t recent = 0) {
    traffic::HeaderPresence header;
    header.source = source;
    header.name = name;
    header.counts = {all, first, recent, 0};
    return header;
}

}  // namespace mirrorscope::test
