// SPDX-License-Identifier: Apache-2.0
#include "core/report/report_reading.h"

#include <QTest>

#include "core/report/report_html.h"
#include "tests/core/report/document.h"
#include "tests/support/fake_session.h"

using namespace mirrorscope;
using namespace mirrorscope::report;

namespace {

constexpr base::WallTime kTime{std::chrono::seconds(1'795'442'400)};
constexpr std::string_view kSecret = "hush-hush-hush-77";

traffic::HitRow hitOf(traffic::RequestId request, traffic::AttackId attack) {
    traffic::HitRow row;
    row.id = request;
    row.requestId = request;
    row.attackId = attack;
    row.hit.ruleId = 942'100;
    row.hit.message = "SQL injection";
    row.hit.point = "query › id";
    row.hit.matched = "1' OR 1=1";
    return row;
}

traffic::RequestDetail detailOf(traffic::RequestId id, traffic::AttackId attack) {
    traffic::RequestDetail detail;
    detail.row = test::cleanRow(id);
    detail.row.time = kTime + std::chrono::seconds(id);
    detail.row.target = "/login?token=" + std::string(kSecret);
    detail.request.id = id;
    detail.request.receivedAt = detail.row.time;
    detail.request.target = detail.row.target;
    detail.request.head = "GET " + detail.row.target +
                          " HTTP/1.1\r\nHost: shop.example.com\r\nAuthorization: Bearer " +
                          std::string(kSecret) + "\r\nCookie: sid=" + std::string(kSecret) +
                          "\r\nX-Employee: " + std::string(kSecret) + "\r\nX-Id: 1' OR 1=1\r\n\r\n";
    detail.hits = {hitOf(id, attack)};
    detail.hits[0].hit.offset = detail.request.head.find("1' OR");
    detail.hits[0].hit.length = 8;
    detail.hits.push_back(hitOf(id, attack));
    detail.hits[1].hit.matched = "password=" + std::string(kSecret);
    return detail;
}

Question questionOf(std::string filter = {}) {
    Question question;
    question.view = "A view";
    question.filter = {std::move(filter), kTime + std::chrono::hours(1), {}};
    question.session = "fake.mscope";
    question.version = "0.1";
    question.madeAt = kTime + std::chrono::hours(1);
    question.privacy.rules.headers = {"X-Employee"};
    return question;
}

}  // namespace

class ReportReadingTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_session = std::make_unique<test::FakeSession>();
        constexpr int requests = 20;
        m_session->setRequests(requests);
        std::vector<traffic::HitRow> hits;
        for (traffic::RequestId id = 1; id <= requests; ++id) {
            const traffic::RequestDetail detail = detailOf(id, id);
            m_session->setRow(detail.row);
            m_session->setDetail(detail);
            hits.push_back(detail.hits[0]);
        }
        m_session->setHits(hits);
        traffic::Source source;
        source.id = 1;
        source.name = "edge-nginx";
        source.kind = traffic::SourceKind::Nginx;
        source.firstSeen = kTime;
        source.lastSeen = kTime + std::chrono::seconds(requests);
        m_session->setSources({source});
        setCounts();
    }

    void theRangeIsTheSessionOrTheFilters() {
        const auto whole = read(questionOf());
        QCOMPARE(whole->series.grid.start, kTime);
        QCOMPARE(whole->series.grid.end(), kTime + std::chrono::seconds(21));
        QVERIFY(!whole->hasTimeRange);

        Question question = questionOf("time>-50m");
        question.from = kTime + std::chrono::seconds(10);
        const auto part = read(question);
        QCOMPARE(part->series.grid.start, kTime + std::chrono::seconds(0));  // the bucket that holds it
        QVERIFY(part->series.grid.end() >= question.filter.now);
        QVERIFY(part->series.grid.count <= kMostBuckets + 1);
        QVERIFY(part->hasTimeRange);

        question.from = kTime + std::chrono::hours(5);
        question.until = kTime + std::chrono::hours(4);
        QCOMPARE(read(question)->series.grid.count, std::size_t{0});
    }

