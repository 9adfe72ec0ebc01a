// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/lint/lint_check.h"

#include <algorithm>

#include "core/snippets/lint/configuration_file.h"
#include "core/snippets/lint/nginx_dump.h"

namespace mirrorscope::snippets::lint {

LintCheck checkText(std::string_view text, std::string_view kind, std::string_view file) {
    LintCheck check;
    check.isGuess = kind.empty();
    if (text.size() > kMostText) {
        check.kind = lintKind(kind);
        check.report = textTooLarge(std::string(file));
        return check;
    }
    check.kind = check.isGuess ? guessLintKind(text) : lintKind(kind);
    if (check.kind != nullptr) {
        check.report = check.kind->lint(text, file);
    }
    return check;
}

std::size_t lineInText(std::string_view text, std::string_view file, std::size_t line) {
    if (file.empty()) {
        return line;
    }
    const auto files = nginxDumpFiles(text);
    const auto found = std::ranges::find(files, file, &NginxDumpFile::path);
    return found == files.end() ? line : found->firstLine + line - 1;
}

}  // namespace mirrorscope::snippets::lint
