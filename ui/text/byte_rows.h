// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace mirrorscope::ui::text {

/// Bytes [begin, begin + length) of the value.
struct ByteRange {
    std::size_t begin = 0;
    std::size_t length = 0;

    std::size_t end() const { return begin + length; }
    bool isEmpty() const { return length == 0; }
    bool operator==(const ByteRange&) const = default;
};

/// One row of the view as text, with the way back from its characters to the bytes.
struct ShownRow {
    using Span = std::pair<int, int>;  // first character, number of characters

    ByteRange bytes;
    QString gutter;
    QString text;
    std::vector<std::uint32_t> byteOf;  // for every character: its byte, counted from bytes.begin
    std::vector<Span> faint;            // escapes and what is not content

    /// Where `range` is seen: one span in text, two in a hex row.
    std::vector<Span> spansOf(ByteRange range) const;
    std::size_t offsetOf(int character) const;
    int characterOf(std::size_t offset) const;
};

/// Divides bytes into rows of bounded length. Only rows that are seen become text, so that size does not
/// matter.
class ByteRows {
public:
    virtual ~ByteRows() = default;
    virtual std::size_t count() const = 0;  // at least 1
    virtual ByteRange range(std::size_t row) const = 0;
    virtual std::size_t rowOf(std::size_t offset) const = 0;
    virtual ShownRow shown(std::size_t row) const = 0;
    virtual int widestRow() const = 0;  // in columns of the fixed font
};

}  // namespace mirrorscope::ui::text
