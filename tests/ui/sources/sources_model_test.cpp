// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/sources_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace mirrorscope;
using namespace mirrorscope::ui::sources;
using namespace std::chrono_literals;

namespace {

constexpr base::WallTime kNow{std::chrono::seconds(1'700'000'000)};

SourceSummary summary(traffic::SourceId id, const std::string& name, std::chrono::seconds ago = 0s) {
    SourceSummary one;
    one.source.id = id;
    one.source.name = name;
    one.source.kind = traffic::SourceKind::Nginx;
    one.source.version = "1.31.3";
    one.source.requests = 1000;
    one.source.lastSeen = kNow - ago;
    one.rate = 412;
    one.attacks = 1284;
    return one;
}

SourcesSnapshot snapshot(std::vector<SourceSummary> rows) {
    SourcesSnapshot taken;
    taken.sources = std::move(rows);
    taken.takenAt = kNow;
    return taken;
}

}  // namespace

class SourcesModelTest : public QObject {
    Q_OBJECT

private slots:
    void rowsEnterAtTheEndAndStay() {
        SourcesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.setSnapshot(snapshot({summary(1, "a")}));
        model.setSnapshot(snapshot({summary(1, "a"), summary(2, "b"), summary(3, "c")}));
        QCOMPARE(reset.count(), 0);
        QCOMPARE(inserted.count(), 2);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(2).data().toString(), QStringLiteral("c"));
    }

    void anotherSessionStartsAnew() {
        SourcesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSnapshot(snapshot({summary(1, "a"), summary(2, "b")}));
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setSnapshot(snapshot({summary(2, "x")}));
        QCOMPARE(reset.count(), 1);
        QCOMPARE(model.rowCount(), 1);
    }

    void saysWhatASourceIs() {
        SourcesModel model;
        model.setSnapshot(snapshot({summary(1, "edge")}));
        const QModelIndex index = model.index(0);
        QCOMPARE(index.data(SourcesModel::StateRole).toString(), QStringLiteral("nginx 1.31.3"));
        QCOMPARE(index.data(SourcesModel::RateRole).toString(), QStringLiteral("412/s"));
        QCOMPARE(index.data(SourcesModel::SilentRole).toBool(), false);
        QCOMPARE(index.data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("edge, nginx 1.31.3, 412.0 requests a second, 1,284 attacks"));
    }

    void silence_data() {
        QTest::addColumn<int>("secondsAgo");
        QTest::addColumn<int>("requests");
        QTest::addColumn<QString>("state");
        QTest::newRow("just now") << 1 << 1000 << "nginx 1.31.3";
        QTest::newRow("a minute is no silence") << 60 << 1000 << "nginx 1.31.3";
        QTest::newRow("six minutes") << 360 << 1000 << "Silent 6 min";
        QTest::newRow("a request by hand is no mirror") << 360 << 1 << "nginx 1.31.3";
    }

    void silence() {
        QFETCH(int, secondsAgo);
        QFETCH(int, requests);
        QFETCH(QString, state);
        SourcesModel model;
        SourceSummary one = summary(1, "edge", std::chrono::seconds(secondsAgo));
        one.source.requests = static_cast<std::uint64_t>(requests);
        model.setSnapshot(snapshot({one}));
        QCOMPARE(model.index(0).data(SourcesModel::StateRole).toString(), state);
    }

    void hostileNamesAreHarmless() {
        SourcesModel model;
        SourceSummary one = summary(1, "<img src=x>\x1b[31m\xff");
        one.source.version = "\xe2\x80\xaeverkehrt";
        model.setSnapshot(snapshot({one}));
        const QModelIndex index = model.index(0);
        for (const int role : {static_cast<int>(Qt::DisplayRole), static_cast<int>(Qt::AccessibleTextRole),
                               static_cast<int>(SourcesModel::StateRole)}) {
            const QString text = index.data(role).toString();
            QVERIFY2(!text.contains(QChar(0x1b)) && !text.contains(QChar(0x202e)), qPrintable(text));
        }
        QVERIFY(!index.data(Qt::ToolTipRole).toString().contains(QStringLiteral("<img")));
    }
};

QTEST_MAIN(SourcesModelTest)
#include "sources_model_test.moc"
