// SPDX-License-Identifier: Apache-2.0
#include "core/storage/inner_pages.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace mirrorscope::storage {
namespace {

// sqlite.org/fileformat2.html 1.6 (pages of trees) and 1.8 (the map of pages); numbers are big-endian.
// Sessions have pages of 8 KiB without reserved bytes.
constexpr std::size_t kPageSize = 8192;
constexpr std::uint32_t kFirstMap = 2;
constexpr std::size_t kMapEntry = 5;
constexpr std::uint32_t kMapped = kPageSize / kMapEntry;
constexpr unsigned char kInTree = 5;  // in the map: has a page above it in a tree
constexpr unsigned char kInner = 5;
constexpr unsigned char kLeaf = 13;
constexpr unsigned char kInnerOfIndex = 2;
constexpr std::size_t kCellCount = 3;
constexpr std::size_t kContent = 5;
constexpr std::size_t kLastChild = 8;
constexpr std::size_t kInnerCells = 12;  // pointers to them
constexpr std::size_t kLeafCells = 8;
/// A tree of 8 KiB pages is never deeper.
constexpr int kDeepest = 12;
constexpr int kLongestVarint = 9;

class Page {
public:
    explicit Page(std::string bytes) : m_bytes(std::move(bytes)) { m_bytes.resize(kPageSize); }

    unsigned char type() const { return byte(0); }
    unsigned char byte(std::size_t at) const {
        return at < m_bytes.size() ? static_cast<unsigned char>(m_bytes[at]) : 0;
    }
    std::uint32_t number(std::size_t at, std::size_t width) const {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < width; ++i) {
            value = value << 8U | byte(at + i);
        }
        return value;
    }
    void put(std::size_t at, std::uint64_t value, std::size_t width) {
        for (std::size_t i = 0; i < width; ++i) {
            m_bytes[at + i] = static_cast<char>(value >> (8 * (width - 1 - i)) & 0xFFU);
        }
    }
    void put(std::size_t at, const std::string& bytes) { m_bytes.replace(at, bytes.size(), bytes); }
    std::size_t cells() const { return number(kCellCount, 2); }
    const std::string& bytes() const { return m_bytes; }

    /// Moves `at` behind it.
    std::uint64_t varint(std::size_t& at) const {
        std::uint64_t value = 0;
        for (int i = 1; i < kLongestVarint; ++i) {
            const unsigned char next = byte(at++);
            value = value << 7U | (next & 0x7FU);
            if ((next & 0x80U) == 0) {
                return value;
            }
        }
        return value << 8U | byte(at++);
    }

private:
    std::string m_bytes;
};

std::string varintText(std::uint64_t value) {
    if (value >> 56U != 0) {  // nine bytes: eight of seven bits, one of eight
        std::string out(1, static_cast<char>(value & 0xFFU));
        value >>= 8U;
        for (int i = 1; i < kLongestVarint; ++i, value >>= 7U) {
            out.insert(out.begin(), static_cast<char>(0x80U | (value & 0x7FU)));
        }
        return out;
    }
    std::string out(1, static_cast<char>(value & 0x7FU));
    while ((value >>= 7U) != 0) {
        out.insert(out.begin(), static_cast<char>(0x80U | (value & 0x7FU)));
    }
    return out;
}

class PageFile {
public:
    explicit PageFile(const std::filesystem::path& file)
        : m_stream(file, std::ios::binary | std::ios::in | std::ios::ate) {
        m_pages = m_stream
                      ? static_cast<std::uint32_t>(static_cast<std::uint64_t>(m_stream.tellg()) / kPageSize)
                      : 0;
    }

    bool isOpen() const { return m_stream.is_open(); }
    std::uint32_t pages() const { return m_pages; }
    Page read(std::uint32_t number) {
        std::string bytes(kPageSize, '\0');
        m_stream.clear();
        m_stream.seekg(offset(number));
        m_stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return Page(std::move(bytes));
    }
    static std::streamoff offset(std::uint32_t number) {
        return static_cast<std::streamoff>(number - 1) * static_cast<std::streamoff>(kPageSize);
    }

private:
    std::ifstream m_stream;
    std::uint32_t m_pages = 0;
};

/// Calls take(page, page above it) for the pages that are in trees.
template <typename Take>
void eachInTree(PageFile& file, const Take& take) {
    for (std::uint32_t map = kFirstMap; map < file.pages(); map += kMapped + 1) {
        const Page entries = file.read(map);
        for (std::uint32_t i = 0; i < kMapped && map + 1 + i <= file.pages(); ++i) {
            if (entries.byte(i * kMapEntry) == kInTree) {
                take(map + 1 + i, entries.number(i * kMapEntry + 1, 4));
            }
        }
    }
}

