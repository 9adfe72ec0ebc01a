// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "core/report/html_writer.h"
#include "core/report/report.h"

namespace mirrorscope::report {

/// The bins that all drawings of a report share: from the first to the last one in use.
struct BinRange {
    std::size_t first = 0;
    std::size_t end = 0;
};
BinRange usedBins(const traffic::BodySizes& bodies);

/// How large the bodies of one source are, on a logarithmic axis, with its cliffs. `number` makes ids unique.
void drawBodies(HtmlWriter& html, const Report& report, const traffic::SourceBodies& source, BinRange bins,
                std::size_t number);

/// "bodies above 1 MiB come cut": what a cliff says.
std::string cliffWords(const traffic::BodyCliff& cliff);

}  // namespace mirrorscope::report
