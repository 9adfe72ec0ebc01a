// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>

#include "core/report/hiding.h"
#include "core/report/report_reading.h"

namespace mirrorscope::report {

/// What every part of the reading needs, and the report that it fills. All of it outlives the parts.
struct ReadingContext {
    api::SessionQueries& queries;
    const Question& question;
    const base::CancelToken& cancel;
    const OnProgress& progress;
    Hiding& hiding;
    Report& report;

    void tell(Step step, std::int64_t done, std::int64_t all) const {
        if (progress) {
            progress({step, done, all});
        }
    }
    /// Nothing was received in the time of the view.
    bool isEmpty() const { return report.series.grid.count == 0; }
    /// Whether the view is about that source: it has requests of it, or it chooses no sources. Then one that
    /// fell silent is told, too.
    bool concerns(traffic::SourceId source) const {
        return question.filter.text.empty() || question.choosesOnlyTime ||
               std::ranges::any_of(report.series.sources,
                                   [source](const auto& one) { return one.source == source; });
    }
    std::string nameOf(traffic::SourceId source) const {
        const auto found = report.sources.find(source);
        return found == report.sources.end() ? std::string() : found->second.name;
    }
};

/// The worst attacks of the view, each with a request.
base::Result<void> readAttacks(const ReadingContext& context);
/// The findings about its sources that were open in its time, each with evidence.
base::Result<void> readFindings(const ReadingContext& context);

}  // namespace mirrorscope::report
