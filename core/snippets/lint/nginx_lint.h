// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "core/snippets/lint/lint_finding.h"

namespace mirrorscope::snippets::lint {

/// Every trap that nginx's lint knows, in the order of docs/lint.md.
std::span<const LintRule> nginxLintRules();

/// A whole nginx.conf, one included file, or only a pair of locations. TextInvalid as in lint_kinds.h.
base::Result<LintReport> lintNginx(std::string_view text, std::string_view file = {});

int nginxLikeness(std::string_view text);

}  // namespace mirrorscope::snippets::lint
