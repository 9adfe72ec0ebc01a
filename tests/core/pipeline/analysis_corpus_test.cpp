// SPDX-License-Identifier: Apache-2.0
// Cases of tests/data/malformed whose flags are known only once the body is decoded or the peer's trust
// looked at, through the whole path.
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include "core/config/settings.h"
#include "core/pipeline/local_mirror_service.h"
#include "tests/core/listener/malformed_corpus.h"
#include "tests/support/socket.h"

using namespace mirrorscope;

class AnalysisCorpusTest : public QObject {
    Q_OBJECT

private slots:
    void flags_data();
    void flags();
    void allAreThere();
};

void AnalysisCorpusTest::flags_data() {
    QTest::addColumn<int>("index");
    const auto corpus = test::malformedCorpus();
    for (std::size_t i = 0; i < corpus.size(); ++i) {
        if (!corpus[i].analysisFlags.empty()) {
            QTest::newRow(corpus[i].name.c_str()) << static_cast<int>(i);
        }
    }
}

void AnalysisCorpusTest::flags() {
    QFETCH(const int, index);
    const test::CorpusCase one = test::malformedCorpus().at(static_cast<std::size_t>(index));
    QTemporaryDir directory;
    config::Settings settings;
    QVERIFY(settings.set("session", directory.filePath("a.mscope").toStdString()).has_value());
    QVERIFY(settings.set("engine", "none").has_value());
    QVERIFY(settings.set("listen", "127.0.0.1:0").has_value());
    auto service = pipeline::LocalMirrorService::open(*pipeline::ServiceOptions::from(settings));
    QVERIFY(service.has_value());
    QVERIFY((*service)->listen((*service)->options().listen.front()).has_value());
    auto socket = test::Socket::connect((*service)->status().listeners.front().address.port);
    QVERIFY(socket->send(one.bytes));
    socket->finishSending();
    while (!socket->receive().empty()) {
    }
    const auto shown = [&]() -> std::set<std::string> {
        const auto queries = (*service)->queries();
        const auto rows = (*queries)->requests({}, {});
        std::set<std::string> names;
        if (rows && !rows->empty()) {
            for (const std::string_view name : rows->back().flags.names()) {
                names.emplace(name);
            }
        }
        return names;
    };
    QTRY_VERIFY2(std::ranges::includes(shown(), one.analysisFlags), one.name.c_str());
}

void AnalysisCorpusTest::allAreThere() {
    std::set<int> ids;
    for (const auto& one : test::malformedCorpus()) {
        if (!one.analysisFlags.empty()) {
            ids.insert(one.id);
        }
    }
    QVERIFY(ids.contains(202) && ids.contains(203) && ids.contains(204) && ids.contains(205) &&
            ids.contains(207));
}

QTEST_GUILESS_MAIN(AnalysisCorpusTest)
#include "analysis_corpus_test.moc"
