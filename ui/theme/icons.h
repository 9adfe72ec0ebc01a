// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QPixmap>
#include <QString>
#include <cstdint>

#include "core/traffic/source.h"
#include "core/traffic/verdict.h"
#include "ui/theme/palette.h"

class QPainter;

namespace mirrorscope::ui::theme {

/// One drawing a name: resources/icons/<iconName>.svg, 16 px grid, black strokes that take the colour of a
/// role.
enum class Icon : std::uint8_t {
    KindNginx,
    KindEnvoy,
    KindIstio,
    KindTraefik,
    KindGateway,
    KindIngress,
    KindHaproxy,
    KindUnknown,
    SeverityCritical,
    SeverityHigh,
    SeverityMedium,
    SeverityLow,
    SeverityInfo,
    TriageNew,
    TriageConfirmed,
    TriageFalsePositive,
    TriageEscalated,
    TriageArchived,
    Ok,
    Fail,
    Silent,
    Listen,
    Disk,
    Wizard,
    Pause,
    Play,
    Search,
    Copy,
    Plus,
    Close,
    Down,
    Right,
    Loop,
    Flag,
    Star,
    Question,
    Bookmark,
    Done,
    Undo,
    ShapeCircle,
    ShapeTriangle,
    ShapeSquare,
    ShapeDiamond,
    ShapeBar,
    ShapeRing,
    Lock,
    Chart,
    Pin,
    App,
    Count
};

const char* iconName(Icon icon);  // "kind-nginx"

/// Draws in the role's colour of the theme at the moment of painting, so an icon once set on an action
/// follows theme and screen. Selected and active keep the colour; disabled is Role::Control. Cheap to copy.
/// UI thread.
QIcon icon(Icon icon, Role role = Role::Text2);

/// For delegates and painters: cached by drawing, colour, size and screen. `size` in logical pixels.
QPixmap iconPixmap(Icon icon, Role role, int size, qreal devicePixelRatio);
void paintIcon(QPainter& painter, const QRect& rect, Icon icon, Role role);

/// The program's own, in full colour, all usual sizes.
QIcon applicationIcon();

Icon kindIcon(traffic::SourceKind kind);
Icon severityIcon(traffic::Severity severity);
Role severityRole(traffic::Severity severity);

}  // namespace mirrorscope::ui::theme
