// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/size_class.h"

#include <QTest>

using namespace mirrorscope::ui::shell;
using mirrorscope::ui::sources::BoardDensity;

class SizeClassTest : public QObject {
    Q_OBJECT

private slots:
    void rules_data() {
        QTest::addColumn<QSize>("window");
        QTest::addColumn<int>("board");
        QTest::addColumn<bool>("narrow");
        QTest::addColumn<bool>("low");
        QTest::addColumn<int>("detail");
        const auto full = static_cast<int>(BoardDensity::Full);
        const auto narrow = static_cast<int>(BoardDensity::Narrow);
        const auto strip = static_cast<int>(BoardDensity::Strip);
        QTest::newRow("standard") << QSize(1600, 1000) << full << false << false << 344;
        QTest::newRow("1400 is wide") << QSize(1400, 850) << full << false << false << 344;
        QTest::newRow("1399 is narrow") << QSize(1399, 1000) << narrow << true << false << 344;
        QTest::newRow("laptop") << QSize(1280, 800) << narrow << true << true << 272;
        QTest::newRow("low only") << QSize(1600, 849) << full << false << true << 272;
        QTest::newRow("smallest") << QSize(1024, 680) << strip << true << true << 272;
    }

    void rules() {
        QFETCH(QSize, window);
        QFETCH(int, board);
        QFETCH(bool, narrow);
        QFETCH(bool, low);
        QFETCH(int, detail);
        const SizeClass size = sizeClassOf(window);
        QCOMPARE(static_cast<int>(size.board), board);
        QCOMPARE(size.narrow, narrow);
        QCOMPARE(size.low, low);
        QCOMPARE(size.detailHeight, detail);
    }
};

QTEST_GUILESS_MAIN(SizeClassTest)
#include "size_class_test.moc"
