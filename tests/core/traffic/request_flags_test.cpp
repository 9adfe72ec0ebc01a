// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/request_flags.h"

#include <QTest>
#include <boost/json.hpp>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

using namespace mirrorscope;
using traffic::FlagSet;
using traffic::RequestFlag;

namespace {

constexpr int kCount = static_cast<int>(RequestFlag::Count);

FlagSet all() {
    FlagSet flags;
    for (int i = 0; i < kCount; ++i) {
        flags.set(static_cast<RequestFlag>(i));
    }
    return flags;
}

}  // namespace

class RequestFlagsTest : public QObject {
    Q_OBJECT

private slots:
    void everyFlagHasItsOwnName();
    void everyNameOfTheCorpusExists();
    void textRoundTrip_data();
    void textRoundTrip();
    void setOperations();
};

void RequestFlagsTest::everyFlagHasItsOwnName() {
    std::set<std::string_view> names;
    for (int i = 0; i < kCount; ++i) {
        const auto flag = static_cast<RequestFlag>(i);
        const std::string_view name = traffic::flagName(flag);
        QVERIFY(!name.empty() && name.find(',') == name.npos);
        QVERIFY(!traffic::flagMeaning(flag).empty());
        QCOMPARE(traffic::flagByName(name), std::optional(flag));
        names.insert(name);
    }
    QCOMPARE(names.size(), static_cast<std::size_t>(kCount));
    QVERIFY(!traffic::flagByName(""));
    QVERIFY(!traffic::flagByName("CL+TE"));
}

void RequestFlagsTest::everyNameOfTheCorpusExists() {
    std::ifstream file(TEST_DATA_DIR "/malformed/index.json");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const boost::json::value index = boost::json::parse(text);
    int seen = 0;
    for (const auto& tested : index.at("cases").as_array()) {
        for (const auto& name : tested.at("expect").at("flags").as_array()) {
            const std::string flag(name.get_string());
            QVERIFY2(traffic::flagByName(flag).has_value(), flag.c_str());
            ++seen;
        }
    }
    QVERIFY(seen > 100);
}

void RequestFlagsTest::textRoundTrip_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("again");
    const auto row = [](const char* text, const char* again) {
        QTest::newRow(*text == '\0' ? "(empty)" : text) << QByteArray(text) << QByteArray(again);
    };
    row("", "");
    row("nul", "nul");
    row("bidi,nul,bidi", "nul,bidi");  // in the order of the table, each once
    row("of-a-newer-version,nul", "nul");
    row(",,nul,", "nul");
    row("NUL, nul", "");
}

void RequestFlagsTest::textRoundTrip() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, again);
    QCOMPARE(QByteArray::fromStdString(FlagSet::fromText(text.toStdString()).text()), again);
    QCOMPARE(FlagSet::fromText(all().text()), all());
}

void RequestFlagsTest::setOperations() {
    FlagSet flags;
    QVERIFY(flags.empty());
    QVERIFY(flags.names().empty());
    flags.set(RequestFlag::Nul);
    QVERIFY(!flags.empty() && flags.has(RequestFlag::Nul) && !flags.has(RequestFlag::Bidi));
    FlagSet more;
    more.set(RequestFlag::Synthetic);
    flags |= more;
    QCOMPARE(flags.names(), (std::vector<std::string_view>{"nul", "synthetic"}));
    QVERIFY(!(flags == more));
    QCOMPARE(all().names().size(), static_cast<std::size_t>(kCount));
}

QTEST_GUILESS_MAIN(RequestFlagsTest)
#include "request_flags_test.moc"