    void theWorstHundredWithTheTrueNumber() {
        std::vector<traffic::AttackRow> attacks;
        for (int i = 1; i <= 1284; ++i) {
            attacks.push_back(
                test::attackRow(i, traffic::AttackType::Sqli,
                                i % 100 == 0 ? traffic::Severity::Critical : traffic::Severity::Low));
        }
        m_session->setAttacks(attacks);
        const auto report = read(questionOf());
        QCOMPARE(report->allAttacks, std::uint64_t{1284});
        QCOMPARE(report->attacks.size(), kMostAttacks);
        for (std::size_t i = 0; i < 12; ++i) {
            QCOMPARE(report->attacks[i].row.attack.severity, traffic::Severity::Critical);
        }
        QCOMPARE(report->attacks[12].row.attack.severity, traffic::Severity::Low);
        QVERIFY(textOf(*report).contains(
            QStringLiteral("100 of 1,284 attacks, the worst; the session has 1,184 more")));
    }

    void eachAttackHasARequestWithItsMatchMarked() {
        m_session->setAttacks({test::attackRow(5, traffic::AttackType::Sqli, traffic::Severity::High),
                               test::attackRow(900, traffic::AttackType::Xss, traffic::Severity::Low)});
        const auto report = read(questionOf());
        QVERIFY(report->attacks[0].sample.has_value());
        const Sample& sample = *report->attacks[0].sample;
        QCOMPARE(sample.request, traffic::RequestId{5});
        QCOMPARE(sample.matches.size(), std::size_t{1});
        QCOMPARE(sample.head.substr(sample.matches[0].offset, sample.matches[0].length),
                 std::string("1' OR 1="));
        QVERIFY(!report->attacks[1].sample.has_value());  // nothing of it is stored
        QVERIFY(reportHtml(*report).find("<mark>1&#39; OR 1=</mark>") != std::string::npos);
    }

    void secretsAreHiddenEverywhere() {
        askForSecrets();
        Question question = questionOf("path:\"token=" + std::string(kSecret) + "\"");
        const std::string open = html([&] {
            question.privacy.hides = false;
            return question;
        }());
        // Three lists and: filter, endpoint, message; four lines of the head, a match; finding, its evidence.
        QCOMPARE(count(open, kSecret), 3 + 3 + 5 + 3);
        question.privacy.hides = true;
        const auto report = read(question);
        const std::string hidden = reportHtml(*report);
        QCOMPARE(count(hidden, kSecret), 0);
        QVERIFY(report->hiddenSecrets >= 10);
        QVERIFY(count(hidden, "REDACTED") >= 10);
        QVERIFY(count(hidden, "Bearer REDACTED") >= 1);
    }

    void aPatternThatCannotBeReadWritesNothing() {
        Question question = questionOf();
        question.privacy.rules.pattern = "(";
        const auto report = read(question);
        QVERIFY(!report.has_value());
        QCOMPARE(report.error().code, base::ErrorCode::InvalidArgument);
    }

    void findingsOfTheViewAreOrderedAndLimited() {
        std::vector<traffic::Finding> findings;
        for (int i = 1; i <= 60; ++i) {
            traffic::Finding finding;
            finding.id = i;
            finding.code = "CODE_" + std::to_string(i);
            finding.source = i == 60 ? 9 : 1;  // which sent nothing in the view
            finding.openedAt = finding.lastSeen = kTime;
            finding.severity = i == 30 ? traffic::FindingSeverity::Error : traffic::FindingSeverity::Note;
            if (i == 1) {
                finding.closedAt = kTime - std::chrono::hours(1);  // before the view begins
            } else if (i == 2) {
                finding.closedAt = kTime + std::chrono::seconds(5);
                finding.severity = traffic::FindingSeverity::Error;
            }
            findings.push_back(finding);
        }
        m_session->headers().setFindings(findings);
        Question question = questionOf("host:shop.example.com");
        auto report = read(question);
        QCOMPARE(report->allFindings, std::size_t{58});
        QCOMPARE(report->findings.size(), kMostFindings);
        question.choosesOnlyTime = true;  // then those of silent sources count, too
        report = read(question);
        QCOMPARE(report->allFindings, std::size_t{59});
        QCOMPARE(report->findings[0].finding.code, std::string("CODE_30"));
    }

