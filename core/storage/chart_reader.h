// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/traffic/annotation.h"
#include "core/traffic/body_sizes.h"
#include "core/traffic/chart_series.h"
#include "core/traffic/chart_tops.h"
#include "core/traffic/mirror_health.h"

namespace mirrorscope::storage {

class SessionReader;

/// The numbers behind charts, read on the connection of a SessionReader, which outlives it; what is said
/// there holds here, and of each question api::ChartQueries says more.
class ChartReader {
public:
    explicit ChartReader(SessionReader& reader) : m_reader(reader) {}

    base::Result<traffic::ChartSeries> series(const traffic::ChartQuestion& question,
                                              const base::CancelToken& cancel = {},
                                              const traffic::OnChartProgress& progress = {});
    base::Result<traffic::TopList> top(const traffic::TopQuestion& question,
                                       const base::CancelToken& cancel = {},
                                       const traffic::OnChartProgress& progress = {});
    /// Without cliffs.
    base::Result<traffic::BodySizes> bodySizes(const traffic::ChartQuestion& question,
                                               const base::CancelToken& cancel = {},
                                               const traffic::OnChartProgress& progress = {});
    base::Result<std::vector<traffic::MirrorHealth>> mirrorHealth(base::WallTime now,
                                                                  const base::CancelToken& cancel = {});
    base::Result<std::vector<traffic::Annotation>> annotations(base::WallTime from, base::WallTime until,
                                                               const base::CancelToken& cancel = {});

private:
    SessionReader& m_reader;
};

}  // namespace mirrorscope::storage
