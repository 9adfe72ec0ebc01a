// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/hex_rows.h"

#include <algorithm>

namespace mirrorscope::ui::text {
namespace {

constexpr std::size_t kPerRow = 16;
constexpr int kHexColumns = 3 * 16 + 1;  // "47 " a byte and one blank between the groups
constexpr int kAsciiColumn = kHexColumns + 2;

}  // namespace

std::size_t HexRows::count() const {
    return std::max<std::size_t>(1, (m_bytes.size() + kPerRow - 1) / kPerRow);
}

ByteRange HexRows::range(std::size_t row) const {
    const std::size_t begin = std::min(row * kPerRow, m_bytes.size());
    return {begin, std::min(kPerRow, m_bytes.size() - begin)};
}

std::size_t HexRows::rowOf(std::size_t offset) const {
    return std::min(offset / kPerRow, count() - 1);
}

ShownRow HexRows::shown(std::size_t row) const {
    ShownRow shown;
    shown.bytes = range(row);
    shown.gutter = QStringLiteral("%1").arg(shown.bytes.begin, kHexGutter, 16, QLatin1Char('0'));
    const std::string_view bytes = m_bytes.substr(shown.bytes.begin, shown.bytes.length);
    const auto put = [&shown](const QString& text, std::size_t byte) {
        shown.text += text;
        shown.byteOf.insert(shown.byteOf.end(), static_cast<std::size_t>(text.size()),
                            static_cast<std::uint32_t>(byte));
    };
    QString ascii;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        const QString gap = i + 1 == kPerRow / 2 ? QStringLiteral("  ") : QStringLiteral(" ");
        if (hiddenAt(m_hidden, shown.bytes.begin + i) != nullptr) {
            shown.faint.emplace_back(static_cast<int>(shown.text.size()), 2);
            put(QStringLiteral("••") + gap, i);
            ascii += u'•';
            continue;
        }
        put(QStringLiteral("%1").arg(byte, 2, 16, QLatin1Char('0')) + gap, i);
        ascii += byte >= 0x20 && byte < 0x7F ? QLatin1Char(bytes[i]) : QLatin1Char('.');
    }
    if (!bytes.empty()) {
        put(QString(kAsciiColumn - shown.text.size(), u' '), bytes.size() - 1);
    }
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const QChar sign = ascii.at(static_cast<qsizetype>(i));
        if (sign == u'•' || (bytes[i] != '.' && sign == u'.')) {
            shown.faint.emplace_back(static_cast<int>(shown.text.size()), 1);
        }
        put(ascii.mid(static_cast<qsizetype>(i), 1), i);
    }
    return shown;
}

int HexRows::widestRow() const {
    return kAsciiColumn + static_cast<int>(kPerRow);
}

}  // namespace mirrorscope::ui::text