std::set<std::uint32_t> childrenIn(const Page& page) {
    std::set<std::uint32_t> children{page.number(kLastChild, 4)};
    for (std::size_t cell = 0; cell < std::min(page.cells(), kPageSize / 2); ++cell) {
        children.insert(page.number(page.number(kInnerCells + 2 * cell, 2), 4));
    }
    return children;
}

/// The highest row id below; unset when that cannot be read.
std::optional<std::int64_t> highestId(PageFile& file, std::uint32_t number) {
    for (int depth = 0; depth < kDeepest && number >= 1 && number <= file.pages(); ++depth) {
        const Page page = file.read(number);
        if (page.type() == kInner) {
            number = page.number(kLastChild, 4);
            continue;
        }
        if (page.type() != kLeaf || page.cells() == 0) {
            return std::nullopt;
        }
        std::size_t at = page.number(kLeafCells + 2 * (page.cells() - 1), 2);
        page.varint(at);  // the length of the row
        return static_cast<std::int64_t>(page.varint(at));
    }
    return std::nullopt;
}

/// Leads to rows, as far as can be told: noise does not. The map alone decides nothing, as it may be
/// destroyed too.
bool isWhole(PageFile& file, const Page& page) {
    if (page.type() != kInner) {
        return page.type() == kInnerOfIndex;
    }
    const auto children = childrenIn(page);
    const auto readable = std::ranges::count_if(
        children, [&](std::uint32_t child) { return highestId(file, child).has_value(); });
    return 2 * static_cast<std::size_t>(readable) >= children.size();
}

Page rebuilt(PageFile& file, const InnerPage& inner) {
    std::vector<std::pair<std::int64_t, std::uint32_t>> children;
    for (const std::uint32_t child : inner.children) {
        if (const auto id = highestId(file, child)) {
            children.emplace_back(*id, child);
        }
    }
    std::ranges::sort(children);
    Page page{std::string()};
    page.put(0, kInner, 1);
    std::size_t content = kPageSize;
    std::uint32_t cells = 0;
    std::uint32_t last = children.empty() ? 0 : children.front().second;
    // The last child has no cell of its own.
    for (std::size_t i = 0; i + 1 < children.size(); ++i) {
        const std::string id = varintText(static_cast<std::uint64_t>(children[i].first));
        if (kInnerCells + 2 * (cells + 1U) + 4 + id.size() > content) {
            break;
        }
        content -= 4 + id.size();
        page.put(content, children[i].second, 4);
        page.put(content + 4, id);
        page.put(kInnerCells + 2 * cells, content, 2);
        ++cells;
        last = children[i + 1].second;
    }
    page.put(kCellCount, cells, 2);
    page.put(kContent, content, 2);
    page.put(kLastChild, last, 4);
    return page;
}

}  // namespace

base::Result<std::vector<InnerPage>> destroyedInnerPages(const std::filesystem::path& path) {
    PageFile file(path);
    if (!file.isOpen()) {
        return base::Error{base::ErrorCode::SessionUnreadable, {path.string(), std::strerror(errno)}};
    }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> above;  // page above, page
    eachInTree(file, [&](std::uint32_t page, std::uint32_t parent) { above.emplace_back(parent, page); });
    std::ranges::sort(above);
    std::vector<InnerPage> destroyed;
    for (std::size_t i = 0; i < above.size();) {
        InnerPage inner{above[i].first, {}};
        bool isOfTable = false;
        for (; i < above.size() && above[i].first == inner.number; ++i) {
            inner.children.push_back(above[i].second);
        }
        // Page 1 begins with the file's header; it is replaced as a whole (file_header.h).
        const bool isThere = inner.number > 1 && inner.number <= file.pages();
        if (!isThere || isWhole(file, file.read(inner.number))) {
            continue;
        }
        for (std::size_t child = 0; child < inner.children.size() && !isOfTable; ++child) {
            isOfTable = highestId(file, inner.children[child]).has_value();
        }
        if (isOfTable) {
            destroyed.push_back(std::move(inner));
        }
    }
    return destroyed;
}

base::Result<void> rebuildInnerPages(const std::filesystem::path& path, const std::vector<InnerPage>& pages) {
    std::vector<std::pair<std::uint32_t, Page>> made;
    {
        PageFile file(path);
        for (const InnerPage& inner : pages) {
            made.emplace_back(inner.number, rebuilt(file, inner));
        }
    }
    std::fstream out(path, std::ios::binary | std::ios::in | std::ios::out);
    for (const auto& [number, page] : made) {
        out.seekp(PageFile::offset(number));
        out.write(page.bytes().data(), static_cast<std::streamsize>(page.bytes().size()));
    }
    out.close();
    if (!out) {
        return base::Error{base::ErrorCode::SessionUnwritable, {path.string(), std::strerror(errno)}};
    }
    return {};
}

}  // namespace mirrorscope::storage
