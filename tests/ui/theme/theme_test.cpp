// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

namespace mirrorscope::ui::theme {

class ThemeTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::instance().install(*qApp); }
    void switchesLive();
    void reachesWidgetsShownLater();
    void takesSystemScheme();
    void disabledTextIsFainter();
    void fillsLongNamesFirst();
    void styleSheetNamesOnlyRoles();
};

void ThemeTest::switchesLive() {
    Theme& theme = Theme::instance();
    theme.setMode(Theme::Mode::Light);
    QWidget widget;
    QCOMPARE(widget.palette().color(QPalette::Window), color(Scheme::Light, Role::Window));

    widget.show();
    QSignalSpy changed(&theme, &Theme::changed);
    theme.setMode(Theme::Mode::Dark);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(theme.scheme(), Scheme::Dark);
    QCOMPARE(color(Role::Text), color(Scheme::Dark, Role::Text));
    QCOMPARE(widget.palette().color(QPalette::Window), color(Scheme::Dark, Role::Window));
    QVERIFY(qApp->styleSheet().contains(color(Scheme::Dark, Role::Window).name()));
    QVERIFY(!qApp->styleSheet().contains(color(Scheme::Light, Role::Window).name(), Qt::CaseInsensitive));
}

void ThemeTest::reachesWidgetsShownLater() {
    Theme::instance().setMode(Theme::Mode::Light);
    QWidget made;
    Theme::instance().setMode(Theme::Mode::Dark);
    made.show();
    QCOMPARE(made.palette().color(QPalette::Window), color(Scheme::Dark, Role::Window));
}

void ThemeTest::takesSystemScheme() {
    // Offscreen has no portal and a light palette, which must not be mistaken for the one we set ourselves.
    Theme::instance().setMode(Theme::Mode::Dark);
    Theme::instance().setMode(Theme::Mode::System);
    QCOMPARE(Theme::instance().scheme(), Scheme::Light);
}

void ThemeTest::disabledTextIsFainter() {
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        const QPalette palette = paletteOf(scheme);
        QCOMPARE(palette.color(QPalette::Disabled, QPalette::ButtonText), color(scheme, Role::Control));
        QCOMPARE(palette.color(QPalette::Inactive, QPalette::ButtonText), color(scheme, Role::Text));
    }
}

void ThemeTest::fillsLongNamesFirst() {
    QCOMPARE(filledStyleSheet(QStringLiteral("a: @text2; b: @text; c: @matchtext"), Scheme::Light),
             QStringLiteral("a: #56606b; b: #1c2127; c: #2b2100"));
}

void ThemeTest::styleSheetNamesOnlyRoles() {
    QFile file(QStringLiteral(PROJECT_DIR "/ui/theme/mirrorscope.qss"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString filled = filledStyleSheet(QString::fromUtf8(file.readAll()), Scheme::Dark);
    QCOMPARE(filled.count(u'@'), 1);  // the comment that explains @role
    QVERIFY(filled.contains(u"QToolBar"));
}

}  // namespace mirrorscope::ui::theme

QTEST_MAIN(mirrorscope::ui::theme::ThemeTest)
#include "theme_test.moc"