    void progressIsToldInOrder() {
        m_session->setAttacks({test::attackRow(5, traffic::AttackType::Sqli, traffic::Severity::High)});
        std::vector<Step> steps;
        const auto queries = m_session->queries();
        const auto report =
            readReport(*queries, questionOf(), {}, [&](const Progress& at) { steps.push_back(at.step); });
        QVERIFY(report.has_value());
        QVERIFY(std::ranges::is_sorted(steps));
        for (const Step step : {Step::Rates, Step::Tops, Step::Bodies, Step::Attacks, Step::Samples}) {
            QVERIFY(std::ranges::find(steps, step) != steps.end());
        }
    }

    void cancelEndsItAtEachStep() {
        m_session->setAttacks({test::attackRow(5, traffic::AttackType::Sqli, traffic::Severity::High)});
        for (int step = 0; step < static_cast<int>(Step::Samples); ++step) {
            const auto queries = m_session->queries();
            base::CancelToken cancel;
            const auto report = readReport(*queries, questionOf(), cancel, [&](const Progress& at) {
                if (static_cast<int>(at.step) == step) {
                    cancel.cancel();
                }
            });
            QVERIFY2(!report.has_value(), qPrintable(QString::number(step)));
            QCOMPARE(report.error().code, base::ErrorCode::Cancelled);
        }
    }

    void coloursAndGreyAreThoseOfTheWindow() {
        traffic::Source unknown;
        unknown.id = 2;
        traffic::Source chosen;
        chosen.id = 3;
        chosen.kind = traffic::SourceKind::Envoy;
        traffic::Source named = unknown;
        named.id = 9;
        m_session->setSources({unknown, chosen, named});
        Question question = questionOf();
        question.settings = {{.source = 3, .colour = "vermilion"}, {.source = 9, .name = "mine"}};
        const auto report = read(question);
        QCOMPARE(report->sources.at(2).colour, 7);
        QCOMPARE(report->sources.at(3).colour, 5);
        QCOMPARE(report->sources.at(3).texture, 5);
        QCOMPARE(report->sources.at(9).colour, 1);   // the second round of colours
        QCOMPARE(report->sources.at(9).texture, 2);  // with another texture
    }

private:
    base::Result<Report> read(const Question& question) {
        const auto queries = m_session->queries();
        return readReport(*queries, question, {}, {});
    }
    std::string html(const Question& question) { return reportHtml(*read(question)); }
    static QString textOf(const Report& report) { return test::readDocument(reportHtml(report)).text; }
    static int count(std::string_view text, std::string_view word) {
        int found = 0;
        for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
            ++found;
        }
        return found;
    }

    void setCounts() {
        m_session->headers().charts().setSeries([](const traffic::ChartQuestion& question) {
            traffic::ChartSeries series;
            series.grid = question.grid;
            series.sources = {{1, std::vector<std::uint64_t>(question.grid.count, 2),
                               std::vector<std::uint64_t>(question.grid.count, 1)}};
            series.gaps.resize(question.grid.count);
            return series;
        });
    }

    void askForSecrets() {
        const std::string secret(kSecret);
        traffic::AttackRow attack = test::attackRow(5, traffic::AttackType::Sqli, traffic::Severity::High);
        attack.attack.endpoint = "GET /reset?password=" + secret;
        attack.attack.message = "found api_key=" + secret;
        m_session->setAttacks({attack});
        m_session->headers().charts().setTops([secret](const traffic::TopQuestion&) {
            traffic::TopList list;
            list.entries = {{"/login?token=" + secret, "", "", 3, {{1, 3}}}};
            return list;
        });
        traffic::Finding finding;
        finding.id = 1;
        finding.code = "FORWARDED_PORT_EPHEMERAL";
        finding.source = 1;
        finding.seen = "Authorization: Bearer " + secret;
        m_session->headers().setFindings({finding});
        m_session->headers().setEvidence({3, 4});
    }

    std::unique_ptr<test::FakeSession> m_session;
};

QTEST_GUILESS_MAIN(ReportReadingTest)
#include "report_reading_test.moc"
