// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/figure_tile.h"

#include <QPainter>

#include "ui/text/figure_painting.h"
#include "ui/text/number_text.h"
#include "ui/text/summary_accessible.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::proof {
namespace {

using theme::Role;

constexpr int kHeight = 60;
constexpr int kWidth = 108;
constexpr int kLeastWidth = 68;
/// Narrower ones need their room for the number.
constexpr int kPaddedWidth = 90;

}  // namespace

FigureTile::FigureTile(const char* name, const QString& words, QWidget* parent)
    : QWidget(parent), m_words(words) {
    setObjectName(QLatin1String(name));
    setAccessibleName(words);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, qOverload<>(&QWidget::update));
    setNumber(text::notApplicableText());
}

void FigureTile::setNumber(const QString& number, bool isBad) {
    m_number = number;
    m_isBad = isBad;
    text::setAccessibleSummary(this, number);
    update();
}

QSize FigureTile::sizeHint() const {
    return {kWidth, kHeight};
}

QSize FigureTile::minimumSizeHint() const {
    return {kLeastWidth, kHeight};
}

void FigureTile::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setPen(theme::color(Role::Line));
    painter.setBrush(theme::color(Role::Base));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    const int side = width() < kPaddedWidth ? theme::kInside : theme::kBarSide;
    const QRect inside = rect().adjusted(side, theme::kBetween, -theme::kInside, -theme::kBetween);
    text::paintFigure(painter, inside, m_number, m_isBad ? Role::Critical : Role::Text, m_words);
}

}  // namespace mirrorscope::ui::proof
