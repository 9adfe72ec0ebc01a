// SPDX-License-Identifier: Apache-2.0
#include "tests/core/report/full_report.h"

namespace mirrorscope::test {
namespace {

constexpr std::size_t kBuckets = 30;

void addCounts(report::Report& report, const std::string& bytes) {
    traffic::ChartSeries& series = report.series;
    series.grid = {kReportTime, std::chrono::seconds(60), kBuckets};
    for (traffic::SourceId id = 0; id <= 9; ++id) {
        std::vector<std::uint64_t> requests(kBuckets, static_cast<std::uint64_t>(10 + id));
        std::vector<std::uint64_t> attacks(kBuckets, id == 1 ? 3 : 0);
        series.sources.push_back({id, std::move(requests), std::move(attacks)});
        if (id > 0) {
            report.sources[id] = {bytes, traffic::SourceKind::Nginx, static_cast<int>(id % 7),
                                  static_cast<int>(id % 7)};
        }
    }
    series.types = {{traffic::AttackType::Sqli, std::vector<std::uint64_t>(kBuckets, 2)},
                    {traffic::AttackType::Xss, std::vector<std::uint64_t>(kBuckets, 1)}};
    series.refused = {{bytes, std::vector<std::uint64_t>(kBuckets, 1)}};
    series.gaps.assign(kBuckets, false);
    std::fill(series.gaps.begin() + 5, series.gaps.begin() + 12, true);
    series.counting = kBuckets - 1;
    series.unattributed = 3;
    series.unjudged = 1204;
    series.removedUntil = kReportTime;
    report.annotations = {
        {kReportTime + std::chrono::seconds(70), traffic::Annotation::Kind::RulesLoaded, bytes, bytes, 0, {}},
        {kReportTime + std::chrono::seconds(80),
         traffic::Annotation::Kind::ListenerOff,
         bytes,
         bytes,
         0,
         {}}};
}

void addTops(report::Report& report, const std::string& bytes) {
    traffic::TopEntry entry;
    entry.value = bytes;
    entry.host = bytes;
    entry.title = bytes;
    entry.count = 12;
    entry.sources = {{1, 8}, {2, 3}};
    for (traffic::TopList* list : {&report.clients, &report.endpoints, &report.rules}) {
        list->entries = {entry, entry};
        list->rest = 5;
        list->others = 2;
    }
    traffic::SourceBodies bodies;
    bodies.source = 1;
    bodies.requests = 40;
    bodies.largest = 8U << 20U;
    bodies.largestWhole = 1U << 20U;
    bodies.bins[0] = {20, 0, 0, 0};
    bodies.bins[traffic::bodyBinOf(1U << 20U)] = {15, 0, 0, 1};
    bodies.bins[traffic::bodyBinOf(8U << 20U)] = {5, 2, 3, 0};
    bodies.cliffs = {{traffic::BodyCliff::Kind::Cut, 1U << 20U, 5, 35, 0, bytes, 1U << 20U, bytes}};
    report.bodies.sources = {bodies};
}

void addAttack(report::Report& report, const std::string& bytes) {
    report::ReportedAttack attack;
    traffic::Attack& facts = attack.row.attack;
    facts.id = 7;
    facts.firstSeen = kReportTime;
    facts.lastSeen = kReportTime + std::chrono::minutes(9);
    facts.severity = traffic::Severity::Critical;
    facts.type = traffic::AttackType::Sqli;
    facts.source = 1;
    facts.client = facts.host = facts.endpoint = facts.message = facts.point = bytes;
    facts.ruleIds = {942'100, 942'130};
    facts.requests = 771;
    facts.hits = 1284;
    facts.score = 25;
    attack.row.sourceName = bytes;
    report::Sample sample;
    sample.request = 4711;
    sample.at = kReportTime;
    sample.head = "GET /" + bytes + " HTTP/1.1\r\nHost: a\r\n\r\n";
    sample.isCut = true;
    sample.matches = {{0, 5 + bytes.size() / 2}};
    traffic::Hit hit;
    hit.ruleId = 942'100;
    hit.point = hit.message = hit.matched = bytes;
    sample.hits = {hit};
    sample.moreHits = 2;
    attack.sample = sample;
    report.attacks = {attack};
    report.allAttacks = 1284;
}

void addFinding(report::Report& report, const std::string& bytes) {
    report::ReportedFinding finding;
    traffic::Finding& facts = finding.finding;
    facts.code = facts.seen = facts.wanted = facts.cause = facts.directive = facts.before = facts.after =
        bytes;
    facts.source = 1;
    facts.openedAt = facts.lastSeen = kReportTime;
    facts.count = 20;
    finding.evidence = {{12, kReportTime, bytes, bytes, {bytes, bytes}, true},
                        {13, kReportTime, bytes, bytes, {}, false}};
    report.findings = {finding};
    report.allFindings = 2;
    traffic::MirrorHealth health;
    health.source.id = 1;
    health.source.name = bytes;
    health.lastHour.assign(60, 7);
    health.perSecond = 4.25;
    health.refused = 3;
    health.refusedIsShared = true;
    health.probes = traffic::ProbeCounts{120,
                                         2,
                                         1,
                                         std::chrono::microseconds(1600),
                                         std::chrono::microseconds(184'000),
                                         std::chrono::microseconds(1'100'000)};
    health.probes->arrived = 118;
    health.probes->late = 4;
    health.probes->at = kReportTime;
    health.probes->verdict = "not-proven";
    health.probes->headline = bytes;
    health.probes->reasons = {{bytes, bytes}};
    health.openFindings = 1;
    health.worst = traffic::FindingSeverity::Error;
    report.health = {health};
    report.allSources = 1;
    report.healthAt = report.series.grid.end();
}

}  // namespace

report::Report fullReport(const std::string& bytes) {
    report::Report report;
    report.view = bytes;
    report.filter = bytes;
    report.session = bytes;
    report.version = "0.1";
    report.madeAt = kReportTime;
    report.zone = {"Europe/Berlin", [](base::WallTime) { return std::chrono::minutes(60); }};
    report.hiddenSecrets = 3;
    addCounts(report, bytes);
    addTops(report, bytes);
    addAttack(report, bytes);
    addFinding(report, bytes);
    return report;
}

}  // namespace mirrorscope::test
