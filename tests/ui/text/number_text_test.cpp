// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/number_text.h"

#include <QLocale>
#include <QTest>

namespace mirrorscope::ui::text {

class NumberTextTest : public QObject {
    Q_OBJECT

private slots:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void counts_data();
    void counts();
    void bytes_data();
    void bytes();
    void rates_data();
    void rates();
    void shares_data();
    void shares();
    void followsTheLocale();
};

void NumberTextTest::counts_data() {
    QTest::addColumn<quint64>("count");
    QTest::addColumn<QString>("whole");
    QTest::addColumn<QString>("shortened");
    const auto row = [](quint64 count, const char* whole, const char* shortened) {
        QTest::newRow(whole) << count << QString::fromUtf8(whole) << QString::fromUtf8(shortened);
    };
    row(0, "0", "0");
    row(999, "999", "999");
    row(1'284, "1,284", "1,284");
    row(9'999'999, "9,999,999", "9,999,999");
    row(10'000'000, "10,000,000", "10.0 M");
    row(12'345'678, "12,345,678", "12.3 M");
    row(999'960'000, "999,960,000", "1.0 G");
    row(4'100'000'000, "4,100,000,000", "4.1 G");
}

void NumberTextTest::counts() {
    QFETCH(quint64, count);
    QTEST(countText(count), "whole");
    QTEST(shortCountText(count), "shortened");
    QCOMPARE(shortCountText(4'812'306, 1'000'000), QStringLiteral("4.8 M"));
}

void NumberTextTest::bytes_data() {
    QTest::addColumn<quint64>("bytes");
    QTest::addColumn<QString>("rounded");
    QTest::addColumn<QString>("exact");
    const auto row = [](quint64 bytes, const char* rounded, const char* exact) {
        QTest::newRow(exact) << bytes << QString::fromUtf8(rounded) << QString::fromUtf8(exact);
    };
    row(0, "0 B", "0 B");
    row(114, "114 B", "114 B");
    row(1'023, "1,023 B", "1,023 B");
    row(2'150, "2.1 KiB", "2 KiB + 102 B");
    row(1'048'575, "1.0 MiB", "1,023 KiB + 1,023 B");
    row(1'048'576, "1.0 MiB", "1 MiB");
    row(1'048'577, "1.0 MiB", "1 MiB + 1 B");
    row(3'328'599'654, "3.1 GiB", "3 GiB + 102 MiB + 409 KiB + 614 B");
}

void NumberTextTest::bytes() {
    QFETCH(quint64, bytes);
    QTEST(bytesText(bytes), "rounded");
    QTEST(exactBytesText(bytes), "exact");
}

void NumberTextTest::rates_data() {
    QTest::addColumn<double>("rate");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0.0 << QStringLiteral("0/s");
    QTest::newRow("hardly any is not none") << 0.01 << QStringLiteral("<0.1/s");
    QTest::newRow("few") << 3.44 << QStringLiteral("3.4/s");
    QTest::newRow("rounds over the border") << 9.96 << QStringLiteral("10/s");
    QTest::newRow("many") << 412.4 << QStringLiteral("412/s");
    QTest::newRow("very many") << 12'345.0 << QStringLiteral("12,345/s");
}

void NumberTextTest::rates() {
    QFETCH(double, rate);
    QTEST(rateText(rate), "text");
}

void NumberTextTest::shares_data() {
    QTest::addColumn<quint64>("part");
    QTest::addColumn<quint64>("whole");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, quint64 part, quint64 whole, const char* text) {
        QTest::newRow(name) << part << whole << QString::fromUtf8(text);
    };
    row("third", 38, 100, "38 %");
    row("trace", 1, 1'000, "<1 %");
    row("all but one", 999, 1'000, ">99 %");
    row("all", 1'000, 1'000, "100 %");
    row("none", 0, 1'000, "–");
    row("of nothing", 0, 0, "–");
}

void NumberTextTest::shares() {
    QFETCH(quint64, part);
    QFETCH(quint64, whole);
    QTEST(shareText(part, whole), "text");
}

void NumberTextTest::followsTheLocale() {
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    QCOMPARE(countText(1'284), QStringLiteral("1.284"));
    QCOMPARE(bytesText(2'150), QStringLiteral("2,1 KiB"));
}

}  // namespace mirrorscope::ui::text

QTEST_GUILESS_MAIN(mirrorscope::ui::text::NumberTextTest)
#include "number_text_test.moc"
