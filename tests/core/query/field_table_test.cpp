// SPDX-License-Identifier: Apache-2.0
#include "core/query/field_table.h"

#include <QTest>
#include <set>

#include "core/base/byte_text.h"
#include "core/query/fixed_names.h"
#include "core/query/parser.h"

using namespace mirrorscope;
using query::Field;
using query::FieldKind;

class FieldTableTest : public QObject {
    Q_OBJECT

private slots:
    void namesAreUnique();
    void examplesAreOfTheField();
    void listsBelongToTheirKinds();
    void severitiesAscend();
    void operatorsParse();
};

void FieldTableTest::namesAreUnique() {
    std::set<std::string_view> names;
    for (const Field& field : query::fields()) {
        QVERIFY2(names.insert(field.name).second, field.name.data());
        QVERIFY2(field.alias.empty() || names.insert(field.alias).second, field.alias.data());
        if (field.id != query::FieldId::Header) {
            QCOMPARE(query::fieldByName(field.name), &field);
        }
        QVERIFY(field.alias.empty() || query::fieldByName(field.alias) == &field);
    }
    QCOMPARE(query::fieldByName("no_such_field"), nullptr);
    QCOMPARE(query::fieldByName(""), nullptr);
    QCOMPARE(query::fieldByName("header"), nullptr);
    QCOMPARE(query::fieldByName("Header.X")->id, query::FieldId::Header);
}

void FieldTableTest::examplesAreOfTheField() {
    for (const Field& field : query::fields()) {
        const auto tree = query::parse(field.example);
        QVERIFY2(tree.has_value(), field.example.data());
        QCOMPARE(std::get<query::Condition>(tree->term).field, field.id);
        QVERIFY2(!field.meaning.empty() && !field.meaning.ends_with('.'), field.name.data());
    }
}

void FieldTableTest::listsBelongToTheirKinds() {
    for (const Field& field : query::fields()) {
        const bool takesNames = field.kind == FieldKind::Name || field.kind == FieldKind::Rank;
        QCOMPARE(field.names != nullptr, takesNames);
        for (std::size_t i = 0; takesNames && i < field.names().size(); ++i) {
            QCOMPARE(query::nameIndex(field, field.names()[i]), std::optional(i));
            QVERIFY(query::parse(std::string(field.name) + ":" + std::string(field.names()[i])).has_value());
        }
    }
}

void FieldTableTest::severitiesAscend() {
    const auto names = query::severityNames();
    QCOMPARE(names.front(), std::string_view("info"));
    QCOMPARE(names.back(), std::string_view("critical"));
    QCOMPARE(query::triageNames().front(), std::string_view("new"));
}

void FieldTableTest::operatorsParse() {
    for (const Field& field : query::fields()) {
        const std::string name(field.id == query::FieldId::Header ? "header.x" : field.name);
        const std::string value(field.kind == FieldKind::Time      ? "today"
                                : field.names != nullptr           ? field.names().front()
                                : field.kind == FieldKind::Address ? "10.0.0.1"
                                                                   : "0");
        std::set<std::string_view> allowed;
        for (const std::string_view sign : query::operatorTexts(field.kind)) {
            allowed.insert(sign);
        }
        for (const char* sign : {":", "!=", "~", "!~", "<", "<=", ">", ">="}) {
            QVERIFY2(query::parse(name + sign + value).has_value() == allowed.contains(sign),
                     (name + sign + value).c_str());
        }
    }
}

QTEST_GUILESS_MAIN(FieldTableTest)
#include "field_table_test.moc"
