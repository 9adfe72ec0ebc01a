// SPDX-License-Identifier: Apache-2.0
#include "core/listener/peer_book.h"

#include <QTest>

using namespace mirrorscope;
using listener::NoRow;
using listener::PeerBook;

namespace {

base::WallTime at(int second) {
    return base::WallTime(std::chrono::seconds(second));
}

}  // namespace

class PeerBookTest : public QObject {
    Q_OBJECT

private slots:
    void keys_data();
    void keys();
    void countsByReason();
    void forgetsTheLeastRecentlySeen();
    void keepsWhatTheLastUnreadableOneBeganWith();
};

void PeerBookTest::keys_data() {
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("key");
    QTest::newRow("IPv4") << "192.0.2.7" << "192.0.2.7";
    QTest::newRow("IPv4 in IPv6") << "::ffff:192.0.2.7" << "192.0.2.7";
    QTest::newRow("loopback") << "::1" << "::1";
    QTest::newRow("link-local") << "fe80::12" << "fe80::12";
    QTest::newRow("IPv6") << "2001:db8:0:1:aaaa::5" << "2001:db8:0:1::/64";
    QTest::newRow("its neighbour") << "2001:db8:0:1:ffff:ffff:ffff:ffff" << "2001:db8:0:1::/64";
    QTest::newRow("the next site") << "2001:db8:0:2::" << "2001:db8:0:2::/64";
}

void PeerBookTest::keys() {
    QFETCH(QString, address);
    QFETCH(QString, key);
    const auto parsed = boost::asio::ip::make_address(address.toStdString());
    QCOMPARE(QString::fromStdString(listener::peerKey(parsed)), key);
}

void PeerBookTest::countsByReason() {
    PeerBook book;
    book.count("a", NoRow::NotAllowed, at(1));
    book.count("b", NoRow::Empty, at(2));
    book.count("a", NoRow::OverLimit, at(3));
    book.count("a", NoRow::OverLimit, at(4));
    const auto peers = book.snapshot();
    QCOMPARE(peers.size(), std::size_t{2});
    QCOMPARE(peers[0].peer, std::string("a"));
    QCOMPARE(peers[0].notAllowed, std::uint64_t{1});
    QCOMPARE(peers[0].overLimit, std::uint64_t{2});
    QCOMPARE(peers[0].refused(), std::uint64_t{3});
    QCOMPARE(peers[0].empty, std::uint64_t{0});
    QVERIFY(peers[0].firstSeen == at(1) && peers[0].lastSeen == at(4));
    QCOMPARE(peers[1].peer, std::string("b"));
    QCOMPARE(peers[1].empty, std::uint64_t{1});
    QCOMPARE(peers[1].refused(), std::uint64_t{0});
}

void PeerBookTest::forgetsTheLeastRecentlySeen() {
    PeerBook book;
    const int most = static_cast<int>(traffic::kMostPeers);
    for (int i = 0; i < most; ++i) {
        book.count(std::to_string(i), NoRow::Empty, at(i));
    }
    book.count("0", NoRow::Empty, at(most));  // seen again: "1" is the oldest now
    book.count("new", NoRow::Empty, at(most + 1));
    const auto peers = book.snapshot();
    QCOMPARE(peers.size(), traffic::kMostPeers);
    QCOMPARE(peers[0].peer, std::string("new"));
    QCOMPARE(peers[1].peer, std::string("0"));
    QCOMPARE(peers[1].empty, std::uint64_t{2});
    QCOMPARE(peers.back().peer, std::string("2"));
}

void PeerBookTest::keepsWhatTheLastUnreadableOneBeganWith() {
    PeerBook book;
    book.count("a", NoRow::Unreadable, at(1), "SSH-2.0-x");
    book.count("a", NoRow::Unreadable, at(2), std::string(1000, '\x16'));
    book.count("a", NoRow::Empty, at(3));
    const auto peers = book.snapshot();
    QCOMPARE(peers[0].unreadable, std::uint64_t{2});
    QCOMPARE(peers[0].firstBytes, std::string(traffic::kFirstBytes, '\x16'));
    QCOMPARE(peers[0].refused(), std::uint64_t{0});

    traffic::PeerCounters sum = peers[0];
    sum += {.peer = "a", .unreadable = 1, .firstBytes = "earlier", .lastSeen = at(0)};
    QCOMPARE(sum.firstBytes, peers[0].firstBytes);
    sum += {.peer = "a", .unreadable = 1, .firstBytes = "later", .lastSeen = at(9)};
    QCOMPARE(sum.firstBytes, std::string("later"));
    QCOMPARE(sum.unreadable, std::uint64_t{4});
}

QTEST_GUILESS_MAIN(PeerBookTest)
#include "peer_book_test.moc"
