// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/fonts.h"

#include <QApplication>
#include <QFontInfo>
#include <QTest>

namespace mirrorscope::ui::theme {

class FontsTest : public QObject {
    Q_OBJECT

private slots:
    void followsTheSystemFont_data();
    void followsTheSystemFont();
    void keepsPoints();
    void weights();
    void monoIsFixedPitch();
    void numbersLineUp();
};

void FontsTest::followsTheSystemFont_data() {
    QTest::addColumn<int>("body");
    QTest::addColumn<TextStyle>("style");
    QTest::addColumn<int>("pixels");
    QTest::newRow("body") << 13 << TextStyle::Body << 13;
    QTest::newRow("small") << 13 << TextStyle::Small << 12;
    QTest::newRow("axis") << 13 << TextStyle::Axis << 11;
    QTest::newRow("heading") << 13 << TextStyle::Heading << 15;
    QTest::newRow("page title") << 13 << TextStyle::PageTitle << 18;
    QTest::newRow("tile") << 13 << TextStyle::TileNumber << 20;
    QTest::newRow("mono") << 13 << TextStyle::Mono << 12;
    QTest::newRow("large print") << 26 << TextStyle::Axis << 22;
}

void FontsTest::followsTheSystemFont() {
    QFETCH(int, body);
    QFETCH(TextStyle, style);
    QFETCH(int, pixels);
    QFont system = QApplication::font();
    system.setPixelSize(body);
    QApplication::setFont(system);
    QCOMPARE(font(style).pixelSize(), pixels);
}

void FontsTest::keepsPoints() {
    QFont system = QApplication::font();
    system.setPointSizeF(10);
    QApplication::setFont(system);
    QCOMPARE(font(TextStyle::Body).pointSizeF(), 10.0);
    QCOMPARE(font(TextStyle::TileNumber).pointSizeF(), 10.0 * 20 / 13);
}

void FontsTest::weights() {
    QCOMPARE(font(TextStyle::Body).weight(), QFont::Normal);
    QCOMPARE(font(TextStyle::PageTitle).weight(), QFont::DemiBold);
}

void FontsTest::monoIsFixedPitch() {
    const QFontMetricsF metrics(font(TextStyle::Mono));
    QCOMPARE(metrics.horizontalAdvance(u'i'), metrics.horizontalAdvance(u'W'));
}

void FontsTest::numbersLineUp() {
    for (const TextStyle style : {TextStyle::Body, TextStyle::Small, TextStyle::TileNumber}) {
        const QFont numbers = tabular(font(style));
        QVERIFY(digitsAreEquallyWide(QFontMetricsF(numbers)));
        QCOMPARE(numbers.weight(), font(style).weight());
        QCOMPARE(numbers.pointSizeF(), font(style).pointSizeF());
    }
}

}  // namespace mirrorscope::ui::theme

QTEST_MAIN(mirrorscope::ui::theme::FontsTest)
#include "fonts_test.moc"
