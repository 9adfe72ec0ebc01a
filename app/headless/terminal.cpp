// SPDX-License-Identifier: Apache-2.0
#include "app/headless/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

namespace mirrorscope::headless {
namespace {

constexpr std::size_t kUsualColumns = 80;

bool isContinuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

}  // namespace

std::size_t terminalColumns() {
    winsize size{};
    const bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : kUsualColumns;
}

std::size_t shownLength(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) {
        count += isContinuation(c) ? 0 : 1;
    }
    return count;
}

std::string cutToColumns(std::string text, std::size_t columns) {
    if (shownLength(text) <= columns) {
        return text;
    }
    while (!text.empty() && shownLength(text) >= columns) {
        while (!text.empty() && isContinuation(text.back())) {
            text.pop_back();
        }
        text.pop_back();
    }
    return text + "…";
}

}  // namespace mirrorscope::headless
