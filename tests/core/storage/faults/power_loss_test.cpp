// SPDX-License-Identifier: Apache-2.0
// The power goes at any operation; of what was not synced anything may be left. What was acknowledged is
// there.
#include <QTemporaryDir>
#include <QTest>

#include "core/storage/journal.h"
#include "tests/core/storage/faults/fault_script.h"
#include "tests/support/faulty_disk.h"

using namespace mirrorscope;
using test::FaultScript;
using test::FaultyDisk;
using Survivors = FaultyDisk::Survivors;

namespace {

/// Cuts: a sample here, every operation with MIRRORSCOPE_FULL_SIZE.
constexpr std::uint64_t kSample = 60;
constexpr std::uint64_t kSeeds = 3;

/// A session after a power cut at that operation.
class CutSession {
public:
    CutSession(std::uint64_t at, bool syncsCount) : m_script(path("before")) {
        FaultyDisk disk;
        disk.watchDurability();
        if (!syncsCount) {
            disk.ignoreSyncs();
        }
        disk.cutPowerAt(at);
        m_script.run();
        m_wasCut = disk.isCut();
        for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
            const auto survivors = seed == 0 ? Survivors::SyncedOnly : Survivors::Random;
            const std::string name = "after" + std::to_string(seed);
            std::filesystem::create_directory(path(name).parent_path());
            disk.writeSurvivors(path(name).parent_path(), survivors, at * kSeeds + seed);
        }
    }

    std::filesystem::path path(const std::string& name) const {
        const auto folder = std::filesystem::path(m_folder.path().toStdString()) / name;
        std::filesystem::create_directory(folder);
        return folder / "s.mscope";
    }
    const FaultScript& script() const { return m_script; }
    bool wasCut() const { return m_wasCut; }

private:
    QTemporaryDir m_folder;
    FaultScript m_script;
    bool m_wasCut = false;
};

std::uint64_t operationsOfARun() {
    const QTemporaryDir folder;
    FaultyDisk disk;
    FaultScript script(folder.filePath("s.mscope").toStdString());
    script.run();
    return disk.operations();
}

}  // namespace

class PowerLossTest : public QObject {
    Q_OBJECT

private slots:
    void acknowledgedSurvives();
    void aDiskThatLiesIsNoticed();
};

void PowerLossTest::acknowledgedSurvives() {
    const std::uint64_t operations = operationsOfARun();
    const std::uint64_t step = qEnvironmentVariableIsSet("MIRRORSCOPE_FULL_SIZE") ? 1 : operations / kSample;
    std::size_t cuts = 0;
    std::size_t acknowledged = 0;
    for (std::uint64_t at = 1; at <= operations; at += step) {
        const CutSession cut(at, true);
        cuts += cut.wasCut() ? 1 : 0;
        acknowledged += cut.script().stored();
        for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
            const auto where = QStringLiteral("cut at operation %1, seed %2: ").arg(at).arg(seed);
            const auto after = cut.path("after" + std::to_string(seed));
            // As the next start does it: recording goes on.
            QVERIFY2(storage::Journal::open(after, {}).has_value(), qPrintable(where + "does not open"));
            const std::string wrong = cut.script().check(after);
            QVERIFY2(wrong.empty(), qPrintable(where + QString::fromStdString(wrong)));
        }
    }
    QVERIFY(cuts > 0);
    QVERIFY(acknowledged > 0);
    qInfo("%zu power cuts, %llu states of the disk each; %zu requests acknowledged before them, 0 lost", cuts,
          qulonglong{kSeeds}, acknowledged);
}

/// The control: with a disk that says "synced" and is not, the same look finds losses.
void PowerLossTest::aDiskThatLiesIsNoticed() {
    const std::uint64_t operations = operationsOfARun();
    std::size_t lost = 0;
    std::size_t acknowledged = 0;
    for (std::uint64_t at = operations / 4; at <= operations; at += operations / 8) {
        const CutSession cut(at, false);
        acknowledged += cut.script().stored();
        lost += cut.script().lost(cut.path("after0"));
    }
    qInfo("a disk that ignores syncs: %zu of %zu acknowledged requests lost", lost, acknowledged);
    QVERIFY(lost > 0);
}

QTEST_GUILESS_MAIN(PowerLossTest)
#include "power_loss_test.moc"
