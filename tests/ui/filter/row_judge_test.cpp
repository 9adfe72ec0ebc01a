// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/row_judge.h"

#include <QTest>

#include "tests/ui/filter/read_filter.h"

using namespace mirrorscope;
using ui::filter::RowJudge;

class RowJudgeTest : public QObject {
    Q_OBJECT

private slots:
    void saysWhatItCanAnswer_data() {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<bool>("can");
        QTest::newRow("everything") << "" << true;
        QTest::newRow("facts") << "id:1 time>-1h path~/a/ -method:GET" << true;
        QTest::newRow("context and verdict")
            << "source:a or client:10.0.0.0/8 or state:attack or type:xss" << true;
        QTest::newRow("header") << "host:a header.x-a:b" << false;
        QTest::newRow("body in a group") << "host:a or not (path:/b body~c)" << false;
        QTest::newRow("word") << "union" << false;
        QTest::newRow("hits") << "severity>=high" << false;
        QTest::newRow("marks") << "tag:demo" << false;
        QTest::newRow("flags come late") << "host:a or -(flag:late path:/b)" << false;
    }

    void saysWhatItCanAnswer() {
        QFETCH(QString, filter);
        QFETCH(bool, can);
        QCOMPARE(RowJudge::canAnswer(test::readFilter(filter.toStdString())), can);
    }

    void judgesRows() {
        traffic::RequestRow row;
        row.context.host = "shop.example";
        row.state = traffic::RequestState::Pending;
        QVERIFY(RowJudge(test::readFilter("host:SHOP.example -score:0")).holds(row));
        row.state = traffic::RequestState::Clean;
        QVERIFY(!RowJudge(test::readFilter("host:SHOP.example -score:0")).holds(row));
    }
};

QTEST_GUILESS_MAIN(RowJudgeTest)
#include "row_judge_test.moc"
