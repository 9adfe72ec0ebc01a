// SPDX-License-Identifier: Apache-2.0
#include "core/storage/chart_reader.h"

#include "core/storage/annotation_read.h"
#include "core/storage/body_sizes_read.h"
#include "core/storage/chart_series_read.h"
#include "core/storage/mirror_health_read.h"
#include "core/storage/session_reader.h"
#include "core/storage/top_list_read.h"

namespace mirrorscope::storage {

base::Result<traffic::ChartSeries> ChartReader::series(const traffic::ChartQuestion& question,
                                                       const base::CancelToken& cancel,
                                                       const traffic::OnChartProgress& progress) {
    return readChartSeries(m_reader.runner(), question, cancel, progress);
}

base::Result<traffic::TopList> ChartReader::top(const traffic::TopQuestion& question,
                                                const base::CancelToken& cancel,
                                                const traffic::OnChartProgress& progress) {
    return readTopList(m_reader.runner(), question, cancel, progress);
}

base::Result<traffic::BodySizes> ChartReader::bodySizes(const traffic::ChartQuestion& question,
                                                        const base::CancelToken& cancel,
                                                        const traffic::OnChartProgress& progress) {
    return readBodySizes(m_reader.runner(), question, cancel, progress);
}

base::Result<std::vector<traffic::MirrorHealth>> ChartReader::mirrorHealth(base::WallTime now,
                                                                           const base::CancelToken& cancel) {
    return readMirrorHealth(m_reader.runner(), now, cancel);
}

base::Result<std::vector<traffic::Annotation>> ChartReader::annotations(base::WallTime from,
                                                                        base::WallTime until,
                                                                        const base::CancelToken& cancel) {
    return readAnnotations(m_reader.runner(), from, until, cancel);
}

}  // namespace mirrorscope::storage
