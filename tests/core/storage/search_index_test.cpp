// SPDX-License-Identifier: Apache-2.0
// The index of words changes how soon requests are found, never which.
#include "core/storage/search_index.h"

#include <sys/stat.h>

#include <QFile>
#include <QTest>
#include <algorithm>
#include <random>

#include "core/storage/search_build.h"
#include "tests/core/storage/recorded_session.h"

using namespace mirrorscope;
using storage::SearchIndex;
using traffic::RequestId;

namespace {

constexpr std::size_t kRequests = 600;

/// Words that are common, rare, escaped, in bodies, and parts of each other.
std::string wordsOf(std::mt19937& random) {
    static const char* const words[] = {"union",  "reunion", "select",   "passwd", "etc", "a_b", "10.0.0.1",
                                        "%20or+", "sqlmap",  "\xc3\xbc", "x",      "=",   "..",  "<script>"};
    std::string text;
    for (int i = 0; i < 4; ++i) {
        const auto pick = std::min(random() % std::size(words), random() % std::size(words));
        text += words[pick];
        text += "/ &="[random() % 4];
    }
    return text;
}

}  // namespace

class SearchIndexTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void findsTheSame_data();
    void findsTheSame();
    void findsTheSameWithARest();
    void isMadeAnew_data();
    void isMadeAnew();
    void largeBodiesAreFound();
    void isForTheOwnerOnly();
    void removedSegmentsGo();

private:
    std::vector<RequestId> ids(const std::string& filter, bool newestFirst, std::size_t page) const;

    std::unique_ptr<test::RecordedSession> m_session;
    std::filesystem::path m_index;
};

void SearchIndexTest::init() {
    m_session = std::make_unique<test::RecordedSession>();
    m_index = storage::searchIndexPath(m_session->path());
    std::mt19937 random(4);
    for (std::size_t i = 0; i < kRequests; ++i) {
        QVERIFY(m_session->journal().offer(test::delivery("/" + wordsOf(random), wordsOf(random))));
    }
    m_session->closeJournal();
}

std::vector<RequestId> SearchIndexTest::ids(const std::string& filter, bool newestFirst,
                                            std::size_t page) const {
    const auto reader = m_session->reader();
    storage::PageQuery query{0, newestFirst, page, {filter, test::kStart, {}}};
    std::vector<RequestId> all;
    for (;;) {
        const auto rows = reader->requests(query).value();
        for (const auto& row : rows) {
            all.push_back(row.id);
        }
        if (rows.size() < page) {
            return all;
        }
        query.after = rows.back().id;
    }
}

void SearchIndexTest::findsTheSame_data() {
    QTest::addColumn<std::string>("filter");
    for (const char* filter : {"union",
                               "reunion",
                               "select",
                               "sel",
                               "\"union/select\"",
                               "passwd etc",
                               "\"/etc\"",
                               "a_b",
                               "10.0.0.1",
                               "\"10.0\"",
                               "\"or\"",
                               "\" or\"",
                               "sqlmap union",
                               "\xc3\xbc",
                               "x",
                               "\"=\"",
                               "\"<script>\"",
                               "-union",
                               "union or passwd",
                               "union -select",
                               "nowhere",
                               "union body~select",
                               "\"union\" id:100..300",
                               "mirrorscope_any_word"}) {
        QTest::newRow(filter) << std::string(filter);
    }
}

void SearchIndexTest::findsTheSame() {
    QFETCH(std::string, filter);
    const auto scanned = ids(filter, true, 1000);
    QVERIFY(storage::indexSession(m_session->path(), {}, {}).has_value());
    QVERIFY(std::filesystem::exists(m_index));
    QCOMPARE(ids(filter, true, 1000), scanned);
    QCOMPARE(ids(filter, true, 7), scanned);
    auto oldestFirst = ids(filter, false, 13);
    std::ranges::reverse(oldestFirst);
    QCOMPARE(oldestFirst, scanned);
}

