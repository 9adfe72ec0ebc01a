// SPDX-License-Identifier: Apache-2.0
// Bodies around the size of a part: what is handed out in parts is what came, whatever the cuts.
#include "core/listener/message_reader.h"

#include <QTest>
#include <vector>

using namespace mirrorscope;
using listener::kPartBytes;
using listener::MessageReader;

namespace {

/// Keeps the parts; refuses from one on when told to.
class PartKeeper final : public listener::PartSink {
public:
    bool part(std::string bytes) override {
        if (parts.size() == refusedFrom) {
            m_givenUp = true;
            return false;
        }
        parts.push_back(std::move(bytes));
        return true;
    }
    traffic::BodyKey endBody() override { return m_givenUp ? 0 : 7; }
    std::string joined() const {
        std::string all;
        for (const std::string& part : parts) {
            all += part;
        }
        return all;
    }

    std::vector<std::string> parts;
    std::size_t refusedFrom = 1'000'000;

private:
    bool m_givenUp = false;
};

std::string bodyOf(std::size_t bytes) {
    std::string body(bytes, '\0');
    std::uint32_t state = 1;
    for (char& c : body) {
        state = state * 1'664'525U + 1'013'904'223U;
        c = static_cast<char>(state >> 24U);
    }
    return body;
}

std::string withLength(const std::string& body) {
    return "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string inChunks(const std::string& body, std::size_t chunk) {
    std::string wire = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (std::size_t at = 0; at < body.size(); at += chunk) {
        const std::string piece = body.substr(at, chunk);
        wire += QByteArray::number(static_cast<qulonglong>(piece.size()), 16).toStdString() + "\r\n" + piece +
                "\r\n";
    }
    return wire + "0\r\n\r\n";
}

/// What comes of `wire` when it is read in steps.
std::optional<listener::ReadMessage> readIn(MessageReader& reader, const std::string& wire,
                                            std::size_t step) {
    for (std::size_t at = 0; at < wire.size(); at += step) {
        std::string_view bytes = std::string_view(wire).substr(at, step);
        while (!bytes.empty()) {
            bytes.remove_prefix(reader.feed(bytes));
            if (auto message = reader.takeMessage()) {
                return message;
            }
        }
    }
    return std::nullopt;
}

}  // namespace

class MessageReaderTest : public QObject {
    Q_OBJECT

private slots:
    void bodiesAroundAPart_data();
    void bodiesAroundAPart();
    void withoutASinkAllStaysInMemory();
    void keptLimitEndsTheParts();
    void refusedPartGivesUpTheBody();
    void deadConnectionKeepsWhatCame();

private:
    base::SystemClock m_clock;
    listener::Limits m_limits;
};

