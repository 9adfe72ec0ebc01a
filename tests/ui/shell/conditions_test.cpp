// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/conditions.h"

#include <QTest>

using namespace mirrorscope;
using namespace mirrorscope::ui::shell;
using base::Error;
using base::ErrorCode;

namespace {

api::ListenerStatus failedListener(ErrorCode code) {
    api::ListenerStatus listener;
    listener.address = *api::parseListenerAddress("mesh=127.0.0.1:8446");
    listener.failure = Error{code, {"127.0.0.1:8446", "no such address"}};
    return listener;
}

}  // namespace

class ConditionsTest : public QObject {
    Q_OBJECT

private slots:
    void quietWhenAllIsWell() { QVERIFY(conditionsOf({}, std::nullopt, {}).isEmpty()); }

    void listenerFailures_data() {
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("meaning");
        QTest::newRow("in use") << ErrorCode::AddressInUse
                                << "Listener “mesh” cannot start: 127.0.0.1:8446 is in use"
                                << "Another program holds the port";
        QTest::newRow("not permitted") << ErrorCode::AddressNotPermitted << "Listener “mesh” cannot start"
                                       << "Ports below 1024 need privileges";
        QTest::newRow("unavailable") << ErrorCode::AddressUnavailable << "no such address"
                                     << "address of this machine";
        QTest::newRow("no allow-list") << ErrorCode::AllowListRequired << "can be reached from other machines"
                                       << "allow-list";
    }

    void listenerFailures() {
        QFETCH(ErrorCode, code);
        QFETCH(QString, title);
        QFETCH(QString, meaning);
        api::ServiceStatus status;
        status.listeners = {failedListener(code)};
        const auto conditions = conditionsOf(status, std::nullopt, {});
        QCOMPARE(conditions.size(), 1);
        QVERIFY2(conditions[0].title.contains(title), qPrintable(conditions[0].title));
        QVERIFY2(conditions[0].meaning.contains(meaning), qPrintable(conditions[0].meaning));
        QCOMPARE(conditions[0].rank, Rank::Failure);
        QCOMPARE(conditions[0].listener, std::string("mesh"));
        QVERIFY(conditions[0].remedies.contains(Remedy::TryListening));
        QVERIFY2(!conditions[0].meaning.contains(QStringLiteral("--")), "a window names no options");
    }

    void aRunningListenerIsNoCondition() {
        api::ServiceStatus status;
        status.listeners = {failedListener(ErrorCode::AddressInUse)};
        status.listeners[0].listening = true;
        QVERIFY(conditionsOf(status, std::nullopt, {}).isEmpty());
    }

    void worstFirst() {
        api::ServiceStatus status;
        status.analysis.state = api::AnalysisState::Failed;
        status.analysis.failure = Error{ErrorCode::RulesMissing, {"/usr/share/modsecurity-crs"}};
        status.storageFailure = Error{ErrorCode::StorageFull, {"/home/a.mscope"}};
        const auto conditions =
            conditionsOf(status, Error{ErrorCode::SessionLocked, {"/home/a.mscope", "4711"}}, {true, {}});
        QStringList ids;
        for (const Condition& condition : conditions) {
            ids += condition.id;
        }
        QCOMPARE(ids, (QStringList{QStringLiteral("session"), QStringLiteral("storage"),
                                   QStringLiteral("rules"), QStringLiteral("demo")}));
        QVERIFY(conditions[0].title.contains(QStringLiteral("process 4711")));
        QCOMPARE(conditions[1].title, QStringLiteral("Disk full: new requests are refused"));
    }

    void diskIsNearlyFull() {
        api::ServiceStatus status;
        status.session = "/home/a.mscope";
        status.disk = {api::DiskStatus::Level::Low, 1181116006, 512ULL << 20U};
        auto conditions = conditionsOf(status, std::nullopt, {});
        QCOMPARE(conditions.size(), 1);
        QCOMPARE(conditions[0].rank, Rank::Warning);
        QCOMPARE(conditions[0].remedies, QList{Remedy::Retention});
        QCOMPARE(conditions[0].title, QStringLiteral("Disk nearly full: 1.1 GiB left for /home/a.mscope"));
        QVERIFY2(conditions[0].meaning.contains(QStringLiteral("512")), qPrintable(conditions[0].meaning));
        status.disk.level = api::DiskStatus::Level::Refusing;
        status.storageFailure = Error{ErrorCode::StorageNearlyFull, {"/home/a.mscope", "480", "512"}};
        conditions = conditionsOf(status, std::nullopt, {});
        QCOMPARE(conditions.size(), 1);
        QCOMPARE(conditions[0].rank, Rank::Failure);
        QCOMPARE(conditions[0].remedies, QList{Remedy::Retention});
        QCOMPARE(conditions[0].title, QStringLiteral("Disk nearly full: new requests are refused"));
        QVERIFY2(conditions[0].meaning.contains(QStringLiteral("480 MiB are left")),
                 qPrintable(conditions[0].meaning));
        QVERIFY2(!conditions[0].meaning.contains(QStringLiteral("disk.")), "a window names no settings key");
    }

    void demoCanBeRemoved() {
        auto conditions = conditionsOf({}, std::nullopt, {true, {}, true});
        QCOMPARE(conditions.size(), 1);
        QCOMPARE(conditions[0].remedies, (QList<Remedy>{Remedy::StopDemo, Remedy::RemoveDemo}));
        conditions = conditionsOf({}, std::nullopt, {false, {}, true});
        QCOMPARE(conditions.size(), 1);
        QCOMPARE(conditions[0].remedies, QList<Remedy>{Remedy::RemoveDemo});
        QVERIFY(conditionsOf({}, std::nullopt, {}).isEmpty());
    }

    void demoThatCannotStart() {
        const auto conditions = conditionsOf(
            {}, std::nullopt, {false, Error{ErrorCode::AddressUnavailable, {"192.0.2.1:80", "loopback"}}});
        QCOMPARE(conditions.size(), 1);
        QCOMPARE(conditions[0].rank, Rank::Warning);
    }

    void argumentsAreHarmless() {
        const auto conditions =
            conditionsOf({}, Error{ErrorCode::SessionNotOurs, {"/tmp/\x1b[31m<b>.mscope"}}, {});
        QVERIFY(!conditions[0].title.contains(QChar(0x1b)));
    }
};

QTEST_GUILESS_MAIN(ConditionsTest)
#include "conditions_test.moc"
