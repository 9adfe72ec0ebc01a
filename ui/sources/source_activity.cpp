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

base::WallTime now() {
    return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

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
    base::WallTime at{};
};

base::Result<Answer> askAll(api::SessionQueries& queries, const base::CancelToken& cancel) {
    Answer answer;
    answer.at = now();
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
    return answer;
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

SourceActivity::SourceActivity(live::PageLoader& loader, QObject* parent)
    : QObject(parent), m_loader(loader) {
    m_timer.setInterval(kAskMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &SourceActivity::ask);
    connect(&m_loader, &live::PageLoader::reopened, this, [this] { m_asking = false; });
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

void SourceActivity::ask() {
    if (m_asking) {
        return;
    }
    m_asking = true;
    m_token = m_loader.ask<Answer>(
        this, askAll,
        [this](base::Result<Answer> answer) {
            m_asking = false;
            if (answer.has_value()) {
                emit changed(
                    summarize(std::move(answer->sources), answer->tenSeconds, answer->hours, answer->at));
            }
        },
        live::Urgency::Background);
}

}  // namespace mirrorscope::ui::sources
