// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/sources_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "ui/theme/source_look.h"

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
                 QStringLiteral("edge, nginx 1.31.3, 412.0 requests a second, 1,284 attacks, healthy"));
    }

    void silence_data() {
        QTest::addColumn<int>("secondsAgo");
        QTest::addColumn<bool>("regular");
        QTest::addColumn<bool>("listening");
        QTest::addColumn<QString>("state");
        QTest::newRow("just now") << 1 << true << true << "nginx 1.31.3";
        QTest::newRow("a minute is no silence") << 60 << true << true << "nginx 1.31.3";
        QTest::newRow("six minutes") << 360 << true << true << "Silent 6 min";
        QTest::newRow("never regular") << 360 << false << true << "nginx 1.31.3";
        QTest::newRow("nobody listens") << 360 << true << false << "nginx 1.31.3";
    }

    void silence() {
        QFETCH(int, secondsAgo);
        QFETCH(bool, regular);
        QFETCH(bool, listening);
        QFETCH(QString, state);
        SourcesModel model;
        SourceSummary one = summary(1, "edge", std::chrono::seconds(secondsAgo));
        if (regular) {
            one.usual = UsualRate{151, 60s};
        }
        model.setSnapshot(snapshot({one}));
        model.setListening(listening ? std::optional(base::WallTime{}) : std::nullopt);
        QCOMPARE(model.index(0).data(SourcesModel::StateRole).toString(), state);
        QCOMPARE(model.index(0).data(SourcesModel::SilentRole).toBool(),
                 state.startsWith(QStringLiteral("Silent")));
    }

    void whatIsSaidIsShown() {
        SourcesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        SourcesSnapshot taken =
            snapshot({summary(1, "nginx 10.0.0.1"), summary(2, "nginx 10.0.0.2"), summary(3, "c")});
        taken.sources[2].source.kind = traffic::SourceKind::Unknown;
        addSettings(taken,
                    {{.source = 1, .name = "edge", .colour = "green"}, {.source = 2, .mergedInto = 1}});
        model.setSnapshot(taken);
        QCOMPARE(model.index(0).data().toString(), QStringLiteral("edge"));
        QVERIFY(ui::theme::SourceLooks::instance().look(1) == *ui::theme::lookByName("green"));
        QCOMPARE(model.index(1).data(SourcesModel::StateRole).toString(), QStringLiteral("Counted as edge"));
        QCOMPARE(model.index(2).data(SourcesModel::StateRole).toString(), QStringLiteral("Unknown sender"));
        QVERIFY(!(model.flags(model.index(2)) & Qt::ItemIsEditable));
        model.setCanName(true);
        QCOMPARE(model.index(2).data(SourcesModel::StateRole).toString(),
                 QStringLiteral("Name this source…"));
        QVERIFY(model.index(2).data(SourcesModel::UnnamedRole).toBool());
        addSettings(taken, {});
        model.setSnapshot(taken);
        QVERIFY(ui::theme::SourceLooks::instance().look(1) == ui::theme::SourceLooks::lookByOrder(1));
    }

    void aNewNameIsAskedFor() {
        SourcesModel model;
        QSignalSpy asked(&model, &SourcesModel::renameAsked);
        model.setSnapshot(snapshot({summary(1, "edge")}));
        QVERIFY(!model.setData(model.index(0), QStringLiteral("shop"), Qt::EditRole));
        QCOMPARE(asked.count(), 0);  // nobody could store it
        model.setCanName(true);
        model.setData(model.index(0), QStringLiteral("edge"), Qt::EditRole);
        model.setData(model.index(0), QStringLiteral("   "), Qt::EditRole);
        QCOMPARE(asked.count(), 0);
        model.setData(model.index(0), QStringLiteral(" shop \t edge "), Qt::EditRole);
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked[0][1].toString(), QStringLiteral("shop edge"));
        QCOMPARE(model.index(0).data().toString(), QStringLiteral("edge"));
    }

    void findingsAreCountedBySource() {
        SourcesSnapshot taken = snapshot({summary(1, "a"), summary(2, "b")});
        traffic::Finding finding;
        finding.source = 2;
        finding.severity = traffic::FindingSeverity::Error;
        traffic::Finding closed = finding;
        closed.closedAt = kNow;
        traffic::Finding note = finding;
        note.severity = traffic::FindingSeverity::Note;
        addFindings(taken, {finding, closed, note, note});
        QVERIFY(taken.sources[0].findings == FindingCounts{});
        QVERIFY(taken.sources[1].findings == (FindingCounts{.errors = 1, .warnings = 0, .notes = 2}));
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
