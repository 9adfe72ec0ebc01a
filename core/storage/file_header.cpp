// SPDX-License-Identifier: Apache-2.0
#include "core/storage/file_header.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <string_view>
#include <vector>

namespace mirrorscope::storage {
namespace {

// Offsets in the file header and in that of a page (fileformat2.html 1.3 and 1.6); numbers are big-endian.
constexpr std::string_view kMagic{"SQLite format 3\0", 16};
constexpr std::size_t kPageSize = 16;
constexpr std::size_t kFilePages = 28;
constexpr std::size_t kFreeListPages = 32;  // first page and count
constexpr char kInteriorPage = 5;
constexpr std::size_t kCellCount = 3;
constexpr std::size_t kLastChild = 8;
constexpr std::size_t kCellPointers = 12;

std::uint32_t numberAt(std::string_view bytes, std::size_t offset, std::size_t width) {
    std::uint32_t number = 0;
    for (const char c : bytes.substr(std::min(offset, bytes.size()), width)) {
        number = number << 8U | static_cast<unsigned char>(c);
    }
    return number;
}

void putNumber(std::string& bytes, std::size_t offset, std::uint32_t number) {
    for (std::size_t i = 0; i < 4; ++i) {
        bytes[offset + i] = static_cast<char>(number >> (8 * (3 - i)) & 0xFFU);
    }
}

/// Page 1 and the pages below it.
std::vector<std::uint32_t> pagesOfList(std::string_view session) {
    const std::string_view page = session.substr(FileHeader::kSize);
    std::vector<std::uint32_t> pages{1};
    if (page[0] == kInteriorPage) {
        for (std::size_t cell = 0; cell < numberAt(page, kCellCount, 2); ++cell) {
            pages.push_back(numberAt(session, numberAt(page, kCellPointers + 2 * cell, 2), 4));
        }
        pages.push_back(numberAt(page, kLastChild, 4));
    }
    return pages;
}

}  // namespace

base::Result<FileHeader> FileHeader::read(const std::filesystem::path& file) {
    FileHeader header;
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        return base::Error{base::ErrorCode::SessionUnreadable, {file.string(), std::strerror(errno)}};
    }
    in.read(header.m_bytes.data(), static_cast<std::streamsize>(header.m_bytes.size()));
    return header;
}

bool FileHeader::isDatabase() const {
    return std::string_view(m_bytes.data(), m_bytes.size()).starts_with(kMagic);
}

std::int64_t FileHeader::number(std::size_t offset) const {
    return static_cast<std::int32_t>(numberAt({m_bytes.data(), m_bytes.size()}, offset, 4));
}

base::Result<void> replaceListOfTables(const std::filesystem::path& file, const std::string& session) {
    const std::uint32_t pageSize = numberAt(session, kPageSize, 2);
    std::fstream out(file, std::ios::binary | std::ios::in | std::ios::out | std::ios::ate);
    const auto pages = static_cast<std::uint32_t>(static_cast<std::uint64_t>(out.tellg()) / pageSize);
    for (const std::uint32_t page : pagesOfList(session)) {
        std::string bytes = session.substr(std::size_t{page - 1} * pageSize, pageSize);
        if (page == 1) {
            putNumber(bytes, kFilePages, pages);
            putNumber(bytes, kFreeListPages, 0);
            putNumber(bytes, kFreeListPages + 4, 0);
        }
        out.seekp(std::streamoff{page - 1} * pageSize);
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }
    out.close();
    if (!out) {
        return base::Error{base::ErrorCode::SessionUnwritable, {file.string(), std::strerror(errno)}};
    }
    return {};
}

}  // namespace mirrorscope::storage
