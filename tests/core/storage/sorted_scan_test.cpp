// SPDX-License-Identifier: Apache-2.0
// Random sessions in every order: the ids are those that a plain sort of the rows gives.
#include "core/storage/sorted_scan.h"

#include <QTest>
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/base/ip_network.h"
#include "core/http/head.h"
#include "core/storage/session_reader.h"
#include "tests/core/query/random_session.h"

using namespace mirrorscope;
using traffic::RequestRow;
using traffic::SortKey;

namespace {

constexpr std::size_t kRequests = 300;

/// Unknown last; then a number or a text.
using Value = std::tuple<bool, std::int64_t, std::string>;

Value number(std::int64_t value) {
    return {false, value, ""};
}

Value text(const std::string& value) {
    return {value.empty(), 0, value.substr(0, 64)};
}

Value address(const std::string& value) {
    const auto parsed = base::parseAddress(value);
    if (!parsed) {
        return text(value);
    }
    std::string key = parsed->is_v4() ? "4" : "6";
    if (parsed->is_v4()) {
        std::ranges::copy(parsed->to_v4().to_bytes(), std::back_inserter(key));
    } else {
        std::ranges::copy(parsed->to_v6().to_bytes(), std::back_inserter(key));
    }
    return {false, 0, key};
}

Value valueOf(const RequestRow& row, SortKey key) {
    const bool isJudged = row.state != traffic::RequestState::Pending;
    switch (key) {
        case SortKey::Id:
            return number(row.id);
        case SortKey::Duration:
            return number(row.duration.count());
        case SortKey::Listener:
            return text(row.listener);
        case SortKey::Peer:
            return address(row.peer);
        case SortKey::Method:
            return text(row.method);
        case SortKey::Target:
            return text(row.target);
        case SortKey::Version:
            return text(row.version);
        case SortKey::HeadBytes:
            return number(static_cast<std::int64_t>(row.headBytes));
        case SortKey::BodyBytes:
            return number(static_cast<std::int64_t>(row.bodyBytes));
        case SortKey::Source:
            return text(row.sourceName);
        case SortKey::Client:
            return address(row.context.client);
        case SortKey::Scheme:
            return text(row.context.scheme);
        case SortKey::Host:
            return text(row.context.host);
        case SortKey::Port:
            return row.context.port ? number(*row.context.port) : Value{true, 0, ""};
        case SortKey::RequestIdValue:
            return text(row.context.requestIdValue);
        case SortKey::State:
            return text(std::string(traffic::requestStateName(row.state)));
        case SortKey::Score:
            return isJudged ? number(row.score) : Value{true, 0, ""};
        case SortKey::Count:
            break;
    }
    return {};
}

std::vector<traffic::RequestId> naive(const std::vector<test::StoredRow>& rows,
                                      const traffic::RequestOrder& order) {
    std::vector<std::pair<Value, traffic::RequestId>> all;
    for (const auto& row : rows) {
        all.emplace_back(valueOf(row.row(), order.key), row.row().id);
    }
    std::ranges::sort(all, [&](const auto& a, const auto& b) {
        if (std::get<0>(a.first) != std::get<0>(b.first)) {
            return std::get<0>(b.first);
        }
        if (a.first != b.first) {
            return order.descending ? a.first > b.first : a.first < b.first;
        }
        return a.second > b.second;
    });
    std::vector<traffic::RequestId> ids;
    for (const auto& [value, id] : all) {
        ids.push_back(id);
    }
    return ids;
}

}  // namespace

class SortedScanTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void everyOrder_data();
    void everyOrder();
    void limitKeepsTheFirst();
    void onlyWhatFits();
    void tellsProgressAndEndsWhenCancelled();
    void headerValuesAreThoseOfTheHead();

private:
    test::Random m_random{20'261'129};
    std::unique_ptr<test::RandomSession> m_session;
    std::unique_ptr<storage::SessionReader> m_reader;
};

void SortedScanTest::initTestCase() {
    m_session = std::make_unique<test::RandomSession>(kRequests, m_random);
    QCOMPARE(m_session->rows().size(), kRequests);
    m_reader = std::move(*storage::SessionReader::open(m_session->path()));
}

void SortedScanTest::everyOrder_data() {
    QTest::addColumn<int>("key");
    QTest::addColumn<bool>("descending");
    for (int key = 0; key < static_cast<int>(SortKey::Count); ++key) {
        const std::string name(traffic::sortKeyName(static_cast<SortKey>(key)));
        QTest::addRow("%s, ascending", name.c_str()) << key << false;
        QTest::addRow("%s, descending", name.c_str()) << key << true;
    }
}

