// SPDX-License-Identifier: Apache-2.0
#include "core/storage/filter_to_sql.h"

#include <QTest>
#include <algorithm>

#include "core/query/parser.h"
#include "core/storage/filter_columns.h"
#include "core/storage/filter_functions.h"
#include "core/storage/row_decoding.h"
#include "core/storage/statement.h"
#include "tests/core/storage/recorded_session.h"

using namespace mirrorscope;
using storage::Database;
using storage::SqlFilter;
using storage::Statement;

namespace {

SqlFilter sqlOf(std::string_view filter) {
    return storage::filterToSql(*query::parse(filter), {test::kStart, {}});
}

}  // namespace

class FilterToSqlTest : public QObject {
    Q_OBJECT

private slots:
    void textHoldsNothingOfTheFilter_data();
    void textHoldsNothingOfTheFilter();
    void everyFieldHasAColumn();
    void knowsWhatIsIndexed_data();
    void knowsWhatIsIndexed();
    void timeRangesTakeTheIndex();
    void theLargestFiltersRun_data();
    void theLargestFiltersRun();
    void functionsAreNotForSchemas();
    void givingUpIsCounted();
};

void FilterToSqlTest::textHoldsNothingOfTheFilter_data() {
    QTest::addColumn<std::string>("filter");
    QTest::addColumn<int>("values");
    QTest::newRow("text") << std::string("host:zz9") << 2;
    QTest::newRow("contains") << std::string("host~zz9") << 2;
    QTest::newRow("pattern") << std::string("host~/zz9/") << 2;
    QTest::newRow("header") << std::string("header.zz9:zz9") << 3;
    QTest::newRow("missing") << std::string("missing:zz9") << 1;
    QTest::newRow("free word") << std::string("zz9") << 3;
    QTest::newRow("SQL") << std::string("tag:\"zz9' OR 1=1; --\"") << 2;
    QTest::newRow("number") << std::string("rule:99999..") << 1;
    QTest::newRow("address") << std::string("client:99.9.9.9/9") << 2;
    QTest::newRow("name") << std::string("type:sqli") << 1;
    QTest::newRow("list") << std::string("method:zz9,zz9") << 4;
}

void FilterToSqlTest::textHoldsNothingOfTheFilter() {
    QFETCH(std::string, filter);
    QFETCH(int, values);
    const SqlFilter sql = sqlOf(filter);
    QCOMPARE(sql.values.size(), static_cast<std::size_t>(values));
    QCOMPARE(std::ranges::count(sql.where, '?'), values);
    for (const char* word : {"zz9", "99", "sqli"}) {
        QVERIFY2(sql.where.find(word) == std::string::npos, sql.where.c_str());
    }
}

void FilterToSqlTest::everyFieldHasAColumn() {
    using enum query::FieldId;
    for (const query::Field& field : query::fields()) {
        const bool elsewhere = field.id == Header || field.id == Has || field.id == Missing ||
                               field.id == Flag || field.id == Type || field.id == ClientAlternatives;
        const auto column = storage::filterColumn(field.id);
        QVERIFY2((column.value == "NULL") == elsewhere, field.name.data());
        const bool isInOtherRows = field.several && !elsewhere;
        QVERIFY2(column.from.empty() != isInOtherRows, field.name.data());
    }
}

void FilterToSqlTest::knowsWhatIsIndexed_data() {
    QTest::addColumn<std::string>("filter");
    QTest::addColumn<bool>("indexed");
    QTest::newRow("nothing") << std::string() << false;
    QTest::newRow("time") << std::string("time>-1h") << true;
    QTest::newRow("id") << std::string("id:5..10") << true;
    QTest::newRow("with others") << std::string("bob time>-1h") << true;
    QTest::newRow("in a group") << std::string("bob -(-(id:5))") << true;
    QTest::newRow("not") << std::string("-id:5") << false;
    QTest::newRow("or") << std::string("id:5 or bob") << false;
    QTest::newRow("something else") << std::string("score>5") << false;
}

void FilterToSqlTest::knowsWhatIsIndexed() {
    QFETCH(std::string, filter);
    QFETCH(bool, indexed);
    QCOMPARE(sqlOf(filter).isIndexed, indexed);
}

void FilterToSqlTest::timeRangesTakeTheIndex() {
    const test::RecordedSession session;
    auto database = storage::Database::open(session.path(), Database::Access::Read);
    QVERIFY(database.has_value());
    QVERIFY(storage::FilterFunctions::registerIn(*database).has_value());
    const std::string sql = "EXPLAIN QUERY PLAN SELECT r.id, r.target FROM " + storage::kRowTables +
                            " WHERE 1 AND " + sqlOf("time>-1h method:GET").where +
                            " ORDER BY r.id DESC LIMIT ?";
    auto plan = Statement::prepare(*database, sql.c_str());
    QVERIFY(plan.has_value());
    std::string text;
    while (plan->next()) {
        text += plan->bytes(3) + "\n";
    }
    QVERIFY2(text.find("SEARCH r USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)") != std::string::npos,
             text.c_str());
    QVERIFY2(text.find("SEARCH arrival_minute USING INTEGER PRIMARY KEY (rowid>?") != std::string::npos,
             text.c_str());
    QVERIFY2(text.find("TEMP B-TREE") == std::string::npos, text.c_str());
}

void FilterToSqlTest::theLargestFiltersRun_data() {
    QTest::addColumn<std::string>("filter");
    std::string words;
    std::string either;
    std::string values = "flag:late";
    for (std::size_t i = 1; i < query::kMostTerms; ++i) {
        words += "a ";
        either += "a or ";
        values += ",late";
    }
    std::string deep = "has:a";
    for (std::size_t i = 0; i < query::kDeepestFilter; ++i) {
        deep = "-(rule:5 or score:unknown " + deep + ")";
    }
    QTest::newRow("all words") << words;
    QTest::newRow("any word") << either + "a";
    QTest::newRow("values") << values;
    QTest::newRow("groups in groups") << deep;
}

void FilterToSqlTest::theLargestFiltersRun() {
    QFETCH(std::string, filter);
    const test::RecordedSession session;
    const storage::PageQuery query{0, true, 10, {filter, test::kStart, {}}};
    QVERIFY(session.reader()->requests(query).has_value());
    QVERIFY(session.reader()->attacks(query).has_value());
    QVERIFY(session.reader()->hits(query).has_value());
}

/// Database forbids views; a generated column is what a schema could still hold.
void FilterToSqlTest::functionsAreNotForSchemas() {
    auto database = Database::open(":memory:", Database::Access::Create);
    const auto functions = storage::FilterFunctions::registerIn(*database);
    QVERIFY(functions.has_value());
    QVERIFY(database->number("SELECT filter_text(1, 'abc', 'B')").has_value());
    QVERIFY(!database->run("CREATE TABLE t (a, b AS (filter_path(a)))").has_value());
    QVERIFY(!database->number("SELECT filter_text(4, 'abc', 'no network')").has_value());
}

void FilterToSqlTest::givingUpIsCounted() {
    auto database = Database::open(":memory:", Database::Access::Create);
    const auto functions = storage::FilterFunctions::registerIn(*database);
    QCOMPARE(*database->number("SELECT filter_text(2, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '^(a+)+[bc]$')"),
             std::int64_t{0});
    QCOMPARE(functions->gaveUp(), std::uint64_t{1});
}

QTEST_GUILESS_MAIN(FilterToSqlTest)
#include "filter_to_sql_test.moc"
