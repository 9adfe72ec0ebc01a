// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/presence_matrix.h"

#include <QTest>
#include <algorithm>

using namespace mirrorscope;
using doctor::PresenceMatrix;
using traffic::HeaderPresence;
using traffic::kPresenceSpan;

namespace {

void add(PresenceMatrix& matrix, traffic::SourceId source, const std::string& fields) {
    const std::string bytes = "GET / HTTP/1.1\r\n" + fields + "\r\n";
    matrix.add(source, http::Head(bytes));
}

const HeaderPresence* find(const std::vector<HeaderPresence>& all, traffic::SourceId source,
                           std::string_view name) {
    const auto found = std::ranges::find_if(
        all, [&](const auto& header) { return header.source == source && header.name == name; });
    return found == all.end() ? nullptr : &*found;
}

doctor::PresenceShare shareOf(const PresenceMatrix& matrix, std::string_view name) {
    const auto all = matrix.all();
    return doctor::presenceShare(find(all, 1, name)->counts, find(all, 1, "")->counts);
}

}  // namespace

class PresenceMatrixTest : public QObject {
    Q_OBJECT

private slots:
    void counts();
    void repeatedLinesCountOnce();
    void isBounded();
    void tellsDrift();
    void aFewOddRequestsAreNoDrift();
    void goesOnFromWhatWasStored();
    void tellsOnlyChanges();
};

void PresenceMatrixTest::counts() {
    PresenceMatrix matrix;
    for (int i = 0; i < 10; ++i) {
        add(matrix, 1, "Host: a\r\nX-Id: " + std::to_string(i) + "\r\n");
    }
    add(matrix, 2, "host: b\r\n");
    const auto all = matrix.all();
    QCOMPARE(all.size(), std::size_t{5});
    const auto& id = *find(all, 1, "X-Id");
    QCOMPARE(id.counts.requests, std::uint64_t{10});
    QCOMPARE(id.values.estimate(), std::size_t{10});
    QCOMPARE(id.example, "9");
    QCOMPARE(find(all, 1, "Host")->values.estimate(), std::size_t{1});
    QCOMPARE(find(all, 2, "host")->example, "b");
    QCOMPARE(find(all, 1, "")->counts.requests, std::uint64_t{10});
    QVERIFY(!shareOf(matrix, "X-Id").baseline);  // too early
}

void PresenceMatrixTest::repeatedLinesCountOnce() {
    PresenceMatrix matrix;
    add(matrix, 1, "Cookie: a\r\ncookie: b\r\n");
    const auto all = matrix.all();
    QCOMPARE(all.size(), std::size_t{2});
    QCOMPARE(find(all, 1, "cookie")->counts.requests, std::uint64_t{1});
    QCOMPARE(find(all, 1, "cookie")->values.estimate(), std::size_t{2});
}

void PresenceMatrixTest::isBounded() {
    PresenceMatrix matrix;
    for (std::size_t i = 0; i < 1000; ++i) {
        add(matrix, 1,
            "X-Id: " + std::string(1000, 'v') + std::to_string(i) + "\r\nX-N" + std::to_string(i) +
                ": 1\r\n");
    }
    for (int source = 2; source < 1000; ++source) {
        add(matrix, source, "Host: a\r\n");
    }
    const auto all = matrix.all();
    QCOMPARE(std::ranges::count(all, 1, &HeaderPresence::source),
             static_cast<std::ptrdiff_t>(PresenceMatrix::kMostNames + 1));
    QCOMPARE(find(all, 1, "X-Id")->example.size(), PresenceMatrix::kExample);
    // What is not counted by name is counted together.
    const auto others = find(all, 1, "")->values.estimate();
    QVERIFY(others > 700 && others < 900);
    QCOMPARE(std::ranges::count(all, "", &HeaderPresence::name),
             static_cast<std::ptrdiff_t>(PresenceMatrix::kMostSources));
}