void SortedScanTest::everyOrder() {
    QFETCH(const int, key);
    QFETCH(const bool, descending);
    const traffic::RequestOrder order{static_cast<SortKey>(key), descending};
    QVERIFY(traffic::sortKeyByName(traffic::sortKeyName(order.key)) == order.key);
    const auto expected = naive(m_session->rows(), order);
    QVERIFY(std::set(expected.begin(), expected.end()).size() == kRequests);
    const auto sorted = m_reader->sorted({.order = order});
    QVERIFY(sorted.has_value());
    QCOMPARE(sorted->found, std::uint64_t{kRequests});
    QCOMPARE(sorted->ids, expected);
}

void SortedScanTest::limitKeepsTheFirst() {
    const traffic::RequestOrder order{SortKey::Target, false};
    const auto expected = naive(m_session->rows(), order);
    for (const std::size_t limit : {0U, 1U, 7U, 299U, 300U, 1000U}) {
        const auto sorted = m_reader->sorted({.order = order, .limit = limit});
        QCOMPARE(sorted->found, std::uint64_t{kRequests});
        QCOMPARE(sorted->isCut(), limit < kRequests);
        const auto most = static_cast<std::ptrdiff_t>(std::min(limit, kRequests));
        QVERIFY(sorted->ids == std::vector(expected.begin(), expected.begin() + most));
    }
}

void SortedScanTest::onlyWhatFits() {
    const traffic::RequestOrder order{SortKey::BodyBytes, true};
    traffic::FilterText filter;
    filter.text = "id > 100";
    filter.now = test::RandomSession::kNow;
    const auto sorted = m_reader->sorted({.order = order, .filter = filter, .last = 200});
    QVERIFY(sorted.has_value());
    auto expected = naive(m_session->rows(), order);
    std::erase_if(expected, [](traffic::RequestId id) { return id <= 100 || id > 200; });
    QCOMPARE(sorted->ids, expected);
    QVERIFY(!expected.empty());
    filter.text = "id >";
    const auto refused = m_reader->sorted({.order = order, .filter = filter});
    QVERIFY(!refused && refused.error().code == base::ErrorCode::InvalidArgument);
}

void SortedScanTest::tellsProgressAndEndsWhenCancelled() {
    traffic::SortProgress last;
    const auto sorted =
        m_reader->sorted({}, {}, [&](const traffic::SortProgress& progress) { last = progress; });
    QVERIFY(sorted.has_value());
    QCOMPARE(last.left, traffic::RequestId{0});
    QCOMPARE(last.all, m_session->rows().back().row().id);
    QCOMPARE(last.found, std::uint64_t{kRequests});
    base::CancelToken cancel;
    cancel.cancel();
    const auto cancelled = m_reader->sorted({}, cancel);
    QVERIFY(!cancelled && cancelled.error().code == base::ErrorCode::Cancelled);
}

void SortedScanTest::headerValuesAreThoseOfTheHead() {
    std::map<std::string, std::size_t> frequency;
    for (const auto& row : m_session->rows()) {
        const http::Head head(row.head());
        for (const auto& field : head.fields()) {
            ++frequency[std::string(field.name)];
        }
    }
    const auto most =
        std::ranges::max_element(frequency, {}, &std::pair<const std::string, std::size_t>::second);
    QVERIFY(most->second > kRequests / 4);
    const std::vector<std::string> names{most->first, "no-such-header"};
    std::vector<traffic::RequestId> ids;
    for (const auto& row : m_session->rows()) {
        ids.push_back(row.row().id);
    }
    ids.push_back(1'000'000);
    const auto values = m_reader->headerValues(ids, names);
    QVERIFY(values.has_value());
    QCOMPARE(values->size(), ids.size());
    for (std::size_t i = 0; i < kRequests; ++i) {
        std::string joined;
        const http::Head head(m_session->rows()[i].head());
        for (const auto value : head.values(names.front())) {
            joined += (joined.empty() ? "" : ", ") + std::string(value);
        }
        QCOMPARE(values->at(i), (std::vector<std::string>{joined, ""}));
    }
    QCOMPARE(values->back(), std::vector<std::string>(names.size()));
}

QTEST_GUILESS_MAIN(SortedScanTest)
#include "sorted_scan_test.moc"
