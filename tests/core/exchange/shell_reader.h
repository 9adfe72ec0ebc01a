// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorscope::test {

/// A command as a shell takes it apart.
struct ShellCommand {
    std::vector<std::string> comments;
    std::string piped;  // what the command in front of the pipe prints
    bool hasPipe = false;
    std::vector<std::string> words;  // of curl
};

/// Reads the little of POSIX sh that copied commands use: words between single quotes, \' and line ends
/// behind a backslash outside of them, "$(printf '…')", one pipe. Anything else is nothing: a copied command
/// must not need more, and bytes of a request must never become it. Shares no code with core.
std::optional<ShellCommand> readShell(std::string_view text);

}  // namespace mirrorscope::test
