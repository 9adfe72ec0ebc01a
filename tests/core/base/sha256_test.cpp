// SPDX-License-Identifier: Apache-2.0
#include "core/base/sha256.h"

#include <QCryptographicHash>
#include <QTest>
#include <string>
#include <string_view>

using namespace mirrorscope;

namespace {

QByteArray hex(const base::Sha256& digest) {
    QByteArray bytes;
    for (const std::uint8_t byte : digest) {
        bytes.append(static_cast<char>(byte));
    }
    return bytes.toHex();
}

}  // namespace

class Sha256Test : public QObject {
    Q_OBJECT

private slots:
    void knownDigests_data();
    void knownDigests();
    void partsMakeNoDifference();
    void finishStartsAnew();
};

void Sha256Test::knownDigests_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("digest");
    // FIPS 180-4 examples.
    QTest::newRow("empty") << QByteArray()
                           << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    QTest::newRow("abc") << QByteArray("abc")
                         << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    QTest::newRow("a million a") << QByteArray(1'000'000, 'a')
                                 << QByteArray(
                                        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

void Sha256Test::knownDigests() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, digest);
    QCOMPARE(hex(base::sha256(bytes.toStdString())), digest);
}

void Sha256Test::partsMakeNoDifference() {
    std::string bytes;
    for (int i = 0; i < 10'000; ++i) {
        bytes += static_cast<char>(i * 7);
    }
    const QByteArray expected =
        QCryptographicHash::hash(QByteArray::fromStdString(bytes), QCryptographicHash::Sha256).toHex();
    for (const std::size_t size : {std::size_t{1}, std::size_t{63}, std::size_t{64}, std::size_t{9'999}}) {
        base::Sha256Stream stream;
        for (std::size_t at = 0; at < bytes.size(); at += size) {
            stream.update(std::string_view(bytes).substr(at, size));
        }
        QCOMPARE(hex(stream.finish()), expected);
    }
}

void Sha256Test::finishStartsAnew() {
    base::Sha256Stream stream;
    stream.update("first");
    stream.finish();
    stream.update("abc");
    base::Sha256Stream moved = std::move(stream);
    QCOMPARE(moved.finish(), base::sha256("abc"));
    QCOMPARE(moved.finish(), base::sha256(""));
}

QTEST_GUILESS_MAIN(Sha256Test)
#include "sha256_test.moc"
