// SPDX-License-Identifier: Apache-2.0
#include "core/report/words.h"

#include <QTest>

using namespace mirrorscope;
using namespace mirrorscope::report;

namespace {

constexpr base::WallTime kTime{std::chrono::seconds(1'795'442'399)};  // 2026-11-23 13:59:59 UTC

Zone zoneOf(int minutes) {
    return {"Zone", [minutes](base::WallTime) { return std::chrono::minutes(minutes); }};
}

QString text(const std::string& text) {
    return QString::fromStdString(text);
}

}  // namespace

class WordsTest : public QObject {
    Q_OBJECT

private slots:
    void times() {
        QCOMPARE(text(dateTimeText(kTime, {})), QStringLiteral("23 Nov 2026 13:59:59"));
        QCOMPARE(text(dateTimeText(kTime, zoneOf(11 * 60))), QStringLiteral("24 Nov 2026 00:59:59"));
        QCOMPARE(text(clockText(kTime, zoneOf(-210))), QStringLiteral("10:29:59"));
        QCOMPARE(text(offsetText(kTime, zoneOf(-210))), QStringLiteral("UTC-03:30"));
        QCOMPARE(text(offsetText(kTime, zoneOf(60))), QStringLiteral("UTC+01:00"));
        QCOMPARE(text(offsetText(kTime, {})), QStringLiteral("UTC"));
        QCOMPARE(text(rangeText(kTime, kTime + std::chrono::seconds(2), {})),
                 QStringLiteral("23 Nov 2026 13:59:59 to 14:00:01"));
        QCOMPARE(text(rangeText(kTime, kTime + std::chrono::hours(20), {})),
                 QStringLiteral("23 Nov 2026 13:59:59 to 24 Nov 2026 09:59:59"));
    }

    void numbers_data() {
        QTest::addColumn<std::string>("is");
        QTest::addColumn<QString>("expected");
        QTest::newRow("small") << countText(7) << "7";
        QTest::newRow("thousand") << countText(1000) << "1,000";
        QTest::newRow("millions") << countText(12'345'678) << "12,345,678";
        QTest::newRow("one") << countOf(1, "attack") << "1 attack";
        QTest::newRow("none") << countOf(0, "attack") << "0 attacks";
        QTest::newRow("bytes") << exactBytesText(1'000'001) << "1,000,001 B";
        QTest::newRow("kib") << exactBytesText(16'384) << "16 KiB";
        QTest::newRow("mib and a byte") << exactBytesText((1U << 20U) + 1) << "1,048,577 B";
        QTest::newRow("no bytes") << exactBytesText(0) << "0 B";
        QTest::newRow("no rate") << rateText(0) << "0/s";
        QTest::newRow("slow") << rateText(4.25) << "4.2/s";
        QTest::newRow("fast") << rateText(412.4) << "412/s";
        QTest::newRow("us") << lagText(std::chrono::microseconds(640)) << QStringLiteral("640 µs");
        QTest::newRow("ms") << lagText(std::chrono::microseconds(1600)) << "1.6 ms";
        QTest::newRow("more ms") << lagText(std::chrono::microseconds(184'400)) << "184 ms";
        QTest::newRow("s") << lagText(std::chrono::milliseconds(1100)) << "1.1 s";
        QTest::newRow("10 s") << widthText(std::chrono::seconds(10)) << "10 s";
        QTest::newRow("90 s") << widthText(std::chrono::seconds(90)) << "90 s";
        QTest::newRow("15 min") << widthText(std::chrono::minutes(15)) << "15 min";
        QTest::newRow("1 d") << widthText(std::chrono::hours(24)) << "1 d";
        QTest::newRow("per min") << perText(std::chrono::minutes(1)) << "min";
        QTest::newRow("per 10 min") << perText(std::chrono::minutes(10)) << "10 min";
        QTest::newRow("whole") << numberText(12) << "12";
        QTest::newRow("third") << numberText(1.0 / 3) << "0.33";
        QTest::newRow("tenth") << numberText(2.5) << "2.5";
        QTest::newRow("nearly nothing") << numberText(-0.001) << "0";
        QTest::newRow("word") << capitalised("new") << "New";
    }
    void numbers() {
        QFETCH(std::string, is);
        QFETCH(QString, expected);
        QCOMPARE(text(is), expected);
    }
};

QTEST_APPLESS_MAIN(WordsTest)
#include "words_test.moc"
