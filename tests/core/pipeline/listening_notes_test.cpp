// SPDX-License-Identifier: Apache-2.0
// A session tells later who listened when: over stop, move, rotation and the end of the process.
#include <QTemporaryDir>
#include <QTest>

#include "core/pipeline/local_mirror_service.h"
#include "core/pipeline/local_session_queries.h"

using namespace mirrorscope;
using pipeline::LocalMirrorService;
using namespace std::chrono_literals;

namespace {

std::unique_ptr<LocalMirrorService> openService(const QString& session, const char* engine) {
    config::Settings settings;
    static_cast<void>(settings.set("session", session.toStdString()));
    static_cast<void>(settings.set("engine", engine));
    auto service = LocalMirrorService::open(*pipeline::ServiceOptions::from(settings));
    return service ? std::move(*service) : nullptr;
}

/// Kind and name of each, in the order of happening; of one kind or all.
std::vector<std::string> notesOf(const QString& session) {
    std::vector<std::string> out;
    const auto queries = pipeline::openLocalQueries(session.toStdString());
    const auto notes =
        queries ? (*queries)->annotations(base::WallTime::min(), base::WallTime::max(), {}) : queries.error();
    if (notes) {
        for (const traffic::Annotation& one : *notes) {
            out.push_back(std::string(traffic::annotationKindName(one.kind)) + " " + one.what);
        }
    }
    return out;
}

}  // namespace

class ListeningNotesTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }
    void listenersComeAndGo();
    void aRotationEndsThemHere();
    void rulesAreLoaded();
    void nothingForNothing();

private:
    QString file(int number) const { return m_directory->filePath(QString("%1.mscope").arg(number)); }
    std::unique_ptr<QTemporaryDir> m_directory;
};

void ListeningNotesTest::listenersComeAndGo() {
    auto service = openService(file(0), "none");
    QVERIFY(service != nullptr);
    const auto edge = *api::parseListenerAddress("edge=127.0.0.1:0");
    QVERIFY(service->listen(edge).has_value());
    QVERIFY(service->listen(*api::parseListenerAddress("mesh=127.0.0.1:0")).has_value());
    service->stopListening("edge");
    service->stopListening("edge");
    service.reset();
    const std::vector<std::string> expected{"listener-on edge", "listener-on mesh", "listener-off edge",
                                            "listener-off mesh"};
    QCOMPARE(notesOf(file(0)), expected);

    const auto queries = std::move(*pipeline::openLocalQueries(file(0).toStdString()));
    const auto now = base::SystemClock().wall();
    const auto series = queries->chartSeries({traffic::gridOver(now, now + 10s, 1s), {}}, {}, {});
    QVERIFY(series.has_value());
    QVERIFY(series->listeningKnownFrom.has_value());
    QVERIFY(series->gaps.back());
}

void ListeningNotesTest::aRotationEndsThemHere() {
    auto service = openService(file(0), "none");
    QVERIFY(service != nullptr);
    QVERIFY(service->listen(*api::parseListenerAddress("edge=127.0.0.1:0")).has_value());
    QVERIFY(service->rotate(file(1).toStdString()).has_value());
    service.reset();
    const std::vector<std::string> once{"listener-on edge", "listener-off edge"};
    QCOMPARE(notesOf(file(0)), once);
    QCOMPARE(notesOf(file(1)), once);
}

void ListeningNotesTest::rulesAreLoaded() {
    auto service = openService(file(0), "modsecurity");
    QVERIFY(service != nullptr);
    QVERIFY(service->startAnalysis().has_value());
    const std::string rules = service->status().analysis.ruleSet;
    service.reset();
    QCOMPARE(notesOf(file(0)), std::vector<std::string>{"rules-loaded " + rules});
}

void ListeningNotesTest::nothingForNothing() {
    auto service = openService(file(0), "none");
    QVERIFY(service != nullptr);
    service.reset();
    QVERIFY(notesOf(file(0)).empty());
}

QTEST_GUILESS_MAIN(ListeningNotesTest)
#include "listening_notes_test.moc"
