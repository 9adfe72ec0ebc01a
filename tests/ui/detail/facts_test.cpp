// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/facts.h"

#include <QTest>

#include "tests/support/attack_detail.h"
#include "tests/support/hostile_bytes.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::detail;

namespace {

Fact find(const std::vector<Fact>& facts, const char* label) {
    for (const Fact& fact : facts) {
        if (fact.label == QString::fromLatin1(label)) {
            return fact;
        }
    }
    return {};
}

}  // namespace

class FactsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::English); }

    void sender() {
        traffic::RequestDetail detail = test::attackDetail(1);
        detail.row.context.identifiedBy = "marker header";
        detail.row.context.confidence = 100;
        detail.row.context.clientAlternatives = {{"10.0.0.1", "X-Real-IP"}, {"10.0.0.2", "peer"}};
        const auto facts = senderFacts(detail, QTimeZone::utc());
        QCOMPARE(find(facts, "Source").value, QStringLiteral("edge-nginx, nginx"));
        QCOMPARE(find(facts, "Known by").value, QStringLiteral("marker header, 100 %"));
        QCOMPARE(find(facts, "Client").value, QStringLiteral("203.0.113.7, verified by X-Forwarded-For"));
        QCOMPARE(find(facts, "Other addresses").value,
                 QStringLiteral("10.0.0.1 in X-Real-IP; 10.0.0.2 in peer"));
        QCOMPARE(find(facts, "Peer").value, QStringLiteral("10.0.0.12:40112"));
    }

    void request() {
        const auto facts = requestFacts(test::attackDetail(1));
        QCOMPARE(find(facts, "Target").value, QStringLiteral("/api/v2/session"));
        QCOMPARE(find(facts, "Received").value, QStringLiteral("whole"));
        QCOMPARE(find(facts, "Verdict").value, QStringLiteral("attack, score 15, threshold 5"));
        QCOMPARE(find(facts, "Attack types").value, QStringLiteral("SQL injection"));
        QCOMPARE(find(facts, "Judged by").value, QStringLiteral("modsecurity, CRS 3.3.4 · PL1"));
    }

    void sameLinesForEveryRequest() {
        const traffic::RequestDetail empty;
        const traffic::RequestDetail full = test::attackDetail(1);
        const auto labels = [](const std::vector<Fact>& facts) {
            QStringList all;
            for (const Fact& fact : facts) {
                all << fact.label;
            }
            return all;
        };
        QCOMPARE(labels(senderFacts(empty, QTimeZone::utc())), labels(senderFacts(full, QTimeZone::utc())));
        QCOMPARE(labels(requestFacts(empty)), labels(requestFacts(full)));
        QVERIFY(find(senderFacts(empty, QTimeZone::utc()), "Client").weak);
        QCOMPARE(find(senderFacts(empty, QTimeZone::utc()), "Client").value, QStringLiteral("unknown"));
    }

    void bodyNotes_data() {
        QTest::addColumn<int>("form");
        QTest::addColumn<quint64>("declared");
        QTest::addColumn<quint64>("received");
        QTest::addColumn<quint64>("kept");
        QTest::addColumn<QString>("note");
        const auto row = [](const char* name, traffic::RequestForm form, quint64 declared, quint64 received,
                            quint64 kept, const char* note) {
            QTest::newRow(name) << static_cast<int>(form) << declared << received << kept
                                << QString::fromUtf8(note);
        };
        using enum traffic::RequestForm;
        row("whole", Whole, 10, 10, 10, "");
        row("cut", Whole, 8 << 20, 8 << 20, 1 << 20, "Body: 1 MiB of 8 MiB kept");
        row("head only", HeadOnly, 8'388'608, 0, 0,
            "The proxy announced 8,388,608 bytes and sent none (mirrorBody is off).");
        row("incomplete", Incomplete, 100, 40, 40, "Body: 40 of 100 announced bytes arrived");
    }

    void bodyNotes() {
        QFETCH(int, form);
        QFETCH(quint64, declared);
        QFETCH(quint64, received);
        QFETCH(quint64, kept);
        traffic::MirroredRequest request;
        request.form = static_cast<traffic::RequestForm>(form);
        request.declaredLength = declared;
        request.bodyLength = received;
        request.body = std::string(kept, 'x');
        QTEST(bodyNote(request), "note");
    }

    void evidenceTellsReasonAndPlace() {
        traffic::RequestDetail detail = test::attackDetail(1);
        detail.request.form = traffic::RequestForm::Malformed;
        detail.request.reason = "bare LF";
        detail.request.offset = 1234;
        QCOMPARE(find(requestFacts(detail), "Received").value,
                 QStringLiteral("malformed, bare LF, at byte 1,234"));
    }

    void hostileBytesAreVisibleText() {
        for (const test::HostileBytes& hostile : test::hostileBytes()) {
            traffic::RequestDetail detail = test::attackDetail(1);
            for (std::string* field :
                 {&detail.request.listener, &detail.request.peer, &detail.request.method,
                  &detail.request.target, &detail.request.version, &detail.request.reason,
                  &detail.row.sourceName, &detail.row.context.client, &detail.row.context.clientFrom,
                  &detail.row.context.host, &detail.row.context.scheme, &detail.row.context.serverAddress,
                  &detail.row.context.requestIdValue, &detail.row.context.identifiedBy,
                  &detail.row.context.version, &detail.engine, &detail.ruleSet, &detail.error}) {
                *field = hostile.bytes;
            }
            detail.request.form = traffic::RequestForm::Malformed;
            detail.row.context.clientAlternatives = {{hostile.bytes, hostile.bytes}};
            const QString visible =
                QString::fromUtf8(hostile.shown.data(), static_cast<int>(hostile.shown.size()));
            auto facts = senderFacts(detail, QTimeZone::utc());
            const auto more = requestFacts(detail);
            facts.insert(facts.end(), more.begin(), more.end());
            int seen = 0;
            for (const Fact& fact : facts) {
                QVERIFY(!fact.value.contains(u'\x1b') && !fact.value.contains(u'\0') &&
                        !fact.value.contains(u'\n') && !fact.value.contains(QChar(0x202e)));
                QVERIFY(fact.value.size() <= 2 * test::kLongestShown);
                seen += fact.value.contains(visible) ? 1 : 0;
            }
            QVERIFY2(seen >= 14, hostile.bytes.substr(0, 20).c_str());
        }
    }
};

QTEST_GUILESS_MAIN(FactsTest)
#include "facts_test.moc"
