// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/hit_steps_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include "tests/support/attack_detail.h"
#include "tests/support/hostile_bytes.h"
#include "ui/privacy/screen.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::detail;

class HitStepsModelTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { mirrorscope::ui::privacy::Screen::instance().setHiding(false); }
    void places_data() {
        QTest::addColumn<qint64>("offset");
        QTest::addColumn<quint64>("length");
        QTest::addColumn<QString>("place");
        QTest::newRow("body") << qint64{152} << quint64{42} << QStringLiteral("bytes 52–93 of the body");
        QTest::newRow("first of the body")
            << qint64{100} << quint64{1} << QStringLiteral("bytes 0–0 of the body");
        QTest::newRow("head") << qint64{5} << quint64{8} << QStringLiteral("bytes 5–12 of the head");
        QTest::newRow("unknown") << qint64{-1} << quint64{0} << QStringLiteral("offset unknown");
    }

    void places() {
        QFETCH(qint64, offset);
        QFETCH(quint64, length);
        traffic::Hit hit;
        hit.length = length;
        if (offset >= 0) {
            hit.offset = static_cast<std::uint64_t>(offset);
        }
        QTEST(matchPlace(hit, 100), "place");
    }

    void stepsEndInTheMatchedValue() {
        const traffic::RequestDetail detail = test::attackDetail(1);
        HitStepsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.show(&detail.hits[0], detail.request.head.size());
        QCOMPARE(value(model, QStringLiteral("Point")), QStringLiteral("body › json › token"));
        QCOMPARE(value(model, QStringLiteral("Place")), QStringLiteral("bytes 10–20 of the body"));
        QCOMPARE(value(model, QStringLiteral("Matched value")), QStringLiteral("' OR 1=1-- "));
        QCOMPARE(value(model, QStringLiteral("Message")),
                 QStringLiteral("SQL injection found with libinjection"));
        model.show(nullptr, 0);
        QCOMPARE(model.rowCount(), 0);
    }

    void weaknessIsNamed() {
        traffic::HitRow row = test::attackDetail(1).hits[0];
        HitStepsModel model;
        row.hit.type = traffic::AttackType::Sqli;
        model.show(&row, 10);
        QCOMPARE(value(model, QStringLiteral("Attack type")),
                 QStringLiteral("SQL injection, CWE-89, OWASP A03:2021"));
        row.hit.type = traffic::AttackType::Scanner;
        model.show(&row, 10);
        QCOMPARE(value(model, QStringLiteral("Attack type")), QStringLiteral("Scanner"));
    }

    void decodingsHaveTheirSteps() {
        traffic::RequestDetail detail = test::attackDetail(1);
        detail.request.body = "{\"t\":\"eyJhbGciOiJub25lIn0.eyJzdWIiOiInIE9SIDE9MS0tIn0.c2ln\"}";
        traffic::HitRow row = detail.hits[0];
        row.hit.matched = "' OR 1=1--";
        row.hit.offset = detail.request.head.size() + detail.request.body.find(".eyJ") + 1;
        row.hit.length = 27;
        const SharedBody body = shownBody(shownRequest(detail), {});
        HitStepsModel model;
        model.show(&row, detail.request.head.size(), body);
        QVERIFY(value(model, QStringLiteral("JSON /t")).startsWith(QStringLiteral("eyJhbGciOiJub25lIn0.")));
        QCOMPARE(value(model, QStringLiteral("JWT payload")), QStringLiteral("{\"sub\":\"' OR 1=1--\"}"));
        QCOMPARE(value(model, QStringLiteral("/sub")), QStringLiteral("' OR 1=1--"));
        row.hit.offset.reset();  // nothing is guessed
        model.show(&row, detail.request.head.size(), body);
        QCOMPARE(value(model, QStringLiteral("JSON /t")), QString());
        QCOMPARE(value(model, QStringLiteral("Place")), QStringLiteral("offset unknown"));
    }

    void hostileBytesAreVisibleText() {
        for (const test::HostileBytes& hostile : test::hostileBytes()) {
            traffic::HitRow row = test::attackDetail(1).hits[0];
            for (std::string* field : {&row.hit.point, &row.hit.variable, &row.hit.matched,
                                       &row.hit.transformations, &row.hit.ruleFile}) {
                *field = hostile.bytes;
            }
            HitStepsModel model;
            model.show(&row, 10);
            for (const char* step : {"Point", "Variable", "Matched value", "Transformations", "Rule file"}) {
                const QString text = value(model, QString::fromLatin1(step));
                QVERIFY(text.contains(
                    QString::fromUtf8(hostile.shown.data(), static_cast<int>(hostile.shown.size()))));
                QVERIFY(text.size() <= test::kLongestShown);
            }
        }
    }

private:
    static QString value(const HitStepsModel& model, const QString& step) {
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row, HitStepsModel::Step).data().toString() == step) {
                return model.index(row, HitStepsModel::Value).data().toString();
            }
        }
        return {};
    }
};

QTEST_MAIN(HitStepsModelTest)
#include "hit_steps_model_test.moc"
