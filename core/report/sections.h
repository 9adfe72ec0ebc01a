// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/html_writer.h"
#include "core/report/report.h"

namespace mirrorscope::report {

// Each writes one section of the report, or nothing where there is nothing to say.

void writeTitle(HtmlWriter& html, const Report& report);
void writeTiles(HtmlWriter& html, const Report& report);
/// What the numbers lack, and what happened meanwhile.
void writeNotes(HtmlWriter& html, const Report& report);
void writeRates(HtmlWriter& html, const Report& report);
void writeTypes(HtmlWriter& html, const Report& report);
void writeTops(HtmlWriter& html, const Report& report);
void writeBodies(HtmlWriter& html, const Report& report);
void writeAttacks(HtmlWriter& html, const Report& report);
void writeFindings(HtmlWriter& html, const Report& report);
void writeHealth(HtmlWriter& html, const Report& report);
/// The newest proof of each source that was probed.
void writeProofs(HtmlWriter& html, const Report& report);

}  // namespace mirrorscope::report
