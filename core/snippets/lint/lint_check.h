// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/snippets/lint/lint_kinds.h"

namespace mirrorscope::snippets::lint {

/// A text read as the configuration of one kind.
struct LintCheck {
    const LintKind* kind = nullptr;  // nullptr: of no kind that lint knows, by its name or its words
    bool isGuess = false;            // nobody named the kind
    base::Result<LintReport> report = LintReport{};  // of that kind only
};

/// `kind` empty: guessed. TextUnreadable for a text over kMostText, TextInvalid as in lint_kinds.h; `file` is
/// for errors only. Pure; any thread.
LintCheck checkText(std::string_view text, std::string_view kind, std::string_view file);

/// The line of `text` at which a line of a file in it stands ("nginx -T"). A file that is not in it: `line`.
std::size_t lineInText(std::string_view text, std::string_view file, std::size_t line);

}  // namespace mirrorscope::snippets::lint
