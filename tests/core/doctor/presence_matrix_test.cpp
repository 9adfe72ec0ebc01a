// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/presence_matrix.h"

#include <QTest>

using namespace mirrorscope;
using doctor::PresenceMatrix;

namespace {

http::Head head(const std::string& bytes) {
    return http::Head(bytes);
}

const PresenceMatrix::Row* rowOf(const std::vector<PresenceMatrix::Row>& rows, std::string_view name) {
    for (const auto& row : rows) {
        if (row.name == name) {
            return &row;
        }
    }
    return nullptr;
}

}  // namespace

class PresenceMatrixTest : public QObject {
    Q_OBJECT

private slots:
    void counts();
    void repeatedLinesCountOnce();
    void isBounded();
};

void PresenceMatrixTest::counts() {
    PresenceMatrix matrix;
    for (int i = 0; i < 10; ++i) {
        const std::string bytes = "GET / HTTP/1.1\r\nHost: a\r\nX-Id: " + std::to_string(i) + "\r\n\r\n";
        matrix.add(1, head(bytes));
    }
    const std::string other = "GET / HTTP/1.1\r\nhost: b\r\n\r\n";
    matrix.add(2, head(other));
    const auto rows = matrix.rows();
    QCOMPARE(rows.size(), std::size_t{2});
    const auto& id = *rowOf(rows, "X-Id");
    QCOMPARE(id.cells.size(), std::size_t{1});
    QCOMPARE(id.cells.at(1).requests, std::uint64_t{10});
    QCOMPARE(id.cells.at(1).values, std::size_t{10});
    QCOMPARE(id.cells.at(1).example, "9");
    const auto& host = *rowOf(rows, "host");
    QCOMPARE(host.cells.at(1).values, std::size_t{1});
    QCOMPARE(host.cells.at(2).example, "b");
    QCOMPARE(matrix.requestsOf(1), std::uint64_t{10});
    QCOMPARE(matrix.requestsOf(3), std::uint64_t{0});
}

void PresenceMatrixTest::repeatedLinesCountOnce() {
    PresenceMatrix matrix;
    const std::string bytes = "GET / HTTP/1.1\r\nCookie: a\r\nCookie: b\r\n\r\n";
    matrix.add(1, head(bytes));
    QCOMPARE(matrix.rows()[0].cells.at(1).requests, std::uint64_t{1});
    QCOMPARE(matrix.rows()[0].cells.at(1).values, std::size_t{2});
}

void PresenceMatrixTest::isBounded() {
    PresenceMatrix matrix;
    for (std::size_t i = 0; i < 2 * PresenceMatrix::kMostValues; ++i) {
        const std::string bytes = "GET / HTTP/1.1\r\nX-Id: " + std::string(1000, 'v') + std::to_string(i) +
                                  "\r\nX-N" + std::to_string(i) + ": 1\r\n\r\n";
        matrix.add(1, head(bytes));
    }
    const auto rows = matrix.rows();
    QCOMPARE(rows.size(), PresenceMatrix::kMostNames);
    const auto& id = rowOf(rows, "X-Id")->cells.at(1);
    QVERIFY(id.moreValues);
    QCOMPARE(id.values, PresenceMatrix::kMostValues);
    QCOMPARE(id.example.size(), PresenceMatrix::kExample);
    QCOMPARE(matrix.uncountedOf(1), 2 * PresenceMatrix::kMostValues - (PresenceMatrix::kMostNames - 1));
}

QTEST_GUILESS_MAIN(PresenceMatrixTest)
#include "presence_matrix_test.moc"
