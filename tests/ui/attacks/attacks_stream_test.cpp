// SPDX-License-Identifier: GPL-3.0-or-later
// The tree keeps the promises of a model while attacks come, grow worse, are opened, filtered and regrouped.
#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QTest>
#include <QTreeView>

#include "tests/support/processor_timer.h"
#include "tests/ui/attacks/attacks_window.h"
#include "tests/ui/filter/read_filter.h"
#include "ui/attacks/attacks_view.h"
#include "ui/live/paced_changes.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::attacks;
using Reporting = QAbstractItemModelTester::FailureReportingMode;
using traffic::AttackType;
using traffic::Severity;

namespace {

const filter::Filter kCritical = test::readFilter("severity:critical");

}  // namespace

class AttacksStreamTest : public QObject {
    Q_OBJECT

private slots:
    void testerIsContent_data() {
        QTest::addColumn<QString>("grouping");
        for (const char* grouping :
             {"type", "client", "rule", "none", "type,client", "client,rule", "rule,endpoint"}) {
            QTest::newRow(grouping) << QString::fromLatin1(grouping);
        }
    }

    void testerIsContent() {
        QFETCH(QString, grouping);
        test::AttacksWindow window;
        QTRY_VERIFY(!window.model->isLoading());
        AttacksModel& model = *window.model;
        model.setGrouping(groupingByName(grouping.toStdString()));
        AttacksView view;
        view.setAttacksModel(&model);
        view.resize(900, 300);
        view.show();
        const QAbstractItemModelTester tester(&model, Reporting::QtTest);
        window.storeRequests(5, 12);
        QRandomGenerator random(47);
        for (int step = 0; step < 80; ++step) {
            const int id = 1 + random.bounded(60);
            // Ten clients of three networks: campaigns come and grow.
            window.judge(id, static_cast<AttackType>(id % 6), static_cast<Severity>(random.bounded(5)),
                         "10.0." + std::to_string(id % 3) + '.' + std::to_string(id % 10));
            disturb(model, view, step, random);
            if (step % 5 == 0) {
                QCoreApplication::processEvents();
            }
        }
        QVERIFY(model.attackCount() > 0);
        QCOMPARE(model.grouping(), groupingByName(grouping.toStdString()));
    }

    void everyIndexFollowsItsRow() {
        test::AttacksWindow window;
        QTRY_VERIFY(!window.model->isLoading());
        AttacksModel& model = *window.model;
        model.setGrouping({GroupBy::Client, GroupBy::Type});
        for (int id = 1; id <= 20; ++id) {
            window.judge(id, static_cast<AttackType>(id % 2), Severity::Low,
                         "10.0." + std::to_string(id % 4) + ".1");
        }
        std::vector<std::pair<QPersistentModelIndex, QString>> kept;
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex top = model.index(row, 1);
            kept.emplace_back(top, top.data().toString());
        }
        QRandomGenerator random(11);
        for (int step = 0; step < 100; ++step) {
            const int id = 1 + random.bounded(20);
            window.judge(id, static_cast<AttackType>(id % 2), static_cast<Severity>(random.bounded(5)),
                         "10.0." + std::to_string(id % 4) + ".1");
            for (const auto& [index, title] : kept) {
                QCOMPARE(index.data().toString(), title);
            }
        }
    }

    void anAttackFloodIsArrangedInTime_data() {
        QTest::addColumn<QString>("grouping");
        QTest::addColumn<bool>("oneClient");
        QTest::addColumn<int>("rows");
        QTest::newRow("type") << QStringLiteral("type") << false << 5;
        QTest::newRow("client,type") << QStringLiteral("client,type") << false << 102;
        QTest::newRow("none") << QStringLiteral("none") << false << 102;
        QTest::newRow("type, one client invents hosts") << QStringLiteral("type") << true << 5;
        QTest::newRow("endpoint, one client invents hosts") << QStringLiteral("endpoint") << true << 102;
    }

    void anAttackFloodIsArrangedInTime() {
        QFETCH(QString, grouping);
        QFETCH(bool, oneClient);
        test::AttacksWindow window;
        QTRY_VERIFY(!window.model->isLoading());
        window.model->setGrouping(groupingByName(grouping.toStdString()));
        api::RequestJudged judged;
        judged.id = 1;
        for (int id = 1; id <= 50'000; ++id) {
            judged.attacks.push_back(
                test::attackRow(id, static_cast<AttackType>(id / 1000 % 4), Severity::High));
            traffic::Attack& attack = judged.attacks.back().attack;
            if (oneClient) {
                attack.host = "h" + std::to_string(id) + ".example.com";
            } else {
                attack.client = "10." + std::to_string(id % 200) + '.' + std::to_string(id % 250) + ".1";
            }
        }
        window.service.judge(judged);
        window.drain();
        QCOMPARE(window.model->attackCount(), 50'000);
        // Rows do not grow with the attacks.
        QTEST(window.model->rowCount(), "rows");
        judged.attacks.resize(100);
        for (traffic::AttackRow& row : judged.attacks) {
            row.attack.requests = 2;
        }
        window.service.judge(judged);
        const test::ProcessorTimer timer;
        window.drain();
        // Ten times the beat: a guard against what grows with the square, not a measurement.
        QVERIFY(timer.milliseconds() < 10 * live::PacedChanges::kMilliseconds);
        qInfo("100 of 50,000 attacks changed: arranged in %lld ms", timer.milliseconds());
    }

private:
    static void disturb(AttacksModel& model, AttacksView& view, int step, QRandomGenerator& random) {
        const QModelIndex known = model.indexOf(1 + random.bounded(60));
        if (step % 50 == 20) {
            model.setFilter(kCritical);
        } else if (step % 50 == 40) {
            model.setFilter({});
        } else if (step % 50 == 45 && model.rowCount() > 0) {
            model.showMore(model.index(model.rowCount() - 1, 0));
        } else if (step % 9 == 0) {
            view.expand(model.indexOf(5));
        } else if (step % 31 == 0) {
            view.collapse(model.indexOf(5));
        } else if (step % 7 == 0) {
            view.setCurrentIndex(known);
        } else if (step % 11 == 0) {
            view.expand(known);
        } else if (step % 13 == 0) {
            view.collapse(known);
        } else if (step % 17 == 0) {
            view.scrollToBottom();
        }
    }
};

QTEST_MAIN(AttacksStreamTest)
#include "attacks_stream_test.moc"
