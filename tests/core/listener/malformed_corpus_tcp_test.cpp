// SPDX-License-Identifier: Apache-2.0
// Every case of tests/data/malformed over TCP: rows, status and the end of the connection.
#include "core/listener/mirror_listener.h"

#include <QTest>

#include "tests/core/listener/malformed_corpus.h"
#include "tests/core/listener/running_listener.h"

using namespace mirrorscope;
using test::RunningListener;
using test::statusOf;
using traffic::RequestFlag;
using traffic::RequestForm;

class MalformedCorpusTcpTest : public QObject {
    Q_OBJECT

private slots:
    void corpus_data();
    void corpus();
};

void MalformedCorpusTcpTest::corpus_data() {
    QTest::addColumn<int>("index");
    const auto cases = test::malformedCorpus();
    for (std::size_t i = 0; i < cases.size(); ++i) {
        if (!cases[i].needsTime) {
            QTest::addRow("%d %s", cases[i].id, cases[i].name.c_str()) << static_cast<int>(i);
        }
    }
}

void MalformedCorpusTcpTest::corpus() {
    static const auto cases = test::malformedCorpus();
    QFETCH(int, index);
    const test::CorpusCase& one = cases[static_cast<std::size_t>(index)];
    RunningListener running;
    auto socket = running.connect();
    QVERIFY(socket.send(one.bytes));
    socket.finishSending();
    test::ResponseReader reader(socket);
    int last = 0;
    for (int status = statusOf(reader); status != 0; status = statusOf(reader)) {
        last = status;
    }
    QVERIFY(test::becomesTrue([&] { return running.counters().connections == 0; }));
    std::size_t requests = 0;
    traffic::FlagSet flags;
    for (const auto& delivery : running.sink().stored()) {
        QVERIFY(!delivery->request.target.starts_with(test::kCanary));
        requests += delivery->request.form == RequestForm::NotHttp ? 0 : 1;
        flags |= delivery->request.flags;
    }
    QCOMPARE(requests, one.requests);
    QCOMPARE(flags.has(RequestFlag::BytesAfterClose), one.flags.contains("bytes-after-close"));
    QCOMPARE(running.counters().connectionsEmpty, std::uint64_t{one.flags.contains("empty-connection")});
    if (one.status) {
        QCOMPARE(last, *one.status);
    } else if (requests > 0) {
        QCOMPARE(last, 204);
    }
}

QTEST_GUILESS_MAIN(MalformedCorpusTcpTest)
#include "malformed_corpus_tcp_test.moc"
