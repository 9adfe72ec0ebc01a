// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/silence_rule.h"

#include <QTest>

#include "tests/ui/shell/fake_service.h"
#include "ui/sources/usual_rates.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::sources;
using namespace std::chrono_literals;

namespace {

/// A whole minute.
constexpr base::WallTime kStart{std::chrono::seconds(1'700'000'040)};

/// Each number is one minute.
std::vector<MinuteCount> minutes(const QList<int>& counts) {
    std::vector<MinuteCount> made;
    for (qsizetype i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0) {
            made.push_back({kStart + std::chrono::minutes(i), static_cast<std::uint64_t>(counts[i])});
        }
    }
    return made;
}

}  // namespace

class SilenceRuleTest : public QObject {
    Q_OBJECT

private slots:
    void alarms_data() {
        QTest::addColumn<QList<int>>("counts");
        QTest::addColumn<int>("alarmAfter");  // seconds; 0: never regular
        QTest::addColumn<double>("rate");
        QTest::newRow("nothing") << QList<int>() << 0 << 0.0;
        QTest::newRow("by hand") << QList<int>{3, 0, 1, 2} << 0 << 0.0;
        QTest::newRow("one burst") << QList<int>{5000} << 0 << 0.0;
        QTest::newRow("four minutes are no habit") << QList<int>{9060, 9060, 9060, 9060} << 0 << 0.0;
        QTest::newRow("busy") << QList<int>{30, 9060, 9060, 9060, 9060, 12} << 60 << 151.0;
        QTest::newRow("few, but steady") << QList<int>{6, 6, 6, 6, 6, 6, 6} << 200 << 0.1;
        QTest::newRow("too few to know") << QList<int>{1, 1, 1, 1, 1, 1, 1} << 0 << 0.0;
        QTest::newRow("with pauses of 5 min")
            << QList<int>{60, 60, 0, 0, 0, 0, 60, 60, 60, 0, 0, 0, 0, 60} << 900 << 240.0 / 720;
        QTest::newRow("with pauses of half an hour")
            << (QList<int>{60, 60, 60} + QList<int>(30, 0) + QList<int>{60, 60, 60}) << 0 << 0.0;
    }

    void alarms() {
        QFETCH(QList<int>, counts);
        QFETCH(int, alarmAfter);
        QFETCH(double, rate);
        const auto usual = usualRate(minutes(counts));
        QCOMPARE(usual ? static_cast<int>(usual->alarmAfter.count()) : 0, alarmAfter);
        if (usual) {
            QVERIFY2(qAbs(usual->perSecond - rate) < 0.01, qPrintable(QString::number(usual->perSecond)));
        }
    }

    void silence_data() {
        QTest::addColumn<bool>("regular");
        QTest::addColumn<int>("seen");       // seconds ago
        QTest::addColumn<int>("listening");  // for so many seconds
        QTest::addColumn<bool>("silent");
        QTest::newRow("just now") << true << 1 << 9000 << false;
        QTest::newRow("exactly as long") << true << 60 << 9000 << false;
        QTest::newRow("longer") << true << 61 << 9000 << true;
        QTest::newRow("never regular") << false << 9000 << 9000 << false;
        QTest::newRow("we were off meanwhile") << true << 9000 << 30 << false;
        QTest::newRow("we are back, it is not") << true << 9000 << 61 << true;
        QTest::newRow("a clock that jumped") << true << -500 << 9000 << false;
    }

    void silence() {
        QFETCH(bool, regular);
        QFETCH(int, seen);
        QFETCH(int, listening);
        QFETCH(bool, silent);
        const auto usual = regular ? std::optional(UsualRate{151, 60s}) : std::nullopt;
        const base::WallTime now = kStart + 24h;
        QCOMPARE(
            isSilent(usual, now - std::chrono::seconds(seen), now - std::chrono::seconds(listening), now),
            silent);
    }

    /// A window that opens knows at once: of one that sends, and of one that stopped hours ago.
    void ratesComeFromTheStore() {
        test::FakeSession session;
        const base::WallTime now = kStart + 10h;
        for (const auto& [id, last] : {std::pair{1, now}, std::pair{2, kStart + 1h}}) {
            traffic::Source source;
            source.id = id;
            source.lastSeen = last;
            session.sources.push_back(source);
            for (int minute = 0; minute < 20; ++minute) {
                traffic::RollupRow row;
                row.source = id;
                row.bucket = last - std::chrono::minutes(minute);
                row.requests = 120;
                session.rollup.push_back(row);
                row.type = traffic::AttackType::Sqli;  // counted already
                session.rollup.push_back(row);
            }
        }
        traffic::Source third;
        third.id = 3;
        third.lastSeen = now;
        session.sources.push_back(third);
        const test::FakeService service(session);
        const auto queries = std::move(*service.queries());
        UsualRates rates;
        const auto read = rates.read(*queries, session.sources, now, {});
        QVERIFY(read.has_value());
        QCOMPARE(read->size(), std::size_t{2});
        QVERIFY(read->at(1) == (UsualRate{2, 60s}));
        QVERIFY(read->at(2) == (UsualRate{2, 60s}));
    }
};

QTEST_GUILESS_MAIN(SilenceRuleTest)
#include "silence_rule_test.moc"
