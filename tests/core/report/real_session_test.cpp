// SPDX-License-Identifier: Apache-2.0
// A session that listeners, rules and the header doctor made of demo traffic.
#include <QTemporaryDir>
#include <QTest>

#include "core/pipeline/demo_traffic.h"
#include "core/pipeline/local_mirror_service.h"
#include "core/pipeline/local_session_queries.h"
#include "core/probe/proof_json.h"
#include "core/report/report_html.h"
#include "core/report/report_reading.h"
#include "core/storage/source_proofs.h"
#include "tests/core/report/document.h"
#include "tests/support/socket.h"

using namespace mirrorscope;
using namespace mirrorscope::report;

namespace {

/// Rules take a second to load; slow machines take longer.
constexpr int kPatience = 120'000;
constexpr std::uint64_t kEnough = 400;  // requests

constexpr std::string_view kAttack =
    "GET /item?id=1%27%20UNION%20SELECT%20password%20FROM%20users--%20 HTTP/1.1\r\nHost: shop.example.com\r\n"
    "User-Agent: Mozilla/5.0\r\nAuthorization: Bearer hush-hush-77\r\nAccept: */*\r\n\r\n";

}  // namespace

class RealSessionTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        QVERIFY(m_directory.isValid());
        m_file = m_directory.filePath(QStringLiteral("demo.mscope")).toStdString();
        config::Settings settings;
        QVERIFY(settings.set("session", m_file).has_value());
        QVERIFY(settings.set("listen", "127.0.0.1:" + std::to_string(test::freePort())).has_value());
        QVERIFY(settings.set("limits.patience", "60s").has_value());
        QVERIFY(settings.set("analysis.priority", "normal").has_value());
        const auto options = pipeline::ServiceOptions::from(settings);
        QVERIFY(options.has_value());
        auto service = pipeline::LocalMirrorService::open(*options);
        QVERIFY(service.has_value());
        QVERIFY((*service)->startAnalysis().has_value());
        QVERIFY((*service)->listen(options->listen.front()).has_value());
        const auto answer = test::exchange(options->listen.front().port, kAttack);
        QVERIFY(answer && answer->status == 204);
        pipeline::DemoTraffic demo;
        QVERIFY(demo.start(options->listen.front()).has_value());
        QTRY_VERIFY_WITH_TIMEOUT(progress().requests >= kEnough && progress().attacks > 0, kPatience);
        demo.stop();
        QTRY_VERIFY_WITH_TIMEOUT(progress().verdictCursor == progress().lastRequest, kPatience);
        (*service)->stopAllListeners();
    }

    void tellsTheNumbersOfTheSession() {
        const auto report = read({});
        QVERIFY(report.has_value());
        QCOMPARE(report->series.requests(), progress().requests);
        QCOMPARE(report->allAttacks, progress().attacks);
        QVERIFY(report->series.sources.size() >= 2);
        QCOMPARE(report->attacks.size(), std::min<std::size_t>(kMostAttacks, progress().attacks));
        for (const ReportedAttack& attack : report->attacks) {
            QVERIFY(attack.sample && !attack.sample->hits.empty());
        }
        QVERIFY(!report->findings.empty());
        QVERIFY(!report->health.empty());
        QVERIFY(!report->rules.entries.empty());
        const test::Document document = test::readDocument(reportHtml(*report));
        QCOMPARE(document.error, QString());
        QCOMPARE(document.problems, QStringList());
    }

    void marksWhatMatchedAndHidesSecrets() {
        const auto report = read("path:/item and host:shop.example.com and query~UNION");
        QVERIFY(report.has_value());
        const std::string html = reportHtml(*report);
        const test::Document document = test::readDocument(html);
        QVERIFY(document.skeleton.contains(QStringLiteral("mark")));
        QVERIFY(document.text.contains(QStringLiteral("Authorization: Bearer REDACTED")));
        QVERIFY(html.find("hush-hush") == std::string::npos);
    }

    void aFilterChoosesWhatIsTold() {
        const auto all = read({});
        const auto some = read("state:attack");
        QVERIFY(all.has_value() && some.has_value());
        QCOMPARE(some->series.requests(), all->series.attackRequests());
        QCOMPARE(some->allAttacks, all->allAttacks);
        const auto none = read("host:nobody.invalid");
        QVERIFY(none.has_value());
        QCOMPARE(none->series.requests(), std::uint64_t{0});
        QVERIFY(none->attacks.empty() && none->findings.empty() && none->health.empty());
        QCOMPARE(test::readDocument(reportHtml(*none)).error, QString());
    }

    void theNewestProofIsTold() {
        const auto before = read({});
        QVERIFY(before.has_value());
        QVERIFY(!test::readDocument(reportHtml(*before)).text.contains(QStringLiteral("Proof results")));
        const traffic::SourceId source = before->health.front().source.id;
        probe::Proof proof;
        proof.source = source;
        proof.ended = base::wallNow();
        proof.verdict = probe::Verdict::Failed;
        proof.headline = "Two of 120 probes were lost.";
        proof.totals = {.sent = 120, .arrived = 118, .lost = 2};
        proof.reasons = {
            {probe::Verdict::Failed, "HEADERS_WRONG", "Authorization: Bearer hush-hush-78", "Do that."}};
        QVERIFY(storage::keepProof(m_file, source, probe::proofJson(proof)).has_value());
        const auto report = read({});
        QVERIFY(report.has_value());
        const std::string html = reportHtml(*report);
        const test::Document document = test::readDocument(html);
        QCOMPARE(document.error, QString());
        for (const char* words : {"Proof results", "Two of 120 probes were lost.", "118 arrived, 2 lost",
                                  "Do that.", "2 of 120"}) {
            QVERIFY2(document.text.contains(QString::fromLatin1(words)), words);
        }
        QVERIFY(html.find("hush-hush") == std::string::npos);
    }

    void aBrokenFilterIsSaid() {
        const auto report = read("host:(");
        QVERIFY(!report.has_value());
        QCOMPARE(report.error().code, base::ErrorCode::InvalidArgument);
    }

private:
    traffic::SessionProgress progress() const {
        const auto queries = pipeline::openLocalQueries(m_file);
        const auto progress = queries ? (*queries)->progress() : queries.error();
        return progress ? *progress : traffic::SessionProgress();
    }
    base::Result<Report> read(const std::string& filter) const {
        const auto queries = pipeline::openLocalQueries(m_file);
        Question question;
        question.view = "Demo";
        question.filter = {filter, base::wallNow(), {}};
        question.madeAt = base::wallNow();
        return queries ? readReport(**queries, question, {}, {}) : queries.error();
    }

    QTemporaryDir m_directory;
    std::string m_file;
};

QTEST_GUILESS_MAIN(RealSessionTest)
#include "real_session_test.moc"
