// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/lint/configuration_file.h"

#include <array>
#include <cerrno>
#include <memory>
#include <system_error>

#include "core/snippets/lint/lint_kinds.h"

namespace mirrorscope::snippets::lint {
namespace {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

base::Error unreadable(const std::string& name, const std::string& reason) {
    return {base::ErrorCode::TextUnreadable, {name, reason}};
}

}  // namespace

base::Error textTooLarge(const std::string& name) {
    return unreadable(name, "larger than " + std::to_string(kMostText >> 20U) + " MiB");
}

base::Result<std::string> readConfiguration(std::FILE* file, const std::string& name) {
    std::string text;
    std::array<char, 65'536> part{};
    while (text.size() <= kMostText) {
        const std::size_t got = std::fread(part.data(), 1, part.size(), file);
        if (got == 0) {
            break;
        }
        text.append(part.data(), got);
    }
    if (std::ferror(file) != 0) {
        return unreadable(name, std::generic_category().message(errno));
    }
    if (text.size() > kMostText) {
        return textTooLarge(name);
    }
    return text;
}

base::Result<std::string> readConfigurationFile(const std::string& path) {
    const File file(std::fopen(path.c_str(), "rb"), std::fclose);
    if (!file) {
        return unreadable(path, std::generic_category().message(errno));
    }
    return readConfiguration(file.get(), path);
}

}  // namespace mirrorscope::snippets::lint
