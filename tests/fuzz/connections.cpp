// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/connections.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <fstream>
#include <iterator>
#include <sstream>

namespace mirrorscope::fuzz {
namespace {

namespace json = boost::json;

/// Text whose code points are bytes; UTF-8 takes one or two for each.
std::string bytesOfText(const json::value& text) {
    std::string bytes;
    const json::string& utf8 = text.as_string();
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        if (lead >= 0x80 && i + 1 < utf8.size()) {
            const auto next = static_cast<unsigned char>(utf8[++i]);
            bytes += static_cast<char>((lead << 6U) | (next & 0x3FU));
        } else {
            bytes += utf8[i];
        }
    }
    return bytes;
}

/// A piece is text, or [text, times].
std::string captured(const std::string& line) {
    std::string bytes;
    const json::value connection = json::parse(line);
    for (const json::value& piece : connection.at("wire").as_array()) {
        const bool isRun = piece.is_array();
        const std::string text = bytesOfText(isRun ? piece.at(0) : piece);
        for (auto left = isRun ? piece.at(1).to_number<std::size_t>() : 1; left > 0; --left) {
            bytes += text;
        }
    }
    return bytes;
}

}  // namespace

std::string bytesOf(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::filesystem::path> filesBelow(const std::filesystem::path& directory) {
    std::vector<std::filesystem::path> files;
    std::error_code missing;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory, missing)) {
        if (entry.is_regular_file()) {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

std::vector<std::string> connections(const std::filesystem::path& data) {
    std::vector<std::string> all;
    for (const auto& file : filesBelow(data / "malformed")) {
        if (file.extension() == ".bin") {
            all.push_back(bytesOf(file));
        }
    }
    for (const auto& file : filesBelow(data / "captures" / "wire")) {
        std::istringstream lines(bytesOf(file));
        for (std::string line; std::getline(lines, line);) {
            all.push_back(captured(line));
        }
    }
    return all;
}

}  // namespace mirrorscope::fuzz
