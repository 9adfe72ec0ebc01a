// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/report/html_writer.h"
#include "core/report/rate_series.h"
#include "core/report/report.h"

namespace mirrorscope::report {

/// The bars stacked by source with the line of attacks over them, gaps hatched and named.
void drawRates(HtmlWriter& html, const Report& report, const std::vector<RateSeries>& series);

}  // namespace mirrorscope::report
