// SPDX-License-Identifier: Apache-2.0
// What a doctor remembers: findings over a restart, and no more sources than it may.
#include "core/doctor/header_doctor.h"

#include <QTest>
#include <algorithm>

#include "tests/core/doctor/sample_copies.h"

using namespace mirrorscope;
using tests::Patient;
using tests::SampleCopy;
using traffic::SourceKind;

namespace {

void eachPort(SampleCopy& copy, int i) {
    copy.set("X-Forwarded-Port", std::to_string(50'000 + i % 20));
}

}  // namespace

class HeaderDoctorTest : public QObject {
    Q_OBJECT

private slots:
    void openFindingsGoOnAfterARestart();
    void idsAreNotReused();
    void countsGoUp();
    void lookAlikesChangeNothing();
    void aBaselineBeginsAgain();
};

void HeaderDoctorTest::openFindingsGoOnAfterARestart() {
    Patient before(SourceKind::Nginx);
    before.send(100, eachPort);
    QCOMPARE(before.open(), std::vector<std::string>{"FORWARDED_PORT_EPHEMERAL"});
    const auto open = *before.find("FORWARDED_PORT_EPHEMERAL");

    Patient sick(SourceKind::Nginx, before.findings());
    sick.send(100, eachPort);
    QCOMPARE(sick.findings().size(), std::size_t{1});
    QCOMPARE(sick.findings()[0].id, open.id);
    QVERIFY(sick.findings()[0].isOpen() && sick.findings()[0].count > open.count);

    Patient healed(SourceKind::Nginx, before.findings());
    healed.send(100);
    QCOMPARE(healed.findings().size(), std::size_t{1});
    QCOMPARE(healed.findings()[0].id, open.id);
    QVERIFY(!healed.findings()[0].isOpen());
}

void HeaderDoctorTest::idsAreNotReused() {
    Patient one(SourceKind::Nginx);
    one.send(100, eachPort);
    one.send(100);
    one.send(100, eachPort);
    QCOMPARE(one.findings().size(), std::size_t{2});
    QVERIFY(one.findings()[1].id > one.findings()[0].id);

    Patient later(SourceKind::Nginx, one.findings());
    later.send(100, [](SampleCopy& copy, int) { copy.remove("X-Forwarded-For"); });
    QVERIFY(later.find("XFF_MISSING")->id > one.findings()[1].id);
}

void HeaderDoctorTest::countsGoUp() {
    Patient one(SourceKind::Nginx);
    one.send(500, eachPort);
    const auto count = one.find("FORWARDED_PORT_EPHEMERAL")->count;
    QVERIFY2(count > 450 && count <= 500, QByteArray::number(qulonglong{count}));
}

/// PROXIES: a client sends the headers of other proxies through an Envoy that passes them on.
void HeaderDoctorTest::lookAlikesChangeNothing() {
    Patient one(SourceKind::Envoy);
    one.send(200);
    one.send(20, [](SampleCopy& copy, int) {
        copy.fields.insert(copy.fields.begin() + 1, {"x-envoy-peer-metadata-id", "router~6.6.6.6~evil.ns~x"});
    });
    QCOMPARE(one.open(), std::vector<std::string>{"KIND_CONTRADICTION"});
    QVERIFY(one.findings()[0].seen.find("istio (x-envoy-peer-metadata)") != std::string::npos);
    one.send(200);
    QVERIFY(one.open().empty());
}

void HeaderDoctorTest::aBaselineBeginsAgain() {
    const auto changed = [](SampleCopy& copy, int) { copy.set("x-scheme", "https"); };
    const auto drifts = [](const Patient& one) {
        return std::ranges::count(one.open(), std::string("HEADER_DRIFT")) > 0;
    };
    Patient one(SourceKind::Envoy);
    one.send(300);
    one.send(100, changed);
    QVERIFY(drifts(one));
    const auto source = one.find("HEADER_DRIFT")->source;
    one.doctor().restartBaseline(source + 1);  // of nobody
    one.send(100, changed);
    QVERIFY(drifts(one));
    one.doctor().restartBaseline(source);
    one.send(300, changed);
    QVERIFY(!drifts(one));
    one.send(100);  // as it was at first: that is drift now
    QVERIFY(drifts(one));
}

QTEST_GUILESS_MAIN(HeaderDoctorTest)
#include "header_doctor_test.moc"
