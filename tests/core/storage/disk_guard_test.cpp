// SPDX-License-Identifier: Apache-2.0
#include "core/storage/disk_guard.h"

#include <QTemporaryDir>
#include <QTest>

namespace mirrorscope::storage {
namespace {

using namespace std::chrono_literals;
using Level = DiskGuard::Level;

constexpr std::uint64_t kMiB = 1ULL << 20U;

/// A disk that says what the test wants.
class ToldGuard final : public DiskGuard {
public:
    using DiskGuard::DiskGuard;
    std::optional<std::uint64_t> disk;
    mutable int looks = 0;

protected:
    std::optional<std::uint64_t> measure() const override {
        ++looks;
        return disk;
    }
};

}  // namespace

class DiskGuardTest : public QObject {
    Q_OBJECT

private slots:
    void levels();
    void refusesUntilThereIsRoom();
    void looksOnceASecond();
    void switchedOff();
    void asksTheRealDisk();
};

void DiskGuardTest::levels() {
    ToldGuard guard("/a/b.mscope", {2048 * kMiB, 512 * kMiB});
    DiskGuard::Time now{};
    const std::vector<std::pair<std::optional<std::uint64_t>, Level>> steps{
        {4096 * kMiB, Level::Fine}, {2048 * kMiB, Level::Fine},        {2048 * kMiB - 1, Level::Low},
        {512 * kMiB, Level::Low},   {512 * kMiB - 1, Level::Refusing}, {std::nullopt, Level::Fine},
    };
    for (const auto& [free, level] : steps) {
        guard.disk = free;
        now += 1s;
        QCOMPARE(guard.look(now), level);
        QCOMPARE(guard.freeBytes(), free);
    }
}

void DiskGuardTest::refusesUntilThereIsRoom() {
    ToldGuard guard("b.mscope", {2048 * kMiB, 512 * kMiB});
    DiskGuard::Time now{};
    const auto at = [&](std::uint64_t free) {
        guard.disk = free;
        now += 1s;
        return guard.look(now);
    };
    QCOMPARE(at(511 * kMiB), Level::Refusing);
    QCOMPARE(at(513 * kMiB), Level::Refusing);
    QCOMPARE(at(639 * kMiB), Level::Refusing);
    QCOMPARE(at(640 * kMiB), Level::Low);
    QCOMPARE(at(513 * kMiB), Level::Low);
}

void DiskGuardTest::looksOnceASecond() {
    ToldGuard guard("b.mscope", {0, 100});
    guard.disk = 1;
    const DiskGuard::Time start{};
    QCOMPARE(guard.look(start), Level::Refusing);
    guard.disk = 1ULL << 40U;
    QCOMPARE(guard.look(start + 999ms), Level::Refusing);
    QCOMPARE(guard.looks, 1);
    QCOMPARE(guard.look(start + 1s), Level::Fine);
    QCOMPARE(guard.looks, 2);
}

void DiskGuardTest::switchedOff() {
    ToldGuard guard("b.mscope", {0, 0});
    guard.disk = 0;
    QCOMPARE(guard.look({}), Level::Fine);
}

void DiskGuardTest::asksTheRealDisk() {
    const QTemporaryDir folder;
    DiskGuard guard(folder.filePath("s.mscope").toStdString(), {0, 0});
    guard.look(std::chrono::steady_clock::now());
    QVERIFY(guard.freeBytes().has_value());
    QVERIFY(*guard.freeBytes() > 0);
    DiskGuard nowhere("/does/not/exist/s.mscope", {});
    QCOMPARE(nowhere.look(std::chrono::steady_clock::now()), Level::Fine);
    QVERIFY(!nowhere.freeBytes().has_value());
}

}  // namespace mirrorscope::storage

QTEST_GUILESS_MAIN(mirrorscope::storage::DiskGuardTest)
#include "disk_guard_test.moc"