/// Requests behind what is indexed are read.
void SearchIndexTest::findsTheSameWithARest() {
    const auto scanned = ids("union", true, 1000);
    {
        auto index = *SearchIndex::open(m_session->path());
        const auto some = *m_session->reader()->follow(0, 250, 100'000'000);
        QVERIFY(index->add(some).has_value());
        QCOMPARE(index->cursor(), RequestId{250});
    }
    QCOMPARE(ids("union", true, 7), scanned);
    QVERIFY(std::ranges::any_of(scanned, [](RequestId id) { return id > 250; }));
    QVERIFY(std::ranges::any_of(scanned, [](RequestId id) { return id <= 250; }));
    // The next one goes on there.
    QVERIFY(storage::indexSession(m_session->path(), {}, {}).has_value());
    QCOMPARE((*SearchIndex::open(m_session->path()))->cursor(), RequestId{kRequests});
    QCOMPARE(ids("union", true, 7), scanned);
}

void SearchIndexTest::isMadeAnew_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("something else") << QByteArray("no database at all").repeated(1000);
    QTest::newRow("of another session") << QByteArray("other");
}

void SearchIndexTest::isMadeAnew() {
    QFETCH(QByteArray, content);
    const auto scanned = ids("union", true, 1000);
    if (content == "other") {
        test::RecordedSession other;
        QVERIFY(other.store(3));
        other.closeJournal();
        QVERIFY(storage::indexSession(other.path(), {}, {}).has_value());
        std::filesystem::copy(storage::searchIndexPath(other.path()), m_index);
    } else {
        QFile file(QString::fromStdString(m_index.string()));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }
    QCOMPARE(ids("union", true, 1000), scanned);  // not looked at
    QVERIFY(storage::indexSession(m_session->path(), {}, {}).has_value());
    QCOMPARE((*SearchIndex::open(m_session->path()))->cursor(), RequestId{kRequests});
    QCOMPARE(ids("union", true, 1000), scanned);
}

/// Words behind what is indexed of a body are found all the same.
void SearchIndexTest::largeBodiesAreFound() {
    {
        auto journal = *storage::Journal::open(m_session->path(), {});
        std::string body(storage::kIndexedBody + 1000, ' ');
        body += "needle";
        QVERIFY(journal->offer(test::delivery("/large", body)));
    }
    QVERIFY(storage::indexSession(m_session->path(), {}, {}).has_value());
    QCOMPARE(ids("needle", true, 10), std::vector<RequestId>{kRequests + 1});
}

void SearchIndexTest::isForTheOwnerOnly() {
    QVERIFY(storage::indexSession(m_session->path(), {}, {}).has_value());
    struct stat status{};
    QCOMPARE(::stat(m_index.c_str(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0600U);
}

void SearchIndexTest::removedSegmentsGo() {
    auto index = *SearchIndex::open(m_session->path());
    const auto some = *m_session->reader()->follow(0, 3, 100'000'000);
    for (RequestId segment = 0; segment < 3; ++segment) {
        auto request = std::make_shared<traffic::MirroredRequest>(*some[0].request);
        request->id = segment * storage::kSegmentRequests + 5;
        QVERIFY(index->add({{request, nullptr}}).has_value());
    }
    const auto tables = [&] {
        auto database = storage::Database::open(m_index, storage::Database::Access::Read);
        return *database->number("SELECT count(*) FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'");
    };
    QCOMPARE(tables(), std::int64_t{3});
    QVERIFY(index->dropBefore(storage::kSegmentRequests + 1).has_value());
    QCOMPARE(tables(), std::int64_t{2});
    QVERIFY(index->dropBefore(10 * storage::kSegmentRequests).has_value());
    QCOMPARE(tables(), std::int64_t{1});  // that of the cursor stays
    auto request = std::make_shared<traffic::MirroredRequest>(*some[0].request);
    request->id = 2 * storage::kSegmentRequests + 6;
    QVERIFY(index->add({{request, nullptr}}).has_value());
}

QTEST_GUILESS_MAIN(SearchIndexTest)
#include "search_index_test.moc"
