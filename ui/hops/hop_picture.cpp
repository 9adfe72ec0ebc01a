// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hops/hop_picture.h"

#include <QPainter>
#include <algorithm>

#include "ui/text/summary_accessible.h"
#include "ui/theme/fonts.h"
#include "ui/theme/source_look.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::hops {
namespace {

using theme::Role;
using Look = HopValue::Look;
using Place = HopStation::Place;

constexpr int kSide = theme::kPage;
constexpr int kLabelTop = 8;
constexpr int kLabelHeight = 20;
constexpr int kStationTop = 32;
constexpr int kStationHeight = 46;
constexpr int kLineTop = 92;     // "Now"
constexpr int kLineHeight = 60;  // with its values
constexpr int kValueHeight = 24;
constexpr int kFoot = theme::kInside;
constexpr int kGap = 28;            // between stations, with an arrow
constexpr int kBoundaryShare = 38;  // percent of the width at the left of it, at most
constexpr int kStationPadding = theme::kBetween;
constexpr int kRoomForIcon = 104;

struct ValueColors {
    Role border;
    Role back;
};

ValueColors colorsOf(Look look) {
    switch (look) {
        case Look::Claim:
            return {Role::High, Role::WarnBack};
        case Look::Wrong:
            return {Role::Critical, Role::ErrorBack};
        case Look::Right:
            return {Role::Ok, Role::OkBack};
        case Look::Plain:
            break;
    }
    return {Role::Control, Role::Base};
}

int heightOf(const HopData& data) {
    return kLineTop + (data.story == HopData::Story::Change ? 2 : 1) * kLineHeight + kFoot;
}

/// What was received is neither wrong nor right by itself; who the client is may be known.
Role receivedRole(const HopLine& line) {
    const bool isKnown =
        std::ranges::any_of(line.values, [](const HopValue& value) { return value.look == Look::Right; });
    return isKnown ? Role::Ok : Role::Text2;
}

Role noteRole(const HopLine& line, bool isNow) {
    const bool isMarked = std::ranges::any_of(line.values, [](const HopValue& value) {
        return value.look == Look::Wrong || value.look == Look::Right;
    });
    return isNow ? Role::Critical : isMarked || line.values.empty() ? Role::Ok : Role::Text;
}

QString elided(const QPainter& painter, const QString& text, int width,
               Qt::TextElideMode mode = Qt::ElideRight) {
    return painter.fontMetrics().elidedText(text, mode, std::max(width, 0));
}

void setFont(QPainter& painter, theme::TextStyle style, bool isStrong = false) {
    QFont font = theme::font(style);
    if (isStrong) {
        font.setWeight(theme::kStrongWeight);
    }
    painter.setFont(font);
}

/// Paints one picture. `m_boundary`: x of the trust boundary.
class Painting {
public:
    Painting(QPainter& painter, const HopData& data, int width)
        : m_painter(painter), m_data(data), m_width(width) {
        m_boundary = kSide + std::min((m_width - 2 * kSide) * kBoundaryShare / 100, 300);
    }

    void paint() {
        ground();
        stations();
        if (m_data.story == HopData::Story::Received) {
            line(m_data.now, m_data.header, kLineTop, receivedRole(m_data.now));
        } else {
            line(m_data.now, HopPicture::tr("Now"), kLineTop, noteRole(m_data.now, true));
            line(m_data.after, HopPicture::tr("After the change"), kLineTop + kLineHeight,
                 noteRole(m_data.after, false));
        }
        m_painter.setPen(QPen(theme::color(Role::Accent), 2, Qt::DashLine));
        m_painter.drawLine(m_boundary, kLabelTop, m_boundary, heightOf(m_data));
    }

private:
    void ground() {
        m_painter.fillRect(0, 0, m_width, heightOf(m_data), theme::color(Role::Base));
        m_painter.fillRect(0, 0, m_boundary, heightOf(m_data), theme::color(Role::Alt));
        setFont(m_painter, theme::TextStyle::Small, true);
        m_painter.setPen(theme::color(Role::Text2));
        m_painter.drawText(QRect(kSide, kLabelTop, m_boundary - kSide - theme::kInside, kLabelHeight),
                           Qt::AlignVCenter | Qt::AlignLeft,
                           elided(m_painter, HopPicture::tr("Anyone can write this"), m_boundary - kSide));
        m_painter.setPen(theme::color(Role::Accent));
        const int room = m_width - m_boundary - 2 * theme::kBarSide;
        m_painter.drawText(
            QRect(m_boundary + theme::kBarSide, kLabelTop, room, kLabelHeight),
            Qt::AlignVCenter | Qt::AlignLeft,
            elided(m_painter, HopPicture::tr("Trust boundary: written by your proxies"), room));
    }

