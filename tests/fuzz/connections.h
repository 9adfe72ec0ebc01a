// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace mirrorscope::fuzz {

/// What single connections sent, byte for byte: tests/data/malformed (made by hand) and
/// tests/data/captures/wire (recorded from real proxies), in an order that is always the same. `data` is
/// tests/data.
std::vector<std::string> connections(const std::filesystem::path& data);

/// The bytes of a file; empty when it cannot be read.
std::string bytesOf(const std::filesystem::path& file);

/// All files in a directory and below it, sorted; none when it is not there.
std::vector<std::filesystem::path> filesBelow(const std::filesystem::path& directory);

}  // namespace mirrorscope::fuzz