void MessageReaderTest::bodiesAroundAPart_data() {
    QTest::addColumn<qulonglong>("bytes");
    QTest::addColumn<qulonglong>("parts");
    QTest::addColumn<bool>("chunked");
    QTest::addColumn<qulonglong>("step");
    const std::vector<std::pair<std::size_t, std::size_t>> sizes = {{0, 0},
                                                                    {kPartBytes - 1, 0},
                                                                    {kPartBytes, 0},
                                                                    {kPartBytes + 1, 2},
                                                                    {2 * kPartBytes - 1, 2},
                                                                    {2 * kPartBytes, 2},
                                                                    {2 * kPartBytes + 1, 3},
                                                                    {16U << 20U, 64}};
    for (const auto& [bytes, parts] : sizes) {
        for (const bool chunked : {false, true}) {
            for (const std::size_t step : {std::size_t{1000}, std::size_t{65'536}, std::size_t{1U << 30U}}) {
                QTest::addRow("%zu bytes%s by %zu", bytes, chunked ? " chunked" : "", step)
                    << qulonglong{bytes} << qulonglong{parts} << chunked << qulonglong{step};
            }
        }
    }
}

void MessageReaderTest::bodiesAroundAPart() {
    QFETCH(qulonglong, bytes);
    QFETCH(qulonglong, parts);
    QFETCH(bool, chunked);
    QFETCH(qulonglong, step);
    const std::string body = bodyOf(bytes);
    PartKeeper keeper;
    MessageReader reader(m_limits, m_clock, nullptr, &keeper);
    const auto message = readIn(reader, chunked ? inChunks(body, 70'001) : withLength(body), step);
    QVERIFY(message.has_value());
    const traffic::MirroredRequest& request = message->request;
    QVERIFY(request.form == traffic::RequestForm::Whole);
    QCOMPARE(qulonglong{keeper.parts.size()}, parts);
    QVERIFY((parts == 0 ? request.body : keeper.joined()) == body);
    QVERIFY(parts == 0 || request.body.empty());
    QCOMPARE(request.bodyParts, traffic::BodyKey{parts == 0 ? 0 : 7});
    QCOMPARE(request.bodyKept(), std::uint64_t{bytes});
    QCOMPARE(request.bodyLength, std::uint64_t{bytes});
    QVERIFY(request.bodyDigest == base::sha256(body));
    QVERIFY(!request.flags.has(traffic::RequestFlag::BodyCut));
    QVERIFY(!message->isGivenUp);
    for (std::size_t i = 0; i + 1 < keeper.parts.size(); ++i) {
        QCOMPARE(keeper.parts[i].size(), kPartBytes);
    }
}

void MessageReaderTest::withoutASinkAllStaysInMemory() {
    const std::string body = bodyOf(3 * kPartBytes + 5);
    MessageReader reader(m_limits, m_clock);
    const auto message = readIn(reader, withLength(body), 65'536);
    QVERIFY(message->request.body == body);
    QCOMPARE(message->request.bodyParts, traffic::BodyKey{0});
}

void MessageReaderTest::keptLimitEndsTheParts() {
    for (const std::size_t kept : {2 * kPartBytes, 2 * kPartBytes + 10}) {
        m_limits.bodyKeptBytes = kept;
        const std::string body = bodyOf(4 * kPartBytes);
        PartKeeper keeper;
        MessageReader reader(m_limits, m_clock, nullptr, &keeper);
        const auto message = readIn(reader, withLength(body), 65'536);
        QVERIFY(keeper.joined() == body.substr(0, kept));
        QCOMPARE(message->request.bodyKept(), std::uint64_t{kept});
        QCOMPARE(message->request.bodyLength, std::uint64_t{body.size()});
        QVERIFY(message->request.bodyDigest == base::sha256(body));
        QVERIFY(message->request.flags.has(traffic::RequestFlag::BodyCut));
    }
    m_limits = {};
}

/// The rest is still read: the message ends where it ends, and the next one is read.
void MessageReaderTest::refusedPartGivesUpTheBody() {
    for (const std::size_t refused : {0, 1, 3}) {
        const std::string body = bodyOf(4 * kPartBytes);
        PartKeeper keeper;
        keeper.refusedFrom = refused;
        MessageReader reader(m_limits, m_clock, nullptr, &keeper);
        const auto message = readIn(reader, withLength(body), 65'536);
        QVERIFY(message.has_value());
        QVERIFY(message->isGivenUp);
        QCOMPARE(keeper.parts.size(), refused);
        QCOMPARE(message->request.bodyParts, traffic::BodyKey{0});
        QCOMPARE(message->request.bodyLength, std::uint64_t{body.size()});
        const auto next = readIn(reader, withLength("small"), 65'536);
        QCOMPARE(next->request.body, std::string("small"));
        QVERIFY(!next->isGivenUp);
    }
}

void MessageReaderTest::deadConnectionKeepsWhatCame() {
    const std::string body = bodyOf(3 * kPartBytes);
    const std::size_t came = 2 * kPartBytes + 100;
    PartKeeper keeper;
    MessageReader reader(m_limits, m_clock, nullptr, &keeper);
    const std::string wire = withLength(body);
    QVERIFY(!readIn(reader, wire.substr(0, wire.size() - body.size() + came), 65'536).has_value());
    const auto message = reader.finish(MessageReader::End::PeerClosed);
    QVERIFY(message->request.form == traffic::RequestForm::Incomplete);
    QVERIFY(keeper.joined() == body.substr(0, came));
    QCOMPARE(message->request.bodyKept(), std::uint64_t{came});
    QCOMPARE(message->request.bodyParts, traffic::BodyKey{7});
}

QTEST_GUILESS_MAIN(MessageReaderTest)
#include "message_reader_test.moc"
