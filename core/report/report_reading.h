// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/api/session_queries.h"
#include "core/redaction/redactor.h"
#include "core/report/report.h"
#include "core/traffic/source_setting.h"

namespace mirrorscope::report {

/// Which view a report is about, and what the session does not say itself.
struct Question {
    std::string view;
    traffic::FilterText filter;
    bool choosesOnlyTime = false;         // the filter asks for nothing else
    std::optional<base::WallTime> from;   // of the filter's time range; unset: from the first request on
    std::optional<base::WallTime> until;  // unset: to the last one
    std::string session;
    std::string version;
    base::WallTime madeAt{};
    Zone zone;
    redaction::Privacy privacy;
    std::vector<traffic::SourceSetting> settings = {};  // colours and names of sources
};

/// What is being read. The order is that of the work.
enum class Step : std::uint8_t { Rates, Tops, Bodies, Attacks, Samples, Findings, Count };

/// `done` of `all`: requests to look at, attacks, findings. `all` is 0 where it is not known.
struct Progress {
    Step step = Step::Rates;
    std::int64_t done = 0;
    std::int64_t all = 0;
};
using OnProgress = std::function<void(const Progress&)>;

/// Asks everything that a report tells, on the thread of `queries`. May read every request of the time some
/// times over: minutes for millions of them behind a filter. Cancelled; InvalidArgument for a filter or a
/// pattern that cannot be read; the errors of `queries`.
base::Result<Report> readReport(api::SessionQueries& queries, const Question& question,
                                const base::CancelToken& cancel, const OnProgress& progress);

}  // namespace mirrorscope::report
