// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.h"

namespace mirrorscope::base {

/// Both halves of what a user is told. English; the window passes the templates through its translation.
struct ErrorTemplate {
    std::string_view what;  // with {0}, {1} … for the arguments
    std::string_view todo;
};

ErrorTemplate errorTemplate(ErrorCode code);

/// The two halves with their arguments filled in, the second with its full stop.
struct ErrorSentences {
    std::string what;
    std::string todo;
};

/// Arguments go through shownText, so bytes of strangers are harmless.
ErrorSentences errorSentences(const Error& error);

/// One line: what happened, then what to do.
std::string errorText(const Error& error);

/// The exit code that PRODUCT.md gives this failure: 2 usage, 3 cannot read, write or bind, 4 interrupted.
int exitCode(ErrorCode code);

}  // namespace mirrorscope::base
