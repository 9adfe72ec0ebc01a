// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <string_view>

#include "core/snippets/lint/lint_finding.h"

namespace mirrorscope::headless {

/// For people: "FILE:LINE:COLUMN: severity: message [CODE]", the reason, the fix as "-" and "+" lines; then
/// the trust import as options of listen, and a line that counts.
void writeLintText(std::FILE* out, std::string_view file, const snippets::lint::LintReport& report);

/// One object a line; "record" says which kind: finding, trust or contract.
void writeLintJson(std::FILE* out, std::string_view file, const snippets::lint::LintReport& report);

}  // namespace mirrorscope::headless
