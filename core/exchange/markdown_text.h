// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace mirrorscope::exchange {

/// Bytes of strangers as one code span: shown text between more backticks than are in it, so that nothing in
/// it ends the span or is markup (CommonMark 6.1).
std::string codeSpan(std::string_view bytes);

/// Lines of strangers as one fenced block, each as shown text (CommonMark 4.5). Cut at `limit` bytes.
std::string codeBlock(std::string_view bytes, std::size_t limit);

/// "- **name:** value", nothing when the value is empty.
std::string factLine(std::string_view name, std::string_view value);

}  // namespace mirrorscope::exchange
