// SPDX-License-Identifier: Apache-2.0
// Every kind of failure at every operation on the session's files: no crash, nothing acknowledged is lost,
// and after a single failure nothing refused is kept and recording goes on.
#include <QTemporaryDir>
#include <QTest>

#include "tests/core/storage/faults/fault_script.h"
#include "tests/support/faulty_disk.h"

using namespace mirrorscope;
using test::FaultScript;
using test::FaultyDisk;

namespace {

/// Cases of one kind: a sample here, every operation with MIRRORSCOPE_FULL_SIZE.
constexpr std::uint64_t kSample = 30;

struct Kind {
    const char* name;
    FaultyDisk::Fault fault;
    bool lasting;
};

constexpr Kind kKinds[] = {
    {"I/O error, once", FaultyDisk::Fault::IoError, false},
    {"I/O error, lasting", FaultyDisk::Fault::IoError, true},
    {"short write, once", FaultyDisk::Fault::ShortWrite, false},
    {"no space, once", FaultyDisk::Fault::Full, false},
    {"no space, lasting", FaultyDisk::Fault::Full, true},
};

}  // namespace

class IoFaultTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void everyOperation_data();
    void everyOperation();

private:
    std::uint64_t m_operations = 0;  // of a run without a fault
};

void IoFaultTest::initTestCase() {
    const QTemporaryDir folder;
    FaultyDisk disk;
    const std::filesystem::path session = folder.filePath("whole.mscope").toStdString();
    FaultScript script(session);
    script.run();
    m_operations = disk.operations();
    QVERIFY(script.hasRecovered());
    QCOMPARE(script.failed(), std::size_t{0});
    QCOMPARE(script.check(session), std::string());
    qInfo("a run without a fault: %llu operations, %zu requests stored", qulonglong{m_operations},
          script.stored());
}

void IoFaultTest::everyOperation_data() {
    QTest::addColumn<int>("kind");
    for (int kind = 0; kind < static_cast<int>(std::size(kKinds)); ++kind) {
        QTest::newRow(kKinds[kind].name) << kind;
    }
}

void IoFaultTest::everyOperation() {
    QFETCH(int, kind);
    const Kind& chosen = kKinds[kind];
    const bool full = qEnvironmentVariableIsSet("MIRRORSCOPE_FULL_SIZE");
    const std::uint64_t step = full ? 1 : m_operations / kSample;
    std::uint64_t cases = 0;
    std::uint64_t struck = 0;
    std::uint64_t unopened = 0;
    std::size_t stored = 0;
    std::size_t failed = 0;
    std::size_t kept = 0;
    for (std::uint64_t at = 1 + static_cast<std::uint64_t>(kind); at <= m_operations; at += step) {
        const QTemporaryDir folder;
        const std::filesystem::path session = folder.filePath("s.mscope").toStdString();
        FaultScript script(session);
        {
            FaultyDisk disk;
            disk.setPlan({chosen.fault, at, chosen.lasting});
            script.run();
            struck += disk.struck() > 0 ? 1 : 0;
        }
        const auto where = QStringLiteral("at operation %1: ").arg(at);
        if (!chosen.lasting && script.wasOpened()) {
            QVERIFY2(script.hasRecovered(), qPrintable(where + "does not store again"));
        }
        const std::string wrong = script.check(session);
        QVERIFY2(wrong.empty(), qPrintable(where + QString::fromStdString(wrong)));
        ++cases;
        unopened += script.wasOpened() ? 0 : 1;
        stored += script.stored();
        failed += script.failed();
        kept += script.keptThoughRefused(session);
    }
    QVERIFY(struck > cases / 2);  // later operations than the last of a kind meet none
    QVERIFY(stored > 0);
    QVERIFY(chosen.lasting || kept == 0);  // what can write again takes it back
    qInfo(
        "%llu cases, the fault met in %llu, %llu refused to open; %zu requests stored, %zu refused (%zu kept "
        "all the same), 0 lost",
        qulonglong{cases}, qulonglong{struck}, qulonglong{unopened}, stored, failed, kept);
}

QTEST_GUILESS_MAIN(IoFaultTest)
#include "io_fault_test.moc"
