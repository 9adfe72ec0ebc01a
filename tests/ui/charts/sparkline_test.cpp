// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/sparkline.h"

#include <QApplication>
#include <QPainter>
#include <QTest>

#include "ui/text/summary_accessible.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::charts {
namespace {

const theme::SourceLook kBlue{0, theme::Texture::Solid};

QImage drawn(const std::vector<double>& values) {
    QImage image(64, 16, QImage::Format_RGB32);
    image.fill(theme::color(theme::Role::Base));
    QPainter painter(&image);
    paintSparkline(painter, image.rect(), values, kBlue);
    return image;
}

int inked(const QImage& image, int y) {
    int count = 0;
    for (int x = 0; x < image.width(); ++x) {
        count += image.pixelColor(x, y) == theme::color(theme::Role::Base) ? 0 : 1;
    }
    return count;
}

}  // namespace

class SparklineTest : public QObject {
    Q_OBJECT

private slots:
    void nothingIsNothing();
    void zeroIsTheBaseLine();
    void highestReachesTheTop();
    void tellsItsValues();
};

void SparklineTest::nothingIsNothing() {
    QImage blank(64, 16, QImage::Format_RGB32);
    blank.fill(theme::color(theme::Role::Base));
    QCOMPARE(drawn({}), blank);
}

void SparklineTest::zeroIsTheBaseLine() {
    const QImage image = drawn({0, 0, 0});
    QCOMPARE(inked(image, 8), 0);
    QCOMPARE(inked(image, 15), 64);
}

void SparklineTest::highestReachesTheTop() {
    const QImage image = drawn({5, 5, 5, 0, 0, 0});
    QVERIFY(inked(image, 1) > 15);
    QVERIFY(inked(image, 1) < 40);
    QCOMPARE(image.pixelColor(60, 8), theme::color(theme::Role::Base));
}

void SparklineTest::tellsItsValues() {
    Sparkline sparkline;
    sparkline.setValues(1, {3, 412, 38});
    QCOMPARE(text::accessibleSummary(&sparkline), QStringLiteral("now 38/s, highest 412/s"));
}

}  // namespace mirrorscope::ui::charts

QTEST_MAIN(mirrorscope::ui::charts::SparklineTest)
#include "sparkline_test.moc"
