// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/source_activity.h"

#include <algorithm>
#include <chrono>

#include "ui/live/page_loader.h"

namespace mirrorscope::ui::sources {
namespace {

using namespace std::chrono_literals;

constexpr int kAskMilliseconds = 1000;
constexpr int kRateBucket = 10;      // seconds
constexpr int kAttackBucket = 3600;  // seconds
constexpr auto kSparkSpan = 10min;
constexpr auto kSparkStep = 20s;
constexpr auto kAttackSpan = 24h;
constexpr double kStepSeconds = std::chrono::duration<double>(kSparkStep).count();

using ById = std::map<traffic::SourceId, SourceSummary*>;

SourceSummary* find(const ById& byId, traffic::SourceId id) {
    const auto found = byId.find(id);
    return found == byId.end() ? nullptr : found->second;
}

/// The last whole bucket and the one that is still counting.
void addRates(const ById& byId, const std::vector<traffic::RollupRow>& rows, base::WallTime at) {
    const auto bucket = std::chrono::seconds(kRateBucket);
    const auto current = std::chrono::floor<std::chrono::seconds>(at) -
                         std::chrono::seconds(at.time_since_epoch() / 1s % kRateBucket);
    const double seconds = std::chrono::duration<double>(at - (current - bucket)).count();
    for (const traffic::RollupRow& row : rows) {
        SourceSummary* summary = row.type ? nullptr : find(byId, row.source);
        if (summary == nullptr) {
            continue;
        }
        if (row.bucket >= current - bucket) {
            summary->rate += static_cast<double>(row.requests) / seconds;
        }
        const auto age = (at - row.bucket) / kSparkStep;
        const auto last = static_cast<long>(summary->activity.size()) - 1;
        if (age >= 0 && age <= last) {
            summary->activity[static_cast<std::size_t>(last - age)] +=
                static_cast<double>(row.requests) / kStepSeconds;
        }
    }
}

struct Answer {
    std::vector<traffic::Source> sources;
    std::vector<traffic::RollupRow> tenSeconds;
    std::vector<traffic::RollupRow> hours;
    std::vector<traffic::SourceSetting> settings;
    std::vector<traffic::Finding> findings;
    UsualRates::ById usual;
    base::WallTime at{};
};

/// Settings that cannot be read are none: the board shows the rest.
base::Result<void> askMore(api::SessionQueries& queries, api::SourceService* service, UsualRates& usual,
                           const base::CancelToken& cancel, Answer& answer) {
    auto findings = queries.findings(cancel);
    const auto mutes = queries.findingMutes(cancel);
    if (!findings || !mutes) {
        return findings ? mutes.error() : findings.error();
    }
    auto rates = usual.read(queries, answer.sources, answer.at, cancel);
    if (!rates) {
        return rates.error();
    }
    if (service != nullptr) {
        if (auto settings = service->settings()) {
            answer.settings = std::move(*settings);
        }
    }
    answer.findings = traffic::withoutMuted(std::move(*findings), *mutes, answer.at);
    answer.usual = std::move(*rates);
    return {};
}

base::Result<Answer> askAll(api::SessionQueries& queries, api::SourceService* service, UsualRates& usual,
                            const base::CancelToken& cancel) {
    Answer answer;
    answer.at = base::wallNow();
    auto sources = queries.sources(cancel);
    if (!sources) {
        return sources.error();
    }
    auto tenSeconds = queries.rollup(kRateBucket, answer.at - kSparkSpan, answer.at + 1s, cancel);
    if (!tenSeconds) {
        return tenSeconds.error();
    }
    auto hours = queries.rollup(kAttackBucket, answer.at - kAttackSpan, answer.at + 1s, cancel);
    if (!hours) {
        return hours.error();
    }
    answer.sources = std::move(*sources);
    answer.tenSeconds = std::move(*tenSeconds);
    answer.hours = std::move(*hours);
    if (auto more = askMore(queries, service, usual, cancel, answer); !more) {
        return more.error();
    }
    return answer;
}

SourcesSnapshot snapshotOf(Answer answer) {
    SourcesSnapshot snapshot =
        summarize(std::move(answer.sources), answer.tenSeconds, answer.hours, answer.at);
    addSettings(snapshot, answer.settings);
    addFindings(snapshot, answer.findings);
    for (SourceSummary& summary : snapshot.sources) {
        if (const auto usual = answer.usual.find(summary.source.id); usual != answer.usual.end()) {
            summary.usual = usual->second;
        }
    }
    return snapshot;
}

}  // namespace

SourcesSnapshot summarize(std::vector<traffic::Source> sources,
                          const std::vector<traffic::RollupRow>& tenSeconds,
                          const std::vector<traffic::RollupRow>& hours, base::WallTime at) {
    SourcesSnapshot snapshot;
    snapshot.takenAt = at;
    std::ranges::sort(sources, {}, &traffic::Source::id);
    for (traffic::Source& source : sources) {
        SourceSummary summary;
        summary.source = std::move(source);
        summary.activity.resize(kSparkSpan / kSparkStep);
        snapshot.sources.push_back(std::move(summary));
    }
    ById byId;
    for (SourceSummary& summary : snapshot.sources) {
        byId[summary.source.id] = &summary;
    }
    addRates(byId, tenSeconds, at);
    for (const traffic::RollupRow& row : hours) {
        if (row.type) {
            snapshot.attackTypes[static_cast<std::size_t>(*row.type)] += row.requests;
        } else if (SourceSummary* summary = find(byId, row.source)) {
            summary->attacks += row.attackRequests;
        }
    }
    return snapshot;
}

void addSettings(SourcesSnapshot& snapshot, const std::vector<traffic::SourceSetting>& settings) {
    std::map<traffic::SourceId, const traffic::SourceSetting*> said;
    for (const traffic::SourceSetting& setting : settings) {
        said[setting.source] = &setting;
    }
    std::map<traffic::SourceId, std::string> names;
    for (SourceSummary& summary : snapshot.sources) {
        summary.setting = {.source = summary.source.id};
        if (const auto found = said.find(summary.source.id); found != said.end()) {
            summary.setting = *found->second;
        }
        // Who records learns of a name with the next request.
        if (!summary.setting.name.empty()) {
            summary.source.name = summary.setting.name;
        }
        names[summary.source.id] = summary.source.name;
    }
    for (SourceSummary& summary : snapshot.sources) {
        summary.mergedInto = summary.setting.mergedInto ? names[*summary.setting.mergedInto] : std::string();
    }
}

void addFindings(SourcesSnapshot& snapshot, const std::vector<traffic::Finding>& findings) {
    std::map<traffic::SourceId, FindingCounts> counts;
    for (const traffic::Finding& finding : findings) {
        if (!finding.isOpen()) {
            continue;
        }
        FindingCounts& of = counts[finding.source];
        ++(finding.severity == traffic::FindingSeverity::Error     ? of.errors
           : finding.severity == traffic::FindingSeverity::Warning ? of.warnings
                                                                   : of.notes);
    }
    for (SourceSummary& summary : snapshot.sources) {
        summary.findings = counts[summary.source.id];
    }
}

SourceActivity::SourceActivity(live::PageLoader& loader, QObject* parent)
    : QObject(parent), m_loader(loader), m_usual(std::make_shared<UsualRates>()) {
    m_timer.setInterval(kAskMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &SourceActivity::ask);
    connect(&m_loader, &live::PageLoader::reopened, this, [this] {
        m_asking = false;
        m_usual = std::make_shared<UsualRates>();  // ids mean nothing in another session
    });
}

void SourceActivity::start() {
    ask();
    m_timer.start();
}

void SourceActivity::stop() {
    m_timer.stop();
    m_token.cancel();
    m_asking = false;
}

void SourceActivity::askAgain() {
    m_token.cancel();
    m_asking = false;
    ask();
}

void SourceActivity::ask() {
    if (m_asking) {
        return;
    }
    m_asking = true;
    m_token = m_loader.ask<Answer>(
        this,
        [service = m_service, usual = m_usual](api::SessionQueries& queries,
                                               const base::CancelToken& cancel) {
            return askAll(queries, service, *usual, cancel);
        },
        [this](base::Result<Answer> answer) {
            m_asking = false;
            if (answer.has_value()) {
                emit changed(snapshotOf(std::move(*answer)));
            }
        },
        live::Urgency::Background);
}

}  // namespace mirrorscope::ui::sources
