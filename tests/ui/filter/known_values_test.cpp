// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/known_values.h"

#include <QTest>

using namespace mirrorscope;
using ui::filter::KnownValues;
using Values = std::vector<std::string>;

namespace {

traffic::RequestRow row(const std::string& host, const std::string& target = "/") {
    traffic::RequestRow row;
    row.method = "GET";
    row.target = target;
    row.context.source = 1;
    row.context.host = host;
    row.sourceName = "edge";
    return row;
}

}  // namespace

class KnownValuesTest : public QObject {
    Q_OBJECT

private slots:
    void theMostFrequentIsFirst() {
        KnownValues values;
        for (const char* host : {"a.example", "Shop.example", "shop.test", "shop.test"}) {
            values.learn(row(host));
        }
        QVERIFY(values.beginningWith(query::FieldId::Host, "sho") == (Values{"shop.test", "Shop.example"}));
        QVERIFY(values.beginningWith(query::FieldId::Source, "") == Values{"edge"});
        QVERIFY(values.beginningWith(query::FieldId::Reason, "").empty());
    }

    void pathsHaveNoQuery() {
        KnownValues values;
        values.learn(row("a", "/login?next=/"));
        QVERIFY(values.beginningWith(query::FieldId::Path, "/") == Values{"/login"});
    }

    void headerNamesAreKnownFromTheStart() {
        QVERIFY(KnownValues().beginningWith(query::FieldId::Has, "x-f") ==
                (Values{"X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host"}));
    }

    void strangersCannotFillMemory() {
        KnownValues values;
        for (int i = 0; i < 20; ++i) {
            values.learn(row("often"));
        }
        for (int i = 0; i < 5000; ++i) {
            values.learn(row("host" + std::to_string(i)));
        }
        values.learn(row(std::string(KnownValues::kValueBytes + 1, 'x')));
        const auto known = values.beginningWith(query::FieldId::Host, "");
        QVERIFY(known.size() <= KnownValues::kValues);
        QCOMPARE(known.front(), std::string("often"));
        QVERIFY(values.beginningWith(query::FieldId::Host, "xxx").empty());
    }
};

QTEST_GUILESS_MAIN(KnownValuesTest)
#include "known_values_test.moc"
