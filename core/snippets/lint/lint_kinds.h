// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "core/snippets/lint/lint_finding.h"

namespace mirrorscope::snippets::lint {

/// Bytes of configuration that are read; larger is a log or a mistake.
inline constexpr std::size_t kMostText = 4U << 20U;

/// A proxy whose configuration can be read. Functions are pure; any thread.
struct LintKind {
    std::string_view name;  // "nginx", as the snippet kinds
    std::span<const LintRule> (*rules)();
    /// TextInvalid with file, line, column and reason when the text is not in the kind's grammar. `file` is
    /// only for the error.
    base::Result<LintReport> (*lint)(std::string_view text, std::string_view file);
    /// How many of the kind's own words are there; 0: none. For a guess when nobody names the kind.
    int (*likeness)(std::string_view text);
};

std::span<const LintKind> lintKinds();
/// Nullptr for an unknown name.
const LintKind* lintKind(std::string_view name);
/// The kind whose words are there most; nullptr when none of any is.
const LintKind* guessLintKind(std::string_view text);

/// For likeness(): how many of the words occur.
int wordsFound(std::string_view text, std::span<const std::string_view> words);

}  // namespace mirrorscope::snippets::lint