    void stations() {
        if (m_data.stations.empty()) {
            return;
        }
        const int clientWidth = std::min(150, m_boundary - kSide - theme::kBarSide);
        QRect last(kSide, kStationTop, clientWidth, kStationHeight);
        station(last, m_data.stations.front());
        const auto ours = static_cast<int>(m_data.stations.size()) - 1;
        if (ours == 0) {
            return;
        }
        const int room = m_width - kSide - m_boundary - theme::kBarSide - kGap * (ours - 1) - kGap;
        const int width = std::clamp(room / ours, 60, 170);
        int left = m_width - kSide - ours * width - (ours - 1) * kGap;
        left = std::min(left, m_boundary + kGap);
        for (int i = 1; i <= ours; ++i) {
            const QRect box(left, kStationTop, width, kStationHeight);
            arrow(last.right() + 3, box.left() - 3);
            station(box, m_data.stations[static_cast<std::size_t>(i)]);
            last = box;
            left += width + kGap;
        }
    }

    void station(const QRect& box, const HopStation& station) {
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setPen(QPen(theme::color(Role::Control), 1));
        m_painter.setBrush(theme::color(Role::Base));
        m_painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), theme::kCorner, theme::kCorner);
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        const QRect icon(box.left() + kStationPadding, box.top() + 5, theme::kIcon, theme::kIcon);
        int left = icon.right() + theme::kInside + 2;
        const bool hasRoom = box.width() >= kRoomForIcon;  // else the name is worth more
        if (station.place == Place::Proxy) {
            theme::paintSwatch(m_painter, QRect(icon.left(), icon.top() + 2, theme::kSwatch, theme::kSwatch),
                               theme::SourceLooks::instance().look(station.source));
        }
        if (station.place == Place::Proxy && hasRoom) {
            theme::paintIcon(m_painter, icon.translated(theme::kIcon + 2, 0), station.icon, Role::Text2);
            left += theme::kIcon + 2;
        } else if (station.place != Place::Proxy && hasRoom) {
            theme::paintIcon(m_painter, icon, station.icon, Role::Text2);
        } else if (station.place != Place::Proxy) {
            left = icon.left();
        }
        const int right = box.right() - theme::kInside;
        setFont(m_painter, theme::TextStyle::Body, true);
        m_painter.setPen(theme::color(Role::Text));
        m_painter.drawText(QRect(left, box.top() + 3, right - left, 20), Qt::AlignVCenter | Qt::AlignLeft,
                           elided(m_painter, station.name, right - left));
        setFont(m_painter, theme::TextStyle::Small);
        m_painter.setPen(theme::color(Role::Text2));
        m_painter.drawText(QRect(icon.left(), box.top() + 23, right - icon.left(), 18),
                           Qt::AlignVCenter | Qt::AlignLeft,
                           elided(m_painter, station.address, right - icon.left(), Qt::ElideMiddle));
    }

    void arrow(int from, int to) {
        const int y = kStationTop + kStationHeight / 2;
        m_painter.setPen(QPen(theme::color(Role::Control), 1));
        m_painter.drawLine(from, y, to, y);
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(theme::color(Role::Control));
        m_painter.drawPolygon(
            QPolygonF({QPointF(to + 1, y + 0.5), QPointF(to - 6, y - 3.5), QPointF(to - 6, y + 4.5)}));
        m_painter.setRenderHint(QPainter::Antialiasing, false);
    }

    int valueWidth(const QString& text) const {
        return m_painter.fontMetrics().horizontalAdvance(text) + 2 * theme::kBetween;
    }

    void line(const HopLine& line, const QString& title, int top, Role noteRole) {
        setFont(m_painter, theme::TextStyle::Small, true);
        m_painter.setPen(theme::color(Role::Text));
        m_painter.drawText(QRect(kSide, top, m_boundary - kSide, kLabelHeight),
                           Qt::AlignVCenter | Qt::AlignLeft, title);
        const int y = top + kLabelHeight + 2;
        setFont(m_painter, theme::TextStyle::Mono);
        const auto firstOwn = std::ranges::find_if(
            line.values, [](const HopValue& value) { return value.look != Look::Claim; });
        claims({line.values.begin(), firstOwn}, firstOwn != line.values.end(), y);
        int x = m_boundary + theme::kBarSide;
        const int right = m_width - kSide;
        for (auto value = firstOwn; value != line.values.end(); ++value) {
            const int width = std::min(valueWidth(value->text), right - x);
            if (width < 3 * theme::kBetween) {
                break;
            }
            box(QRect(x, y, width, kValueHeight), *value);
            x += width + 2;
            if (line.isList && value + 1 != line.values.end()) {
                comma(x, y);
            }
            x += theme::kBetween;
        }
        setFont(m_painter, theme::TextStyle::Small, true);
        m_painter.setPen(theme::color(noteRole));
        m_painter.drawText(QRect(x, y, right - x, kValueHeight), Qt::AlignVCenter | Qt::AlignLeft,
                           elided(m_painter, line.note, right - x));
    }

    /// From the boundary to the left: what does not fit is what anyone wrote first.
    void claims(const std::vector<HopValue>& values, bool isFollowed, int y) {
        int x = m_boundary - theme::kBarSide;
        for (auto value = values.rbegin(); value != values.rend(); ++value) {
            if (isFollowed || value != values.rbegin()) {
                x -= theme::kInside;
                comma(x, y);
            }
            const int width = std::min(valueWidth(value->text), x - kSide);
            if (width < 5 * theme::kBetween) {
                m_painter.setPen(theme::color(Role::Text2));
                m_painter.drawText(QRect(kSide, y, x - kSide, kValueHeight),
                                   Qt::AlignVCenter | Qt::AlignRight, QStringLiteral("…"));
                break;
            }
            x -= width;
            box(QRect(x, y, width, kValueHeight), *value);
            x -= theme::kBetween - 2;
        }
    }

    void comma(int x, int y) {
        m_painter.setPen(theme::color(Role::Text));
        m_painter.drawText(QRect(x, y, theme::kBetween, kValueHeight), Qt::AlignVCenter | Qt::AlignLeft,
                           QStringLiteral(","));
    }

    void box(const QRect& rect, const HopValue& value) {
        const ValueColors colors = colorsOf(value.look);
        m_painter.setPen(
            QPen(theme::color(colors.border), 1, value.look == Look::Claim ? Qt::DashLine : Qt::SolidLine));
        m_painter.setBrush(theme::color(colors.back));
        m_painter.drawRect(rect.adjusted(0, 0, -1, -1));
        m_painter.setPen(theme::color(Role::Text));
        m_painter.drawText(rect, Qt::AlignCenter,
                           elided(m_painter, value.text, rect.width() - theme::kBetween, Qt::ElideMiddle));
    }

    QPainter& m_painter;
    const HopData& m_data;
    int m_width;
    int m_boundary = 0;
};

}  // namespace

HopPicture::HopPicture(const QString& name, QWidget* parent) : QWidget(parent) {
    setObjectName(name);
    setAccessibleName(tr("Way of the request"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, qOverload<>(&QWidget::update));
}

void HopPicture::setData(const HopData& data) {
    m_data = data;
    text::setAccessibleSummary(this, hopSummary(m_data));
    updateGeometry();
    update();
}

QSize HopPicture::sizeHint() const {
    return {620, heightOf(m_data)};
}

QSize HopPicture::minimumSizeHint() const {
    return {420, heightOf(m_data)};
}

void HopPicture::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    Painting(painter, m_data, width()).paint();
    if (hasFocus()) {
        painter.setPen(QPen(theme::color(theme::Role::Accent), theme::kFocusRing));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

}  // namespace mirrorscope::ui::hops
