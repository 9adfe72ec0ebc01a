// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/source_look.h"

#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <set>

#include "ui/theme/palette.h"

namespace mirrorscope::ui::theme {

class SourceLookTest : public QObject {
    Q_OBJECT

private slots:
    void init() { SourceLooks::instance().clear(); }
    void firstSevenDifferTwice();
    void laterOnesStayApart();
    void nobodyIsGrey();
    void unknownIsGreyUntilNamed();
    void overrideWins();
    void bordersAreSeenOnWhite();
    void texturesDiffer();
    void dimsTowardsThePage_data();
    void dimsTowardsThePage();
    void swatchHasABorder();
};

void SourceLookTest::firstSevenDifferTwice() {
    std::set<int> colors;
    std::set<Texture> textures;
    for (traffic::SourceId id = 1; id <= kSourceColors; ++id) {
        colors.insert(SourceLooks::lookByOrder(id).color);
        textures.insert(SourceLooks::lookByOrder(id).texture);
    }
    QCOMPARE(colors.size(), std::size_t{kSourceColors});
    QCOMPARE(textures.size(), std::size_t{kSourceColors});
    QCOMPARE(sourceColor(SourceLooks::lookByOrder(1)), QColor(0x00, 0x72, 0xB2));
    QCOMPARE(SourceLooks::lookByOrder(2).texture, Texture::Rising);
}

void SourceLookTest::laterOnesStayApart() {
    std::set<std::pair<int, Texture>> pairs;
    for (traffic::SourceId id = 1; id <= 49; ++id) {
        const SourceLook look = SourceLooks::lookByOrder(id);
        QVERIFY(look.color < kGrey);
        QVERIFY(pairs.emplace(look.color, look.texture).second);
    }
}

void SourceLookTest::nobodyIsGrey() {
    QCOMPARE(SourceLooks::instance().look(0), SourceLook{});
    QCOMPARE(SourceLooks::instance().look(-3), SourceLook{});
    QCOMPARE(sourceColor(SourceLook{}), QColor(0x8A, 0x92, 0x9C));
}

void SourceLookTest::unknownIsGreyUntilNamed() {
    SourceLooks& looks = SourceLooks::instance();
    QSignalSpy changed(&looks, &SourceLooks::changed);
    looks.setUnknown(3, true);
    looks.setUnknown(3, true);
    QCOMPARE(looks.look(3), SourceLook{});
    QCOMPARE(looks.look(4), SourceLooks::lookByOrder(4));
    looks.setUnknown(3, false);
    QCOMPARE(looks.look(3), SourceLooks::lookByOrder(3));
    QCOMPARE(changed.size(), 2);
}

void SourceLookTest::overrideWins() {
    SourceLooks& looks = SourceLooks::instance();
    const SourceLook wanted{6, Texture::Cross};
    looks.setUnknown(2, true);
    looks.setOverride(2, wanted);
    QCOMPARE(looks.look(2), wanted);
    looks.removeOverride(2);
    QCOMPARE(looks.look(2), SourceLook{});
}

void SourceLookTest::bordersAreSeenOnWhite() {
    // The border is why bright fills are allowed; yellow's is the faintest and has its texture besides.
    for (int i = 0; i <= kGrey; ++i) {
        const SourceLook look{i, Texture::Solid};
        QVERIFY(contrastRatio(sourceBorder(look), Qt::white) > contrastRatio(sourceColor(look), Qt::white));
    }
}

void SourceLookTest::texturesDiffer() {
    std::set<QByteArray> images;
    for (int i = 1; i < static_cast<int>(Texture::Count); ++i) {
        const QImage image = sourceBrush({0, static_cast<Texture>(i)}).textureImage();
        QCOMPARE(image.size(), QSize(8, 8));
        images.insert(QByteArray(reinterpret_cast<const char*>(image.constBits()), image.sizeInBytes()));
    }
    QCOMPARE(images.size(), static_cast<std::size_t>(Texture::Count) - 1);
}

void SourceLookTest::dimsTowardsThePage_data() {
    QTest::addColumn<QColor>("page");
    QTest::newRow("white") << QColor(Qt::white);
    QTest::newRow("dark") << QColor(0x1A, 0x1C, 0x20);
}

void SourceLookTest::dimsTowardsThePage() {
    QFETCH(QColor, page);
    const SourceLook look{0, Texture::Solid};
    const double full = contrastRatio(sourceColor(look), page);
    const double dimmed = contrastRatio(sourceBrush(look, page, 0.35).color(), page);
    QVERIFY(dimmed > 1);
    QVERIFY(dimmed < full);
}

void SourceLookTest::swatchHasABorder() {
    QImage image(20, 20, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    const SourceLook look{2, Texture::Solid};
    paintSwatch(painter, QRect(4, 4, 12, 12), look);
    painter.end();
    QCOMPARE(image.pixelColor(3, 3), QColor(Qt::white));
    QCOMPARE(image.pixelColor(4, 4), sourceBorder(look));
    QCOMPARE(image.pixelColor(15, 10), sourceBorder(look));
    QCOMPARE(image.pixelColor(10, 10), sourceColor(look));
    QCOMPARE(image.pixelColor(16, 10), QColor(Qt::white));
}

}  // namespace mirrorscope::ui::theme

QTEST_MAIN(mirrorscope::ui::theme::SourceLookTest)
#include "source_look_test.moc"
