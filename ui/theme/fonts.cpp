// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/fonts.h"

#include <QApplication>
#include <QFontDatabase>
#include <QHash>
#include <algorithm>
#include <array>

namespace mirrorscope::ui::theme {
namespace {

constexpr double kBodySize = 13;

struct StyleSize {
    double size;
    QFont::Weight weight;
};

constexpr std::array<StyleSize, static_cast<std::size_t>(TextStyle::Count)> kSizes{{
    {13, QFont::Normal},
    {12, QFont::Normal},
    {11, QFont::Normal},
    {15, QFont::DemiBold},
    {18, QFont::DemiBold},
    {20, QFont::DemiBold},
    {12, QFont::Normal},
}};

void scaleTo(QFont& font, const QFont& body, double factor) {
    // A desktop sets points, a test or a user's setting may set pixels: keep the unit.
    if (body.pixelSize() > 0) {
        font.setPixelSize(std::max(1, qRound(body.pixelSize() * factor)));
    } else {
        font.setPointSizeF(body.pointSizeF() * factor);
    }
}

}  // namespace

QFont font(TextStyle style) {
    const QFont body = QApplication::font();
    QFont font = style == TextStyle::Mono ? QFontDatabase::systemFont(QFontDatabase::FixedFont) : body;
    const StyleSize& wanted = kSizes[static_cast<std::size_t>(style)];
    scaleTo(font, body, wanted.size / kBodySize);
    if (wanted.weight != QFont::Normal) {
        font.setWeight(wanted.weight);
    }
    if (style == TextStyle::Mono) {
        font.setStyleHint(QFont::Monospace);
        // A ligature would draw two bytes as one sign.
        font.setStyleStrategy(QFont::PreferNoShaping);
    }
    return font;
}

QFont tabular(const QFont& base) {
    // Delegates ask for every cell; measuring ten digits each time would show in scrolling.
    static QHash<QString, bool> known;
    const QString key = base.key();
    auto it = known.constFind(key);
    if (it == known.constEnd()) {
        it = known.insert(key, digitsAreEquallyWide(QFontMetricsF(base)));
    }
    if (*it) {
        return base;
    }
    QFont font = base;
    font.setFamilies({QStringLiteral("DejaVu Sans"), base.family()});
    return font;
}

bool digitsAreEquallyWide(const QFontMetricsF& metrics) {
    const double zero = metrics.horizontalAdvance(u'0');
    for (char16_t digit = u'1'; digit <= u'9'; ++digit) {
        if (qAbs(metrics.horizontalAdvance(QChar(digit)) - zero) > 0.01) {
            return false;
        }
    }
    return true;
}

}  // namespace mirrorscope::ui::theme
