// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include <QApplication>
#include <QImage>
#include <QTest>
#include <algorithm>
#include <set>

#include "ui/theme/theme.h"

namespace mirrorscope::ui::theme {
namespace {

constexpr int kGrid = 16;

QImage drawn(Icon icon, Role role = Role::Text, int size = kGrid, qreal ratio = 1) {
    return iconPixmap(icon, role, size, ratio).toImage().convertToFormat(QImage::Format_ARGB32);
}

int coveredPixels(const QImage& image) {
    int covered = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            covered += qAlpha(image.pixel(x, y)) > 96 ? 1 : 0;
        }
    }
    return covered;
}

int differentPixels(const QImage& a, const QImage& b) {
    int different = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            different += std::abs(qAlpha(a.pixel(x, y)) - qAlpha(b.pixel(x, y))) > 96 ? 1 : 0;
        }
    }
    return different;
}

QColor strongestColor(const QImage& image) {
    QRgb strongest = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            strongest = qAlpha(image.pixel(x, y)) > qAlpha(strongest) ? image.pixel(x, y) : strongest;
        }
    }
    return QColor::fromRgb(strongest);
}

}  // namespace

class IconsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::instance().install(*qApp); }
    void init() { Theme::instance().setMode(Theme::Mode::Light); }
    void isDrawnInItsGrid_data();
    void isDrawnInItsGrid();
    void shapesDiffer();
    void takesTheRolesColor();
    void followsTheTheme();
    void selectedKeepsColorDisabledFades();
    void isSharpOnDenseScreens();
    void everyKindAndSeverityHasOne();
    void applicationIconHasAllSizes();
};

void IconsTest::isDrawnInItsGrid_data() {
    QTest::addColumn<Icon>("icon");
    for (int i = 0; i < static_cast<int>(Icon::Count); ++i) {
        const auto icon = static_cast<Icon>(i);
        QTest::newRow(iconName(icon)) << icon;
    }
}

void IconsTest::isDrawnInItsGrid() {
    QFETCH(Icon, icon);
    const QImage image = drawn(icon);
    QCOMPARE(image.size(), QSize(kGrid, kGrid));
    const int covered = coveredPixels(image);
    QVERIFY2(covered >= 12, "blank or hardly drawn");
    QVERIFY2(covered <= 200, "a filled tile says nothing");
}

void IconsTest::shapesDiffer() {
    for (int i = 0; i < static_cast<int>(Icon::Count); ++i) {
        for (int j = i + 1; j < static_cast<int>(Icon::Count); ++j) {
            const auto a = static_cast<Icon>(i);
            const auto b = static_cast<Icon>(j);
            const int different = differentPixels(drawn(a), drawn(b));
            QVERIFY2(different >= 6,
                     qPrintable(QStringLiteral("%1 and %2 differ by %3 pixels")
                                    .arg(QLatin1StringView(iconName(a)), QLatin1StringView(iconName(b)))
                                    .arg(different)));
        }
    }
}

void IconsTest::takesTheRolesColor() {
    QCOMPARE(strongestColor(drawn(Icon::Pause, Role::Critical)), color(Role::Critical));
    QCOMPARE(strongestColor(drawn(Icon::Pause, Role::Ok)), color(Role::Ok));
}

void IconsTest::followsTheTheme() {
    const QIcon kept = icon(Icon::Play, Role::Accent);
    const auto shown = [&kept] { return strongestColor(kept.pixmap(kGrid).toImage()); };
    QCOMPARE(shown(), color(Scheme::Light, Role::Accent));
    Theme::instance().setMode(Theme::Mode::Dark);
    QCOMPARE(shown(), color(Scheme::Dark, Role::Accent));
}

void IconsTest::selectedKeepsColorDisabledFades() {
    const QIcon high = icon(Icon::SeverityHigh, Role::High);
    const auto shown = [&high](QIcon::Mode mode) {
        return strongestColor(high.pixmap(QSize(kGrid, kGrid), 1.0, mode).toImage());
    };
    QCOMPARE(shown(QIcon::Selected), color(Role::High));
    QCOMPARE(shown(QIcon::Active), color(Role::High));
    QCOMPARE(shown(QIcon::Disabled), color(Role::Control));
}

void IconsTest::isSharpOnDenseScreens() {
    const QPixmap dense = iconPixmap(Icon::Search, Role::Text, kGrid, 2);
    QCOMPARE(dense.size(), QSize(2 * kGrid, 2 * kGrid));
    QCOMPARE(dense.deviceIndependentSize(), QSizeF(kGrid, kGrid));
    QCOMPARE(icon(Icon::Search).pixmap(QSize(kGrid, kGrid), 2.0).size(), QSize(2 * kGrid, 2 * kGrid));
}

void IconsTest::everyKindAndSeverityHasOne() {
    std::set<Icon> kinds;
    for (int i = 0; i < static_cast<int>(traffic::SourceKind::Count); ++i) {
        kinds.insert(kindIcon(static_cast<traffic::SourceKind>(i)));
    }
    QCOMPARE(kinds.size(), std::size_t{8});  // unknown, other and trafficserver share the ring
    std::set<Icon> severities;
    for (int i = 0; i < static_cast<int>(traffic::Severity::Count); ++i) {
        severities.insert(severityIcon(static_cast<traffic::Severity>(i)));
    }
    QCOMPARE(severities.size(), static_cast<std::size_t>(traffic::Severity::Count));
    QCOMPARE(severityRole(traffic::Severity::Critical), Role::Critical);
    QCOMPARE(severityRole(traffic::Severity::Info), Role::Low);
}

void IconsTest::applicationIconHasAllSizes() {
    for (const int size : {16, 32, 48, 256}) {
        const QImage image = applicationIcon().pixmap(QSize(size, size), 1.0).toImage();
        QCOMPARE(image.width(), size);
        QVERIFY(coveredPixels(image.convertToFormat(QImage::Format_ARGB32)) > size * size / 2);
    }
}

}  // namespace mirrorscope::ui::theme

QTEST_MAIN(mirrorscope::ui::theme::IconsTest)
#include "icons_test.moc"
