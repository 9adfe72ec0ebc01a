// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/privacy/shown_secrets.h"

#include <QTest>

#include "tests/ui/privacy/secret_request.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;

namespace {

const QString kDots = QStringLiteral("••••••••");
const privacy::Owner kOwner{"edge", 7};

}  // namespace

class ShownSecretsTest : public QObject {
    Q_OBJECT

private slots:
    void init() { test::resetScreen(); }

    void targets_data() {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("shown");
        QTest::newRow("query") << "/a?token=abc1&b=2" << "/a?token=••••••••&b=2";
        QTest::newRow("with method") << "GET /a?password=x" << "GET /a?password=••••••••";
        QTest::newRow("another length") << "/a?token=abcdefghijklmnopq&b=2" << "/a?token=••••••••&b=2";
        QTest::newRow("none") << "/a?b=2" << "/a?b=2";
        QTest::newRow("in the path") << "/reset/" + test::kToken + "/go" << "/reset/••••••••/go";
    }

    void targets() {
        QFETCH(QString, target);
        QFETCH(QString, shown);
        QCOMPARE(privacy::shownTarget(target.toStdString(), kOwner), shown);
        QCOMPARE(privacy::hidesTarget(target.toStdString(), kOwner), target != shown);
        privacy::Screen::instance().reveal(7);
        QCOMPARE(privacy::shownTarget(target.toStdString(), kOwner), target);
        QVERIFY(!privacy::hidesTarget(target.toStdString(), kOwner));
    }

    void headers() {
        QCOMPARE(privacy::shownHeader("Authorization", "Bearer abc", kOwner), "Bearer " + kDots);
        QCOMPARE(privacy::shownHeader("Cookie", "a=1; b=2", kOwner),
                 QStringLiteral("a=••••••••; b=••••••••"));
        QCOMPARE(privacy::shownHeader("Accept", "*/*", kOwner), QStringLiteral("*/*"));
        QCOMPARE(privacy::shownHeader("Accept", "", kOwner), QString());
        privacy::Screen::instance().setRules({{"edge=X-Member"}, {}, {}});
        QCOMPARE(privacy::shownHeader("X-Member", "4711", kOwner), kDots);
        QCOMPARE(privacy::shownHeader("X-Member", "4711", {"mesh", 7}), QStringLiteral("4711"));
    }

    void firstBytes() {
        QCOMPARE(privacy::shownHead("GET / HTTP/1.1\r\nAuthorization: Basic YTpi\r\n", {}),
                 QStringLiteral("GET / HTTP/1.1\\r\\nAuthorization: Basic ••••••••\\r\\n"));
    }

    void matches() {
        traffic::Hit hit;
        hit.matched = "' OR 1=1";
        hit.variable = "ARGS:id";
        QCOMPARE(privacy::shownMatch(hit, kOwner), QStringLiteral("' OR 1=1"));
        hit.variable = "ARGS:password";
        QCOMPARE(privacy::shownMatch(hit, kOwner), kDots);
        hit.variable = "REQUEST_HEADERS:Authorization";
        QCOMPARE(privacy::shownMatch(hit, kOwner), kDots);
    }

    void wrongRulesHideEverything() {
        privacy::Screen::instance().setRules({{}, {}, "("});
        QCOMPARE(privacy::shownValue("harmless", kOwner), kDots);
        QVERIFY(privacy::hidesTarget("/a", kOwner));
    }

    void longTextsAreCut() {
        const std::string head(500, 'x');
        const QString shown =
            privacy::shownTarget("/" + head + "?token=" + std::string(100'000, 's'), kOwner);
        QVERIFY(!shown.contains(QStringLiteral("sss")));
    }

    void parts() {
        const redaction::Secrets secrets{{10, 5, {}}, {20, 10, {}}};
        QCOMPARE(privacy::secretsWithin(secrets, 0, 10).size(), std::size_t{0});
        QCOMPARE(privacy::secretsWithin(secrets, 12, 10), (redaction::Secrets{{0, 3, {}}, {8, 2, {}}}));
        QCOMPARE(privacy::shownPart("abcdefgh", 6, secrets), QStringLiteral("abcd••••••••"));
    }
};

QTEST_GUILESS_MAIN(ShownSecretsTest)
#include "shown_secrets_test.moc"
