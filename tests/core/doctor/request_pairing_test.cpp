// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/request_pairing.h"

#include <QTest>
#include <map>
#include <random>
#include <set>

using namespace mirrorscope;
using doctor::PairedBy;
using doctor::Pairing;
using doctor::PairingEntry;
using std::chrono::microseconds;
using Entries = std::vector<PairingEntry>;

namespace {

constexpr microseconds kWithin{5};

/// Second, id and content as small numbers; 0 of the id: none.
PairingEntry entry(traffic::RequestId request, int time, std::uint8_t id, std::uint8_t content) {
    PairingEntry out;
    out.request = request;
    out.time = base::WallTime(microseconds(1000 + time));
    out.requestId[3] = id;
    out.content[0] = content;
    return out;
}

std::string textOf(const Pairing& pairing) {
    std::string out;
    for (const auto& pair : pairing.pairs) {
        out += std::to_string(pair.a) + "-" + std::to_string(pair.b) + " " +
               std::string(doctor::pairedByName(pair.by)) + " " + std::to_string(pair.between.count()) + ", ";
    }
    return out + std::to_string(pairing.onlyA) + " only A, " + std::to_string(pairing.onlyB) + " only B, " +
           std::to_string(pairing.ambiguousGroups) + " groups of " + std::to_string(pairing.ambiguousA) +
           "+" + std::to_string(pairing.ambiguousB);
}

/// The definition, word by word: candidates are compared one by one, groups are what candidates connect.
class Oracle {
public:
    Oracle(const Entries& a, const Entries& b, microseconds within) : m_a(a), m_b(b), m_within(within) {}

    Pairing answer() {
        settle(PairedBy::RequestId);
        settle(PairedBy::Content);
        m_out.onlyA = m_a.size() - m_doneA.size();
        m_out.onlyB = m_b.size() - m_doneB.size();
        std::ranges::sort(m_out.pairs, {}, &doctor::RequestPair::a);
        return m_out;
    }

private:
    bool areCandidates(const PairingEntry& a, const PairingEntry& b, PairedBy by) const {
        if (by == PairedBy::RequestId) {
            return a.requestId == b.requestId && a.requestId != doctor::PairingKey{};
        }
        return a.content == b.content && a.time - b.time <= m_within && b.time - a.time <= m_within;
    }

    void settle(PairedBy by) {
        const auto beforeA = m_doneA;
        const auto beforeB = m_doneB;
        for (std::size_t i = 0; i < m_a.size(); ++i) {
            if (m_doneA.contains(i)) {
                continue;
            }
            std::set<std::size_t> groupA{i};
            std::set<std::size_t> groupB;
            for (std::size_t size = 0; size != groupA.size() + groupB.size();) {
                size = groupA.size() + groupB.size();
                for (std::size_t x = 0; x < m_a.size(); ++x) {
                    for (std::size_t y = 0; y < m_b.size(); ++y) {
                        const bool isLinked = !beforeA.contains(x) && !beforeB.contains(y) &&
                                              (groupA.contains(x) || groupB.contains(y)) &&
                                              areCandidates(m_a[x], m_b[y], by);
                        if (isLinked) {
                            groupA.insert(x);
                            groupB.insert(y);
                        }
                    }
                }
            }
            if (groupB.empty()) {
                continue;
            }
            m_doneA.insert(groupA.begin(), groupA.end());
            m_doneB.insert(groupB.begin(), groupB.end());
            const auto& a = m_a[i];
            const auto& b = m_b[*groupB.begin()];
            const bool isContradicted =
                a.content != b.content && (a.time - b.time > m_within || b.time - a.time > m_within);
            if (groupA.size() == 1 && groupB.size() == 1 && !isContradicted) {
                m_out.pairs.push_back({a.request, b.request, by, b.time - a.time});
                continue;
            }
            ++m_out.ambiguousGroups;
            m_out.ambiguousA += groupA.size();
            m_out.ambiguousB += groupB.size();
        }
    }

    Entries m_a;
    Entries m_b;
    microseconds m_within;
    std::set<std::size_t> m_doneA;
    std::set<std::size_t> m_doneB;
    Pairing m_out;
};

}  // namespace

class RequestPairingTest : public QObject {
    Q_OBJECT

private slots:
    void cases_data();
    void cases();
    void agreesWithTheOracle();
};

