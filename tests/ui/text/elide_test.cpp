// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/elide.h"

#include <QApplication>
#include <QTest>

namespace mirrorscope::ui::text {

class ElideTest : public QObject {
    Q_OBJECT

private slots:
    void keepsTheTellingEnd_data();
    void keepsTheTellingEnd();
    void leavesWhatFits();
    void tabs();
};

void ElideTest::keepsTheTellingEnd_data() {
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("start");
    QTest::addColumn<QString>("end");
    QTest::newRow("sentence") << Kind::Sentence << QStringLiteral("SQL injection found with libinjection")
                              << QStringLiteral("SQL") << QStringLiteral("…");
    QTest::newRow("path") << Kind::Path << QStringLiteral("shop.example.com/api/v2/session/token")
                          << QStringLiteral("sho") << QStringLiteral("ken");
    QTest::newRow("forwarded") << Kind::ProxyList << QStringLiteral("203.0.113.7, 198.51.100.9, 10.0.0.5")
                               << QStringLiteral("…") << QStringLiteral("10.0.0.5");
}

void ElideTest::keepsTheTellingEnd() {
    QFETCH(Kind, kind);
    QFETCH(QString, text);
    QFETCH(QString, start);
    QFETCH(QString, end);
    const QFontMetrics metrics(QApplication::font());
    const int width = metrics.horizontalAdvance(text) / 2;
    const QString shown = elided(text, kind, metrics, width);
    QVERIFY2(shown.startsWith(start) && shown.endsWith(end), qPrintable(shown));
    QVERIFY(metrics.horizontalAdvance(shown) <= width);
}

void ElideTest::leavesWhatFits() {
    const QFontMetrics metrics(QApplication::font());
    QCOMPARE(elided(QStringLiteral("edge"), Kind::Path, metrics, 500), QStringLiteral("edge"));
}

void ElideTest::tabs() {
    QCOMPARE(tabTitle(QStringLiteral("New attacks")), QStringLiteral("New attacks"));
    QCOMPARE(tabTitle(QString(24, u'a')), QString(24, u'a'));
    QCOMPARE(tabTitle(QString(25, u'a')), QString(23, u'a') + u'…');
    const QString pairs = QString(22, u'a') + QString::fromUtf8("\xF0\x9F\x94\x92xyz");
    QCOMPARE(tabTitle(pairs), QString(22, u'a') + u'…');
}

}  // namespace mirrorscope::ui::text

QTEST_MAIN(mirrorscope::ui::text::ElideTest)
#include "elide_test.moc"
