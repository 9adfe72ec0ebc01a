// SPDX-License-Identifier: Apache-2.0
#include "core/query/quantity.h"

#include <QTest>
#include <limits>

using namespace mirrorscope;
using query::FieldKind;

Q_DECLARE_METATYPE(FieldKind)

class QuantityTest : public QObject {
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void writesWhatItReads();
};

void QuantityTest::reads_data() {
    QTest::addColumn<FieldKind>("kind");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qlonglong>("value");
    QTest::addColumn<QByteArray>("written");
    const auto row = [](FieldKind kind, const char* text, qlonglong value, const char* written) {
        QTest::newRow(text) << kind << QByteArray(text) << value << QByteArray(written);
    };
    row(FieldKind::Number, "0", 0, "0");
    row(FieldKind::Number, "007", 7, "7");
    row(FieldKind::Number, "9223372036854775807", std::numeric_limits<qlonglong>::max(),
        "9223372036854775807");
    row(FieldKind::Bytes, "1023", 1023, "1023");
    row(FieldKind::Bytes, "1024", 1024, "1KiB");
    row(FieldKind::Bytes, "5b", 5, "5");
    row(FieldKind::Bytes, "2kb", 2000, "2000");
    row(FieldKind::Bytes, "2KIB", 2048, "2KiB");
    row(FieldKind::Bytes, "3MB", 3'000'000, "3000000");
    row(FieldKind::Bytes, "3MiB", 3 << 20, "3MiB");
    row(FieldKind::Bytes, "1GB", 1'000'000'000, "1000000000");
    row(FieldKind::Bytes, "8GiB", 8LL << 30, "8GiB");
    row(FieldKind::Duration, "1us", 1, "1us");
    row(FieldKind::Duration, "1500ms", 1'500'000, "1500ms");
    row(FieldKind::Duration, "60S", 60'000'000, "1m");
    row(FieldKind::Duration, "1h30m", 5'400'000'000, "90m");
    row(FieldKind::Duration, "1d", 86'400'000'000, "1d");
}

void QuantityTest::reads() {
    QFETCH(FieldKind, kind);
    QFETCH(QByteArray, text);
    QFETCH(qlonglong, value);
    QFETCH(QByteArray, written);
    QCOMPARE(query::parseQuantity(kind, text.toStdString()), std::optional<std::int64_t>(value));
    QCOMPARE(QByteArray::fromStdString(query::quantityText(kind, value)), written);
}

void QuantityTest::refuses_data() {
    QTest::addColumn<FieldKind>("kind");
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"", "-1", "+1", "1.5", "1 ", " 1", "1k", "0x10", "9223372036854775808", "1,0"}) {
        QTest::addRow("number %s", text) << FieldKind::Number << QByteArray(text);
    }
    for (const char* text : {"", "k", "1k", "1 KiB", "1KiB2", "8589934592GiB", "1TiB"}) {
        QTest::addRow("size %s", text) << FieldKind::Bytes << QByteArray(text);
    }
    for (const char* text : {"", "1", "s", "1s1", "1x", "-1s", "106751992d", "106751991d99999999999d"}) {
        QTest::addRow("duration %s", text) << FieldKind::Duration << QByteArray(text);
    }
}

void QuantityTest::refuses() {
    QFETCH(FieldKind, kind);
    QFETCH(QByteArray, text);
    QVERIFY(!query::parseQuantity(kind, text.toStdString()).has_value());
}

void QuantityTest::writesWhatItReads() {
    for (const FieldKind kind : {FieldKind::Number, FieldKind::Bytes, FieldKind::Duration}) {
        for (std::int64_t value = 1; value < (std::int64_t{1} << 61); value = value * 3 + 1) {
            QCOMPARE(query::parseQuantity(kind, query::quantityText(kind, value)), std::optional(value));
        }
    }
}

QTEST_GUILESS_MAIN(QuantityTest)
#include "quantity_test.moc"