void RequestPairingTest::cases_data() {
    QTest::addColumn<int>("number");
    QTest::addColumn<QByteArray>("text");
    const char* const rows[][2] = {
        {"by id and content, whatever the time", "1-2 request-id 900, 0 only A, 0 only B, 0 groups of 0+0"},
        {"by id and time, whatever the content", "1-2 request-id 5, 0 only A, 0 only B, 0 groups of 0+0"},
        {"an id that all else contradicts", "0 only A, 0 only B, 1 groups of 1+1"},
        {"by content", "1-2 content -5, 0 only A, 0 only B, 0 groups of 0+0"},
        {"content too far apart", "1 only A, 1 only B, 0 groups of 0+0"},
        {"other ids, same content", "1-2 content 1, 0 only A, 0 only B, 0 groups of 0+0"},
        {"no id is no common id", "1 only A, 1 only B, 0 groups of 0+0"},
        {"an id twice is not guessed", "0 only A, 0 only B, 1 groups of 1+2"},
        {"an id twice in one source alone", "1-3 content 1, 1 only A, 0 only B, 0 groups of 0+0"},
        {"a chain in time is one group", "0 only A, 0 only B, 1 groups of 2+2"},
        {"the nearest is not taken", "0 only A, 0 only B, 1 groups of 1+2"},
        {"far repetitions are pairs", "1-2 content 1, 3-4 content 1, 0 only A, 0 only B, 0 groups of 0+0"},
        {"an id decides over content", "1-3 request-id 2, 0 only A, 1 only B, 0 groups of 0+0"},
        {"nothing", "0 only A, 0 only B, 0 groups of 0+0"},
    };
    int number = 0;
    for (const auto& row : rows) {
        QTest::newRow(row[0]) << number++ << QByteArray(row[1]);
    }
}

void RequestPairingTest::cases() {
    const std::pair<Entries, Entries> sides[] = {
        {{entry(1, 0, 7, 1)}, {entry(2, 900, 7, 1)}},
        {{entry(1, 0, 7, 1)}, {entry(2, 5, 7, 2)}},
        {{entry(1, 0, 7, 1)}, {entry(2, 6, 7, 2)}},
        {{entry(1, 5, 0, 1)}, {entry(2, 0, 0, 1)}},
        {{entry(1, 6, 0, 1)}, {entry(2, 0, 0, 1)}},
        {{entry(1, 0, 7, 1)}, {entry(2, 1, 8, 1)}},
        {{entry(1, 0, 0, 1)}, {entry(2, 0, 0, 2)}},
        {{entry(1, 0, 7, 1)}, {entry(2, 0, 7, 1), entry(3, 90, 7, 1)}},
        {{entry(1, 0, 7, 1), entry(2, 90, 7, 1)}, {entry(3, 1, 0, 1)}},
        {{entry(1, 0, 0, 1), entry(2, 8, 0, 1)}, {entry(3, 4, 0, 1), entry(4, 12, 0, 1)}},
        {{entry(1, 0, 0, 1)}, {entry(2, 1, 0, 1), entry(3, 4, 0, 1)}},
        {{entry(1, 0, 0, 1), entry(3, 90, 0, 1)}, {entry(2, 1, 0, 1), entry(4, 91, 0, 1)}},
        {{entry(1, 0, 7, 1)}, {entry(2, 1, 0, 1), entry(3, 2, 7, 1)}},
        {{}, {}},
    };
    QFETCH(const int, number);
    const auto& [a, b] = sides[number];
    QTEST(QByteArray::fromStdString(textOf(doctor::pairRequests(a, b, kWithin))), "text");
}

void RequestPairingTest::agreesWithTheOracle() {
    constexpr int kRounds = 3000;
    std::mt19937 random(20261129);
    const auto below = [&](int end) { return std::uniform_int_distribution(0, end - 1)(random); };
    std::map<std::string, std::uint64_t> seen;
    for (int round = 0; round < kRounds; ++round) {
        Entries sides[2];
        const int count = 1 + below(16);
        const int span = 1 + below(60);
        for (int i = 0; i < count; ++i) {
            sides[below(2)].push_back(entry(i + 1, below(span), static_cast<std::uint8_t>(below(8)),
                                            static_cast<std::uint8_t>(1 + below(3))));
        }
        const microseconds within{below(8)};
        const auto expected = Oracle(sides[0], sides[1], within).answer();
        std::shuffle(sides[0].begin(), sides[0].end(), random);
        std::shuffle(sides[1].begin(), sides[1].end(), random);
        const auto actual = doctor::pairRequests(sides[0], sides[1], within);
        QVERIFY2(actual == expected, qPrintable(QStringLiteral("round %1: %2 instead of %3")
                                                    .arg(round)
                                                    .arg(QString::fromStdString(textOf(actual)),
                                                         QString::fromStdString(textOf(expected)))));
        for (const auto& pair : actual.pairs) {
            ++seen[std::string(doctor::pairedByName(pair.by))];
        }
        seen["ambiguous"] += actual.ambiguousGroups;
        seen["alone"] += actual.onlyA + actual.onlyB;
    }
    for (const char* what : {"request-id", "content", "ambiguous", "alone"}) {
        QVERIFY2(seen[what] > 500, what);
    }
}

QTEST_GUILESS_MAIN(RequestPairingTest)
#include "request_pairing_test.moc"
