// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/shell_words.h"

#include <QTest>

#include "tests/core/exchange/shell_reader.h"

using namespace mirrorscope;

class ShellWordsTest : public QObject {
    Q_OBJECT

private slots:
    void words_data();
    void words();
    void whatFits();
    void printers_data();
    void printers();
};

void ShellWordsTest::words_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("word");
    const auto row = [](const char* name, const QByteArray& bytes, const QByteArray& word) {
        QTest::newRow(name) << bytes << word;
    };
    row("empty", "", "''");
    row("plain", "a b$(c)`d`\"e\"\\", R"x('a b$(c)`d`"e"\')x");
    row("quote", "it's", R"x('it'\''s')x");
    row("history", "a!b", "'a!b'");
    row("UTF-8", "grüß", "'grüß'");
    row("escape", "a\x1b[201~", R"x("$(printf 'a\033[201~')")x");
    row("line end inside", "a\r\n b", R"x("$(printf 'a\015\012 b')")x");
    row("all marks in a format", "-\t%\\'!", R"x("$(printf '\055\011%%\\\047\041')")x");
    row("no UTF-8", "a\xff", R"x("$(printf 'a\377')")x");
    row("invisible", "a\xe2\x80\xaeg", R"x("$(printf 'a\342\200\256g')")x");
    row("half a character", "a\xc3", R"x("$(printf 'a\303')")x");
}

void ShellWordsTest::words() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, word);
    QCOMPARE(QByteArray::fromStdString(exchange::shellWord(bytes.toStdString())), word);
    const auto read = test::readShell("curl " + word.toStdString() + "\n");
    QVERIFY(read);
    QCOMPARE(QByteArray::fromStdString(read->words.at(0)), bytes);
}

void ShellWordsTest::whatFits() {
    QVERIFY(exchange::fitsShellWord("a\nb"));
    QVERIFY(!exchange::fitsShellWord("a\n"));
    QVERIFY(!exchange::fitsShellWord(std::string_view("a\0b", 3)));
    QVERIFY(exchange::fitsShellWord(std::string(exchange::kLongestShellWord, 'a')));
    QVERIFY(!exchange::fitsShellWord(std::string(exchange::kLongestShellWord + 1, 'a')));
}

void ShellWordsTest::printers_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("start");
    QByteArray all;
    for (int i = 0; i < 256; ++i) {
        all.append(static_cast<char>(i));
    }
    QTest::newRow("text") << QByteArray("a=1\nb='2'\n")
                          << QByteArray("printf 'a=1\\012'\\\n'b=\\0472\\047\\012'");
    QTest::newRow("NUL in text") << QByteArray("abcdefgh\0ij", 11) << QByteArray("printf 'abcdefgh\\000ij'");
    QTest::newRow("all bytes") << all << QByteArray("printf %s 'AAECAwQF");
    QTest::newRow("long") << QByteArray(100'000, 'x') << QByteArray("printf 'xxx");
    QTest::newRow("long and binary") << all.repeated(100) << QByteArray("printf %s 'AAECAwQF");
    QTest::newRow("options") << QByteArray("-v x") << QByteArray("printf '\\055v x'");
    QTest::newRow("nothing") << QByteArray() << QByteArray("printf ''");
}

void ShellWordsTest::printers() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, start);
    const auto printer = exchange::shellPrinter(bytes.toStdString());
    QVERIFY2(printer.starts_with(start.toStdString()), printer.substr(0, 200).c_str());
    const auto read = test::readShell(printer + " | \\\ncurl\n");
    QVERIFY(read);
    QCOMPARE(QByteArray::fromStdString(read->piped), bytes);
}

QTEST_APPLESS_MAIN(ShellWordsTest)
#include "shell_words_test.moc"
