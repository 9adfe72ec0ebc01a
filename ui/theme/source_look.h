// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBrush>
#include <QColor>
#include <QHash>
#include <QObject>
#include <QRect>
#include <QSet>
#include <QString>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/traffic/source_setting.h"

class QPainter;

namespace mirrorscope::ui::theme {

/// The second channel of an identity: colours alone are lost in grey printing and to colour-blind eyes.
enum class Texture : std::uint8_t { Solid, Rising, Dots, Horizontal, Falling, Cross, Vertical, Count };

/// Okabe and Ito's eight without black; grey comes last for unknown sources and Other.
inline constexpr int kSourceColors = 7;
inline constexpr int kGrey = kSourceColors;

/// How a source is painted everywhere: an index of the colour table and a texture. Never used for severity,
/// and no text is ever set in a source colour.
struct SourceLook {
    int color = kGrey;
    Texture texture = Texture::Solid;
    bool operator==(const SourceLook&) const = default;
};

QColor sourceColor(const SourceLook& look);
/// 35 % darker: three of the colours fall below 3:1 on white.
QColor sourceBorder(const SourceLook& look);
/// Repeats every 8×8 logical pixels. `strength` < 1 blends it into `page` (dimming by lightness).
QBrush sourceBrush(const SourceLook& look);
QBrush sourceBrush(const SourceLook& look, const QColor& page, double strength);
/// For the unfinished bucket: only slanted lines in the source's colour.
QBrush hatchBrush(const QColor& line);

/// The look of a name in traffic::kSourceColours: each colour with a texture of its own.
std::optional<SourceLook> lookByName(std::string_view colour);

void paintSwatch(QPainter& painter, const QRect& rect, const SourceLook& look);

/// The look of a source, bound to its id and not to its rank: it never changes while others come and go.
/// Overrides come from the user (Edit source). UI thread.
class SourceLooks : public QObject {
    Q_OBJECT

public:
    static SourceLooks& instance();

    /// Grey for id 0 and for ids marked unknown, else the override, else `lookByOrder`.
    SourceLook look(traffic::SourceId id) const;
    void setOverride(traffic::SourceId id, SourceLook look);
    void removeOverride(traffic::SourceId id);
    /// A sender nobody has named or identified stays grey until it is.
    void setUnknown(traffic::SourceId id, bool unknown);
    /// Ids mean nothing in another session.
    void clear();

    /// Ids count from 1 in order of first appearance: the first seven differ in colour and texture, later
    /// ones repeat the colours with another texture (49 pairs).
    static SourceLook lookByOrder(traffic::SourceId id);

signals:
    void changed();

private:
    using QObject::QObject;
    QHash<traffic::SourceId, SourceLook> m_overrides;
    QSet<traffic::SourceId> m_unknown;
};

}  // namespace mirrorscope::ui::theme