void PresenceMatrixTest::tellsDrift() {
    PresenceMatrix matrix;
    for (std::uint64_t i = 0; i < 2 * kPresenceSpan; ++i) {
        add(matrix, 1, "X-Old: 1\r\nHost: a\r\n");
    }
    QVERIFY(!shareOf(matrix, "X-Old").hasDrifted());
    for (std::uint64_t i = 0; i < 2 * kPresenceSpan; ++i) {
        add(matrix, 1, "X-New: 1\r\nHost: a\r\n");
    }
    const auto gone = shareOf(matrix, "X-Old");
    QCOMPARE(*gone.baseline, 100.0);
    QCOMPARE(gone.recent, 0.0);
    QCOMPARE(gone.all, 50.0);
    QVERIFY(gone.hasDrifted());
    QVERIFY(shareOf(matrix, "X-New").hasDrifted());
    QVERIFY(!shareOf(matrix, "Host").hasDrifted());
    // Somebody says that this is normal: what comes back is drift then, what stays away is not.
    const auto normal = traffic::presentBaseline(1, matrix.all());
    QCOMPARE(normal->requests, 2 * kPresenceSpan);
    const auto share = [&](const char* name) {
        const auto all = matrix.all();
        return doctor::presenceShare(*find(all, 1, name), find(all, 1, "")->counts, normal);
    };
    QVERIFY(!share("X-Old").hasDrifted() && !share("X-New").hasDrifted());
    for (std::uint64_t i = 0; i < 2 * kPresenceSpan; ++i) {
        add(matrix, 1, "X-Old: 1\r\nHost: a\r\n");
    }
    QVERIFY(share("X-Old").hasDrifted() && share("X-New").hasDrifted() && !share("Host").hasDrifted());
    QCOMPARE(*share("X-Old").baseline, 0.0);
    QVERIFY(!traffic::presentBaseline(2, matrix.all()));
}

void PresenceMatrixTest::aFewOddRequestsAreNoDrift() {
    PresenceMatrix matrix;
    for (std::uint64_t i = 0; i < 4 * kPresenceSpan; ++i) {
        const bool isOdd = i > 2 * kPresenceSpan && i % 10 == 0;
        add(matrix, 1, isOdd ? "Host: a\r\n" : "X-Forwarded-For: 1\r\nHost: a\r\n");
    }
    const auto share = shareOf(matrix, "X-Forwarded-For");
    QVERIFY(share.recent < 95 && !share.hasDrifted());
}

/// Cut anywhere and gone on with what had been told: the same as without the cut.
void PresenceMatrixTest::goesOnFromWhatWasStored() {
    const auto fields = [](int i) {
        return std::string(i % 3 == 0 ? "X-Three: " : "X-Other: ") + std::to_string(i) + "\r\nHost: a\r\n";
    };
    PresenceMatrix whole;
    std::map<std::pair<traffic::SourceId, std::string>, HeaderPresence> stored;
    std::optional<PresenceMatrix> cut(std::in_place);
    for (int i = 0; i < 1000; ++i) {
        add(whole, 1 + i % 2, fields(i));
        add(*cut, 1 + i % 2, fields(i));
        for (const auto& change : cut->takeChanges()) {
            stored[{change.source, change.name}] = change;
        }
        if (i % 97 == 0) {
            std::vector<HeaderPresence> known;
            for (const auto& [key, header] : stored) {
                known.push_back(header);
            }
            cut.emplace(known);
        }
    }
    QVERIFY(whole.all() == cut->all());
    QVERIFY(whole.all().size() == 8);
}

void PresenceMatrixTest::tellsOnlyChanges() {
    PresenceMatrix matrix;
    add(matrix, 1, "Host: a\r\nX-Id: 1\r\n");
    QCOMPARE(matrix.takeChanges().size(), std::size_t{3});
    QVERIFY(matrix.takeChanges().empty());
    add(matrix, 1, "Host: a\r\n");
    QCOMPARE(matrix.takeChanges().size(), std::size_t{2});
}

QTEST_GUILESS_MAIN(PresenceMatrixTest)
#include "presence_matrix_test.moc"
