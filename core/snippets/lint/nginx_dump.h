// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/snippets/lint/nginx_tree.h"

namespace mirrorscope::snippets::lint {

/// One file in what `nginx -T` prints: its content stands behind "# configuration file PATH:".
struct NginxDumpFile {
    std::string path;
    std::string_view text;      // points into the dump
    std::size_t offset = 0;     // of the text in the dump
    std::size_t firstLine = 1;  // of the text in the dump
};

/// The files of a dump, the main one first; empty when the text is none.
std::vector<NginxDumpFile> nginxDumpFiles(std::string_view text);

/// The file of a dump in which that line of it lies; nullptr for none.
const NginxDumpFile* dumpFileAt(const std::vector<NginxDumpFile>& files, std::size_t line);

/// Directives that all includes together may bring; files that include each other would go on for ever.
inline constexpr std::size_t kMostIncludedItems = 200'000;

/// The main file with each include replaced by what it brings; places are those in the dump. An include
/// stays when its file is not in the dump; one with a wildcard brings nothing then, as for nginx.
/// `files` is not empty. TextInvalid names file and line.
base::Result<NginxTree> readNginxDump(const std::vector<NginxDumpFile>& files);

}  // namespace mirrorscope::snippets::lint
