// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/source_look.h"

#include <QImage>
#include <QPainter>
#include <algorithm>
#include <array>

#include "ui/theme/palette.h"

namespace mirrorscope::ui::theme {
namespace {

constexpr int kTile = 8;
constexpr double kMarkStrength = 0.5;  // white laid over the colour

constexpr std::array<QRgb, kSourceColors + 1> kColors{0xFF0072B2, 0xFFE69F00, 0xFF009E73, 0xFFCC79A7,
                                                      0xFF56B4E9, 0xFFD55E00, 0xFFF0E442, 0xFF8A929C};

/// One row a byte, most significant bit at the left; set bits are marked.
using Tile = std::array<std::uint8_t, kTile>;

constexpr std::array<Tile, static_cast<std::size_t>(Texture::Count)> kTiles{{
    {},
    {0x03, 0x06, 0x0C, 0x18, 0x30, 0x60, 0xC0, 0x81},  // ／
    {0x00, 0x60, 0x60, 0x00, 0x00, 0x06, 0x06, 0x00},  // dots
    {0x00, 0x00, 0xFF, 0xFF, 0x00, 0x00, 0xFF, 0xFF},  // ─
    {0xC0, 0x60, 0x30, 0x18, 0x0C, 0x06, 0x03, 0x81},  // ＼
    {0x81, 0x42, 0x24, 0x18, 0x18, 0x24, 0x42, 0x81},  // ╳
    {0x33, 0x33, 0x33, 0x33, 0x33, 0x33, 0x33, 0x33},  // │
}};

QImage tileImage(const Tile& tile, QRgb fill, QRgb mark) {
    QImage image(kTile, kTile, QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < kTile; ++y) {
        for (int x = 0; x < kTile; ++x) {
            const bool marked = (tile[static_cast<std::size_t>(y)] & (0x80 >> x)) != 0;
            image.setPixel(x, y, marked ? mark : fill);
        }
    }
    return image;
}

QBrush tileBrush(Texture texture, const QColor& fill, const QColor& mark) {
    if (texture == Texture::Solid) {
        return fill;
    }
    return QBrush(tileImage(kTiles[static_cast<std::size_t>(texture)], fill.rgba(), mark.rgba()));
}

QColor markOn(const QColor& fill) {
    // White is invisible on yellow: there the mark is darker.
    return contrastRatio(fill, Qt::white) < 1.6 ? fill.darker(140) : blend(Qt::white, fill, kMarkStrength);
}

}  // namespace

QColor sourceColor(const SourceLook& look) {
    return QColor::fromRgb(kColors[static_cast<std::size_t>(std::clamp(look.color, 0, kGrey))]);
}

QColor sourceBorder(const SourceLook& look) {
    return blend(Qt::black, sourceColor(look), 0.35);
}

QBrush sourceBrush(const SourceLook& look) {
    const QColor fill = sourceColor(look);
    return tileBrush(look.texture, fill, markOn(fill));
}

QBrush sourceBrush(const SourceLook& look, const QColor& page, double strength) {
    const QColor fill = sourceColor(look);
    return tileBrush(look.texture, blend(fill, page, strength), blend(markOn(fill), page, strength));
}

QBrush hatchBrush(const QColor& line) {
    // Thinner than Rising, so that an unfinished bucket is not read as another source.
    constexpr Tile tile{0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80};
    return QBrush(tileImage(tile, 0, line.rgba()));
}

std::optional<SourceLook> lookByName(std::string_view colour) {
    static_assert(traffic::kSourceColours.size() == kSourceColors);
    const auto found = std::ranges::find(traffic::kSourceColours, colour);
    if (found == traffic::kSourceColours.end()) {
        return std::nullopt;
    }
    const auto index = static_cast<int>(found - traffic::kSourceColours.begin());
    return SourceLook{index, static_cast<Texture>(index)};
}

void paintSwatch(QPainter& painter, const QRect& rect, const SourceLook& look) {
    painter.save();
    // Patterns start at the swatch, not at the window: two equal sources look equal.
    painter.setBrushOrigin(rect.topLeft());
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(rect, sourceBrush(look));
    painter.setPen(sourceBorder(look));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect.adjusted(0, 0, -1, -1));
    painter.restore();
}

SourceLooks& SourceLooks::instance() {
    static SourceLooks looks;
    return looks;
}

SourceLook SourceLooks::look(traffic::SourceId id) const {
    if (const auto it = m_overrides.constFind(id); it != m_overrides.constEnd()) {
        return *it;
    }
    return m_unknown.contains(id) ? SourceLook{} : lookByOrder(id);
}

void SourceLooks::setOverride(traffic::SourceId id, SourceLook look) {
    if (const auto it = m_overrides.constFind(id); it != m_overrides.constEnd() && *it == look) {
        return;
    }
    m_overrides.insert(id, look);
    emit changed();
}

void SourceLooks::removeOverride(traffic::SourceId id) {
    if (m_overrides.remove(id)) {
        emit changed();
    }
}

void SourceLooks::setUnknown(traffic::SourceId id, bool unknown) {
    if (unknown == m_unknown.contains(id)) {
        return;
    }
    if (unknown) {
        m_unknown.insert(id);
    } else {
        m_unknown.remove(id);
    }
    emit changed();
}

void SourceLooks::clear() {
    m_overrides.clear();
    m_unknown.clear();
    emit changed();
}

SourceLook SourceLooks::lookByOrder(traffic::SourceId id) {
    if (id <= 0) {
        return {};
    }
    constexpr int textures = static_cast<int>(Texture::Count);
    const auto index = static_cast<int>((id - 1) % (kSourceColors * textures));
    const int round = index / kSourceColors;
    return {index % kSourceColors, static_cast<Texture>((index + round) % textures)};
}

}  // namespace mirrorscope::ui::theme
