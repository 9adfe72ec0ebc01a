// SPDX-License-Identifier: Apache-2.0
// Random filters over random requests of real sessions: SQL and predicate give the same rows. The share of
// pairs that each operator is true of is printed and judged, so that conditions which are always false pass
// for no proof. MIRRORSCOPE_PAIRS sets how many pairs of request and filter.
#include <QTest>
#include <cstdio>
#include <map>
#include <set>

#include "core/query/parser.h"
#include "core/query/predicate.h"
#include "core/storage/filter_functions.h"
#include "core/storage/filter_to_sql.h"
#include "core/storage/row_decoding.h"
#include "core/storage/session_file.h"
#include "core/storage/statement.h"
#include "tests/core/query/random_filter.h"

using namespace mirrorscope;
using query::Node;

namespace {

constexpr std::uint64_t kSeed = 20'261'123;
constexpr std::size_t kRequests = 125;
/// With one session; then comes another, of the next seed.
constexpr std::size_t kPairsOfSession = 25'000;
constexpr std::size_t kUsualPairs = 100'000;
constexpr int kDepth = 3;
/// An operator that is rarer than this is not judged by its share.
constexpr std::uint64_t kJudgedFrom = 3'000;
const query::Moment kMoment{test::RandomSession::kNow, std::chrono::minutes(90)};

struct Tally {
    std::uint64_t pairs = 0;
    std::uint64_t holds = 0;
};
using Tallies = std::map<std::string, Tally>;

std::set<std::int64_t> idsByPredicate(const std::vector<test::StoredRow>& rows, const Node& node) {
    const query::Predicate predicate(node, kMoment);
    std::set<std::int64_t> ids;
    for (const test::StoredRow& row : rows) {
        if (predicate.holds(row)) {
            ids.insert(row.row().id);
        }
    }
    return ids;
}

base::Result<std::set<std::int64_t>> idsBySql(storage::Database& database, const Node& node) {
    const storage::SqlFilter filter = storage::filterToSql(node, kMoment);
    const std::string sql = "SELECT r.id FROM " + storage::kRowTables + " WHERE " + filter.where;
    auto statement = storage::Statement::prepare(database, sql.c_str());
    if (!statement) {
        return statement.error();
    }
    for (const storage::SqlValue& value : filter.values) {
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            statement->bind(*number);
        } else {
            statement->bindText(std::get<std::string>(value));
        }
    }
    std::set<std::int64_t> ids;
    while (statement->next()) {
        ids.insert(statement->number(0));
    }
    if (const auto failed = statement->failed()) {
        return *failed;
    }
    return ids;
}

/// How often each term of the filter holds, by itself.
void tally(const std::vector<test::StoredRow>& rows, const Node& node, Tallies& tallies) {
    Tally& counted = tallies[test::operatorName(node)];
    counted.pairs += rows.size();
    counted.holds += idsByPredicate(rows, node).size();
    if (const auto* group = std::get_if<query::Group>(&node.term)) {
        for (const Node& part : group->parts) {
            tally(rows, part, tallies);
        }
    }
}

std::size_t pairsWanted() {
    const QByteArray wanted = qgetenv("MIRRORSCOPE_PAIRS");
    return wanted.isEmpty() ? kUsualPairs : wanted.toULongLong();
}

}  // namespace

class AgreementTest : public QObject {
    Q_OBJECT

private slots:
    void sqlAndPredicateAgree();

private:
    void compareInSession(std::uint64_t seed);

    Tallies m_tallies;
};

void AgreementTest::compareInSession(std::uint64_t seed) {
    test::Random random(seed);
    const test::RandomSession session(kRequests, random);
    QCOMPARE(session.rows().size(), kRequests);
    auto database = storage::openForReading(session.path());
    QVERIFY(database.has_value());
    const auto functions = storage::FilterFunctions::registerIn(*database);
    QVERIFY(functions.has_value());
    test::RandomFilter filters(session.rows(), random);
    for (std::size_t pairs = 0; pairs < kPairsOfSession; pairs += kRequests) {
        const Node made = filters.node(kDepth);
        const std::string text = query::print(made);
        const auto parsed = query::parse(text);
        QVERIFY2(parsed.has_value(), text.c_str());
        QVERIFY2(*parsed == made, (text + "\n" + query::print(*parsed)).c_str());
        const auto bySql = idsBySql(*database, *parsed);
        QVERIFY2(bySql.has_value(), text.c_str());
        QVERIFY2(*bySql == idsByPredicate(session.rows(), *parsed), text.c_str());
        tally(session.rows(), made, m_tallies);
    }
    QCOMPARE(functions->gaveUp(), std::uint64_t{0});
}

void AgreementTest::sqlAndPredicateAgree() {
    std::size_t pairs = 0;
    for (std::uint64_t seed = kSeed; pairs < pairsWanted(); ++seed, pairs += kPairsOfSession) {
        compareInSession(seed);
        QVERIFY2(!QTest::currentTestFailed(), std::to_string(seed).c_str());
    }
    std::printf("%zu pairs of request and filter agree\n%-24s %9s  true\n", pairs, "operator", "pairs");
    for (const auto& [name, counted] : m_tallies) {
        const auto share = 100.0 * static_cast<double>(counted.holds) / static_cast<double>(counted.pairs);
        std::printf("%-24s %9llu  %4.1f %%\n", name.c_str(), static_cast<unsigned long long>(counted.pairs),
                    share);
        const bool isJudged = counted.pairs >= kJudgedFrom;
        QVERIFY2(!isJudged || (share >= 10 && share <= 90), name.c_str());
    }
}

QTEST_GUILESS_MAIN(AgreementTest)
#include "agreement_test.moc"
