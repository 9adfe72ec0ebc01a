// SPDX-License-Identifier: Apache-2.0
#include "core/detection/modsecurity_inspector.h"

#include <modsecurity/modsecurity.h>
#include <modsecurity/transaction.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <ctime>
#include <exception>
#include <optional>

#include "core/detection/hit_collector.h"
#include "core/detection/judged_request.h"
#include "core/detection/modsecurity_rule_set.h"
#include "core/detection/received_places.h"

namespace mirrorscope::detection {
namespace {

/// Processor time of this thread: analysis runs at idle priority, and on a busy machine a budget of wall time
/// would end before the rules had begun.
std::chrono::nanoseconds threadTime() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

/// Judged as if the client had spoken it when the proxy chose the version.
constexpr std::string_view kUsualVersion = "1.1";

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string_view versionNumber(std::string_view version) {
    static constexpr std::string_view kPrefix = "HTTP/";
    if (version.empty()) {
        return kUsualVersion;
    }
    return version.starts_with(kPrefix) ? version.substr(kPrefix.size()) : version;
}

/// Never happens in DetectionOnly unless a rule file turns the engine on; both strings would leak.
void dropIntervention(modsecurity::Transaction& transaction) {
    modsecurity::ModSecurityIntervention intervention{};
    intervention.status = 200;
    if (transaction.intervention(&intervention)) {
        modsecurity::intervention::free(&intervention);
    }
}

std::optional<int> txNumber(modsecurity::Transaction& transaction, const std::string& name) {
    const auto text = transaction.m_collections.m_tx_collection->resolveFirst(name);
    int value = 0;
    if (!text) {
        return std::nullopt;
    }
    const auto parsed = std::from_chars(text->data(), text->data() + text->size(), value);
    return parsed.ec == std::errc{} ? std::optional(value) : std::nullopt;
}

/// What CRS gives a hit of this severity (crs-setup, rule 900100).
int weightOf(traffic::Severity severity) {
    switch (severity) {
        case traffic::Severity::Critical:
            return 5;
        case traffic::Severity::High:
            return 4;
        case traffic::Severity::Medium:
            return 3;
        case traffic::Severity::Low:
            return 2;
        default:
            return 0;
    }
}

traffic::RequestState stateOf(const traffic::Verdict& verdict) {
    if (verdict.hits.empty()) {
        return traffic::RequestState::Clean;
    }
    const bool attacks = std::ranges::any_of(
        verdict.hits, [](const traffic::Hit& hit) { return hit.type != traffic::AttackType::Protocol; });
    return attacks && verdict.score >= verdict.threshold ? traffic::RequestState::Attack
                                                         : traffic::RequestState::Suspicious;
}

}  // namespace

ModSecurityInspector::ModSecurityInspector(std::shared_ptr<const ModSecurityRuleSet> ruleSet, Limits limits)
    : m_ruleSet(std::move(ruleSet)), m_limits(limits) {}

traffic::Verdict ModSecurityInspector::inspect(const ClientRequest& request) {
    traffic::Verdict verdict;
    verdict.requestId = request.id;
    verdict.threshold = m_limits.threshold;
    try {
        judge(request, verdict);
    } catch (const std::exception& failure) {
        verdict.state = traffic::RequestState::Error;
        verdict.error = failure.what();
    } catch (...) {
        verdict.state = traffic::RequestState::Error;
        verdict.error = "libmodsecurity failed without a reason";
    }
    return verdict;
}

void ModSecurityInspector::judge(const ClientRequest& request, traffic::Verdict& verdict) const {
    JudgedRequest judged;
    boundRequest(request, judged);
    const ReceivedPlaces places(request, judged, versionNumber(request.version));
    HitCollector collector(places, *m_ruleSet);
    modsecurity::Transaction transaction(&modSecurityLibrary(), &m_ruleSet->rules(), &collector);
    collector.watch(transaction);
    const bool whole = runPhases(request, judged, transaction);
    dropIntervention(transaction);
    verdict.hits = collector.takeHits();
    verdict.partial = !whole || !judged.whole || collector.isFull();
    verdict.score = scoreOf(transaction, verdict.hits);
    verdict.state = stateOf(verdict);
}

bool ModSecurityInspector::runPhases(const ClientRequest& request, const JudgedRequest& judged,
                                     modsecurity::Transaction& transaction) const {
    const auto start = threadTime();
    if (request.client.empty()) {
        for (const std::int64_t id : m_ruleSet->addressRuleIds()) {
            transaction.m_ruleRemoveById.push_back(static_cast<int>(id));
        }
    } else {
        transaction.processConnection(std::string(request.client).c_str(), request.clientPort,
                                      std::string(request.serverAddress).c_str(), request.serverPort);
    }
    transaction.processURI(std::string(judged.target).c_str(), std::string(request.method).c_str(),
                           std::string(versionNumber(request.version)).c_str());
    for (std::size_t i = 0; i < request.headers.size(); ++i) {
        const std::string_view name = request.headers[i].name;
        const std::string_view value = judged.headerValues[i];
        transaction.addRequestHeader(bytes(name), name.size(), bytes(value), value.size());
    }
    transaction.processRequestHeaders();
    // The library cannot be interrupted inside a phase: the budget is looked at between the two, and how much
    // one phase can cost is bounded by what boundRequest hands over.
    if (threadTime() - start > m_limits.budget) {
        return false;
    }
    if (judged.body && !judged.body->empty()) {
        transaction.appendRequestBody(bytes(*judged.body), judged.body->size());
    }
    // Most request rules of CRS are in this phase, those on the query too, so it runs without a body as well.
    transaction.processRequestBody();
    return transaction.m_variableArgs.size() < m_limits.valueBudget;
}

int ModSecurityInspector::scoreOf(modsecurity::Transaction& transaction,
                                  const std::vector<traffic::Hit>& hits) const {
    // CRS 4 sums up in blocking_inbound_anomaly_score, CRS 3.3 in anomaly_score, both in file 949; the sums
    // per paranoia level are there even when 949 did not run.
    std::optional<int> score;
    const auto consider = [&score](std::optional<int> other) {
        score = other && (!score || *other > *score) ? other : score;
    };
    consider(txNumber(transaction, "blocking_inbound_anomaly_score"));
    consider(txNumber(transaction, "anomaly_score"));
    for (const std::string name : {"anomaly_score_pl", "inbound_anomaly_score_pl"}) {
        std::optional<int> sum;
        for (int level = 1; level <= m_limits.paranoia; ++level) {
            if (const auto part = txNumber(transaction, name + std::to_string(level))) {
                sum = sum.value_or(0) + *part;
            }
        }
        consider(sum);
    }
    if (score) {
        return *score;
    }
    int sum = 0;  // rules that keep no score: the weight of their severities
    for (const traffic::Hit& hit : hits) {
        sum += weightOf(hit.severity);
    }
    return sum;
}

}  // namespace mirrorscope::detection
