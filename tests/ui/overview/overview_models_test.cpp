// SPDX-License-Identifier: GPL-3.0-or-later
// The models of the lists and of the health table.
#include <QAbstractItemModelTester>
#include <QLocale>
#include <QTest>

#include "core/query/parser.h"
#include "tests/ui/overview/sample_series.h"
#include "ui/filter/filter.h"
#include "ui/overview/health_model.h"
#include "ui/overview/top_model.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::overview;
using namespace std::chrono_literals;
using traffic::TopBy;

namespace {

constexpr base::WallTime kNow{std::chrono::seconds(1'795'438'500)};

traffic::TopList endpoints() {
    traffic::TopList list;
    list.entries = {{"/catalog/item", "shop.example", {}, 388, {{1, 300}, {2, 88}}},
                    {"/=HYPERLINK(1)", "", {}, 12, {{2, 12}}}};
    list.rest = 100;
    list.others = 7;
    return list;
}

std::string printed(const std::vector<query::Node>& conditions) {
    return query::print(filter::treeOf(conditions));
}

}  // namespace

class OverviewModelsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void listHasValueCountAndShare() {
        TopModel model(TopBy::Endpoint);
        const QAbstractItemModelTester tester(&model);
        model.setList(endpoints());
        const auto cell = [&](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(cell(0, 0), QStringLiteral("shop.example/catalog/item"));
        QCOMPARE(cell(0, 1), QStringLiteral("388"));
        QCOMPARE(cell(0, 2), QStringLiteral("78 %"));
        QCOMPARE(cell(1, 0), QStringLiteral("unknown/=HYPERLINK(1)"));
        QCOMPARE(model.restText(), QStringLiteral("100 from 7 others"));
        const auto parts = model.index(0, 0).data(TopModel::PartsRole).value<TopModel::Parts>();
        QCOMPARE(parts.size(), std::size_t(2));
        QCOMPARE(parts[0].share, 300.0 / 388);
        // The same number of rows is replaced in place, another one is not.
        traffic::TopList more = endpoints();
        more.entries[0].count = 400;
        model.setList(more);
        QCOMPARE(cell(0, 1), QStringLiteral("400"));
        more.entries.pop_back();
        model.setList(more);
        QCOMPARE(model.rowCount(), 1);
        model.setList({});
        QCOMPARE(model.rowCount(), 0);
    }

    void showOnlyNamesHostAndPath() {
        TopModel model(TopBy::Endpoint);
        model.setList(endpoints());
        QCOMPARE(printed(model.conditionsOf(model.index(0, 0))),
                 std::string("host:shop.example path:/catalog/item"));
        QCOMPARE(model.conditionsOf(model.index(1, 0)).size(), std::size_t(2));
        QVERIFY(model.conditionsOf({}).empty());
        TopModel clients(TopBy::Client);
        traffic::TopList list;
        list.entries = {{"203.0.113.7", {}, {}, 5, {}}, {"", {}, {}, 3, {}}};
        clients.setList(list);
        QCOMPARE(printed(clients.conditionsOf(clients.index(0, 0))), std::string("client:203.0.113.7"));
        QCOMPARE(printed(clients.conditionsOf(clients.index(1, 0))), std::string("client:unknown"));
        QCOMPARE(clients.index(1, 0).data().toString(), QStringLiteral("unknown"));
    }

    void onlyTheBeginningIsNoCondition() {
        TopModel model(TopBy::Path);
        traffic::TopList list;
        list.entries = {{std::string(traffic::kLongestTopValue, 'a'), {}, {}, 5, {}}};
        model.setList(list);
        QVERIFY(model.conditionsOf(model.index(0, 0)).empty());
    }

    void attackShareIsUnknownRatherThanNone() {
        TopModel model(TopBy::Endpoint);
        traffic::TopList attacks;
        attacks.entries = {{"/catalog/item", "shop.example", {}, 97, {}}};
        attacks.rest = 0;
        model.setList(endpoints(), &attacks);
        const auto tip = [&](int row) { return model.index(row, 0).data(Qt::ToolTipRole).toString(); };
        QVERIFY(tip(0).contains(QStringLiteral("97, 25 %")));
        QVERIFY(tip(1).contains(QStringLiteral("Attacks: 0")));
        attacks.approximate = true;
        model.setList(endpoints(), &attacks);
        QVERIFY(tip(1).contains(QStringLiteral("Attacks: unknown")));
    }

    void notProbedIsNotZero() {
        HealthModel model;
        const QAbstractItemModelTester tester(&model);
        traffic::MirrorHealth edge = test::chartHealth(test::chartSource(1, "edge", kNow));
        traffic::MirrorHealth pay = test::chartHealth(test::chartSource(2, "pay", kNow - 6min));
        pay.probes = traffic::ProbeCounts{420, 56, 0, 1900us, 9900us, 13ms, kNow};
        model.setHealth({edge, pay}, kNow);
        const auto cell = [&](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(cell(0, HealthModel::LostColumn), QStringLiteral("not probed"));
        QCOMPARE(cell(0, HealthModel::TwiceColumn), QStringLiteral("–"));
        QCOMPARE(cell(0, HealthModel::P95Column), QStringLiteral("–"));
        QCOMPARE(cell(0, HealthModel::StateColumn), QStringLiteral("Nothing wrong seen"));
        QCOMPARE(cell(1, HealthModel::LostColumn), QStringLiteral("56 of 420"));
        QCOMPARE(cell(1, HealthModel::P50Column), QStringLiteral("1.9 ms"));
        QCOMPARE(cell(1, HealthModel::StateColumn), QStringLiteral("Loses copies"));
        QVERIFY(model.index(1, HealthModel::LostColumn).data(HealthModel::BadRole).toBool());
        model.setSilent({2});
        QCOMPARE(cell(1, HealthModel::StateColumn), QStringLiteral("Silent 6 min"));
        // All of them lost: there is no lag, and it is not 0.
        pay.probes = traffic::ProbeCounts{5, 5, 0, 0us, 0us, 0us, kNow};
        model.setHealth({edge, pay}, kNow);
        QCOMPARE(cell(1, HealthModel::P50Column), QStringLiteral("–"));
        QCOMPARE(model.table().rows[0][HealthModel::LostColumn].plain, QString());
    }

    void theAgeOfAProofIsTold() {
        HealthModel model;
        traffic::MirrorHealth pay = test::chartHealth(test::chartSource(2, "pay", kNow));
        pay.probes = traffic::ProbeCounts{420, 0, 1, 1900us, 9900us, 13ms, kNow - 6min};
        pay.probes->late = 3;
        pay.probes->verdict = "failed";
        pay.probes->headline = "3 copies came late.\x1b[31m";
        pay.copies = traffic::DoubleCopies{100, 4};
        model.setHealth({pay}, kNow);
        const auto cell = [&](int column) { return model.index(0, column).data().toString(); };
        const auto tip = [&](int column) { return model.index(0, column).data(Qt::ToolTipRole).toString(); };
        QVERIFY(tip(HealthModel::LostColumn).contains(QStringLiteral("420 probes sent 6 min ago")));
        QVERIFY(tip(HealthModel::LostColumn).contains(QStringLiteral("3 late")));
        QVERIFY(tip(HealthModel::P95Column).contains(QStringLiteral("probed 6 min ago")));
        QCOMPARE(cell(HealthModel::StateColumn), QStringLiteral("Proof failed"));
        QVERIFY(tip(HealthModel::StateColumn).contains(QStringLiteral("3 copies came late.")));
        QVERIFY(!tip(HealthModel::StateColumn).contains(QChar(0x1b)));
        // What came twice since is not hidden by an older proof.
        QCOMPARE(cell(HealthModel::TwiceColumn), QStringLiteral("4"));
        QVERIFY(tip(HealthModel::TwiceColumn).contains(QStringLiteral("1 of 420 probes arrived twice")));
        QVERIFY(tip(HealthModel::TwiceColumn).contains(QStringLiteral("4 of 100 requests")));
        pay.probes->verdict = "passed";
        model.setHealth({pay}, kNow);
        QCOMPARE(cell(HealthModel::StateColumn), QStringLiteral("Sends copies twice"));
    }

    void stateSaysTheWorst_data() {
        QTest::addColumn<int>("what");
        QTest::addColumn<QString>("words");
        QTest::newRow("findings") << 0 << QStringLiteral("2 open findings");
        QTest::newRow("twice") << 1 << QStringLiteral("Sends copies twice");
        QTest::newRow("merged") << 2 << QStringLiteral("Counted as edge");
        QTest::newRow("stored only") << 3 << QStringLiteral("Stored only");
        QTest::newRow("quiet") << 4 << QStringLiteral("Nothing in the last hour");
    }
    void stateSaysTheWorst() {
        QFETCH(int, what);
        QFETCH(QString, words);
        const traffic::MirrorHealth edge = test::chartHealth(test::chartSource(1, "edge", kNow));
        traffic::MirrorHealth row = test::chartHealth(test::chartSource(2, "shop", kNow));
        if (what == 0) {
            row.openFindings = 2;
            row.worst = traffic::FindingSeverity::Error;
        } else if (what == 1) {
            row.copies = traffic::DoubleCopies{100, 3};
        } else if (what == 2) {
            row.mergedInto = 1;
        } else if (what == 3) {
            row.mode = traffic::SourceMode::Store;
        } else {
            row.lastHour.assign(60, 0);
        }
        HealthModel model;
        model.setHealth({edge, row}, kNow);
        QCOMPARE(model.index(1, HealthModel::StateColumn).data().toString(), words);
    }
};

QTEST_MAIN(OverviewModelsTest)
#include "overview_models_test.moc"
