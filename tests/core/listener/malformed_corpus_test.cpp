// SPDX-License-Identifier: Apache-2.0
// Every case of tests/data/malformed through the reader, without a socket, in four deliveries.
#include <QTest>
#include <random>

#include "core/base/clock.h"
#include "core/listener/message_reader.h"
#include "tests/core/listener/malformed_corpus.h"

using namespace mirrorscope;
using traffic::RequestForm;

namespace {

/// Lengths of the pieces a case is delivered in: n bytes each, 0 for whole, below 0 a seed for random ones.
class Cuts {
public:
    explicit Cuts(int kind)
        : m_kind(kind), m_random(static_cast<std::mt19937::result_type>(std::abs(kind))) {}
    std::size_t next(std::size_t left) {
        const std::size_t wanted = m_kind == 0  ? left
                                   : m_kind > 0 ? static_cast<std::size_t>(m_kind)
                                                : 1 + m_random() % 40;
        return std::min(wanted, left);
    }

private:
    int m_kind;
    std::mt19937 m_random;
};

std::vector<listener::ReadMessage> readAll(const std::string& bytes, int cuts) {
    static const listener::Limits limits;
    static const base::SystemClock clock;
    listener::MessageReader reader(limits, clock);
    std::vector<listener::ReadMessage> messages;
    const auto take = [&] {
        if (auto message = reader.takeMessage()) {
            messages.push_back(std::move(*message));
        }
    };
    Cuts pieces(cuts);
    std::string_view rest = bytes;
    while (!rest.empty()) {
        std::string_view piece = rest.substr(0, pieces.next(rest.size()));
        rest.remove_prefix(piece.size());
        while (!piece.empty()) {
            piece.remove_prefix(reader.feed(piece));
            take();
        }
    }
    if (auto last = reader.finish(listener::MessageReader::End::PeerClosed)) {
        messages.push_back(std::move(*last));
    }
    return messages;
}

RequestForm formOf(const std::string& verdict) {
    return verdict == "malformed-close" ? RequestForm::Malformed
           : verdict == "incomplete"    ? RequestForm::Incomplete
           : verdict == "not-http"      ? RequestForm::NotHttp
                                        : RequestForm::Whole;
}

std::string names(const std::set<std::string>& flags) {
    std::string text;
    for (const std::string& flag : flags) {
        text += (text.empty() ? "" : ",") + flag;
    }
    return text;
}

}  // namespace

class MalformedCorpusTest : public QObject {
    Q_OBJECT

private slots:
    void corpusIsThere() { QCOMPARE(test::malformedCorpus().size(), std::size_t{178}); }
    void everyCase_data();
    void everyCase();

private:
    void checkLast(const test::CorpusCase& one, const std::vector<listener::ReadMessage>& messages);
};

void MalformedCorpusTest::everyCase_data() {
    QTest::addColumn<int>("index");
    QTest::addColumn<int>("cuts");
    const auto cases = test::malformedCorpus();
    for (std::size_t i = 0; i < cases.size(); ++i) {
        if (cases[i].needsTime) {
            continue;  // a deadline decides: malformed_corpus_tcp_test
        }
        for (const int cuts : {0, 1, 7, -1, -2, -3}) {
            QTest::addRow("%d %s, cuts %d", cases[i].id, cases[i].name.c_str(), cuts)
                << static_cast<int>(i) << cuts;
        }
    }
}

void MalformedCorpusTest::everyCase() {
    static const auto cases = test::malformedCorpus();
    QFETCH(int, index);
    QFETCH(int, cuts);
    const test::CorpusCase& one = cases[static_cast<std::size_t>(index)];
    const auto messages = readAll(one.bytes, cuts);
    std::size_t requests = 0;
    std::set<std::string> flags;
    for (const auto& message : messages) {
        requests += message.request.form == RequestForm::NotHttp ? 0 : 1;
        QVERIFY2(!message.request.target.starts_with(test::kCanary), message.request.target.c_str());
        for (const auto name : message.request.flags.names()) {
            flags.emplace(name);
        }
    }
    QCOMPARE(requests, one.requests);
    auto wanted = one.flags;
    if (messages.empty()) {
        wanted.erase("empty-connection");  // no row: the listener counts it
    }
    wanted.erase("bytes-after-close");  // needs the bytes behind the message in the same read: the session's
    QCOMPARE(names(flags), names(wanted));
    if (!messages.empty()) {
        checkLast(one, messages);
    }
    const auto whole = readAll(one.bytes, 0);
    QCOMPARE(messages.size(), whole.size());
    for (std::size_t i = 0; i < whole.size(); ++i) {
        QCOMPARE(messages[i].request.head, whole[i].request.head);
        QCOMPARE(messages[i].request.body, whole[i].request.body);
        QCOMPARE(messages[i].request.flags, whole[i].request.flags);
        QCOMPARE(messages[i].request.reason, whole[i].request.reason);
        QCOMPARE(messages[i].request.offset, whole[i].request.offset);
        QCOMPARE(messages[i].status, whole[i].status);
    }
}

void MalformedCorpusTest::checkLast(const test::CorpusCase& one,
                                    const std::vector<listener::ReadMessage>& messages) {
    const listener::ReadMessage& last = messages.back();
    const RequestForm form = formOf(one.verdict);
    QCOMPARE(static_cast<int>(last.request.form), static_cast<int>(form));
    QVERIFY(form == RequestForm::Whole || (!last.request.reason.empty() && last.request.offset.has_value()));
    QCOMPARE(last.close, one.closes || one.asksForEnd);
    if (one.status) {
        QCOMPARE(last.status, *one.status);
    } else {
        QCOMPARE(last.status, form == RequestForm::NotHttp ? 0 : 204);
    }
}

QTEST_GUILESS_MAIN(MalformedCorpusTest)
#include "malformed_corpus_test.moc"
