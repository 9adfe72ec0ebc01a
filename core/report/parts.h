// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/report/html_writer.h"
#include "core/report/report.h"
#include "core/traffic/finding.h"
#include "core/traffic/verdict.h"

namespace mirrorscope::report {

// What several sections are made of.

/// The patterns that source fills name, in a drawing of no size.
void writePatterns(HtmlWriter& html);
/// The class of a fill; 0 and unknown ids are grey.
std::string fillClass(const Report& report, traffic::SourceId source);
void writeSwatch(HtmlWriter& html, std::string_view fillClass);
/// Swatch and name.
void writeSource(HtmlWriter& html, const Report& report, traffic::SourceId source);

/// Shape and word: the shape survives grey printing.
void writeSeverity(HtmlWriter& html, traffic::Severity severity);
void writeSeverity(HtmlWriter& html, traffic::FindingSeverity severity);

/// Column titles; one that begins with '#' is of numbers.
void writeHead(HtmlWriter& html, std::span<const std::string> titles);
void writeNumber(HtmlWriter& html, std::string_view text);
/// "100 of 1,284 attacks": says that there is more than what follows; nothing when there is not.
void writeLimit(HtmlWriter& html, std::size_t shown, std::uint64_t all, std::string_view one,
                std::string_view which);

}  // namespace mirrorscope::report
