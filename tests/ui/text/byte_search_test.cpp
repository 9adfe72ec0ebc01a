// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/byte_search.h"

#include <QTest>

namespace mirrorscope::ui::text {

constexpr int kNone = -1;

class ByteSearchTest : public QObject {
    Q_OBJECT

private slots:
    void searches_data();
    void searches();
    void findsBinary();
};

void ByteSearchTest::searches_data() {
    QTest::addColumn<QByteArray>("needle");
    QTest::addColumn<int>("from");
    QTest::addColumn<bool>("exact");
    QTest::addColumn<int>("forward");
    QTest::addColumn<int>("backward");
    const auto row = [](const char* name, const char* needle, int from, bool exact, int forward,
                        int backward) {
        QTest::newRow(name) << QByteArray(needle) << from << exact << forward << backward;
    };
    // in "Select a SELECT b select"
    row("from the start", "select", 0, false, 0, 18);
    row("next", "select", 1, false, 9, 0);
    row("begins at from", "select", 9, false, 9, 0);
    row("goes round", "select", 19, false, 0, 18);
    row("exact", "SELECT", 0, true, 9, 9);
    row("exact misses", "sELECT", 0, true, kNone, kNone);
    row("across from", "select", 12, false, 18, 9);
    row("empty", "", 0, false, kNone, kNone);
    row("longer than all", "Select a SELECT b select!", 0, false, kNone, kNone);
    row("beyond the end", "a", 500, true, 7, 7);
}

void ByteSearchTest::searches() {
    QFETCH(QByteArray, needle);
    QFETCH(int, from);
    QFETCH(bool, exact);
    QFETCH(int, forward);
    QFETCH(int, backward);
    const std::string_view bytes = "Select a SELECT b select";
    const SearchCase searchCase = exact ? SearchCase::Exact : SearchCase::IgnoreAscii;
    const auto number = [](std::optional<std::size_t> found) {
        return found ? static_cast<int>(*found) : kNone;
    };
    const auto start = static_cast<std::size_t>(from);
    QCOMPARE(number(findForward(bytes, needle.toStdString(), start, searchCase)), forward);
    QCOMPARE(number(findBackward(bytes, needle.toStdString(), start, searchCase)), backward);
}

void ByteSearchTest::findsBinary() {
    const std::string bytes("a\0\xFF\0b", 5);
    QCOMPARE(*findForward(bytes, std::string_view("\xFF\0", 2), 0, SearchCase::IgnoreAscii), std::size_t{2});
}

}  // namespace mirrorscope::ui::text

QTEST_GUILESS_MAIN(mirrorscope::ui::text::ByteSearchTest)
#include "byte_search_test.moc"
