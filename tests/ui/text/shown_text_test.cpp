// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/shown_text.h"

#include <QTest>

namespace mirrorscope::ui::text {

class ShownTextTest : public QObject {
    Q_OBJECT

private slots:
    void shows_data();
    void shows();
    void cutsFirst();
};

void ShownTextTest::shows_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << QByteArray("/login") << QStringLiteral("/login");
    QTest::newRow("utf-8") << QByteArray(
                                  "/stra\xC3\x9F"
                                  "e")
                           << QStringLiteral("/straße");
    QTest::newRow("line ends") << QByteArray("a\r\nb") << QStringLiteral("a\\r\\nb");
    QTest::newRow("escape") << QByteArray("\x1b[31m") << QStringLiteral("\\x1b[31m");
    QTest::newRow("right to left override") << QByteArray(
                                                   "a\xE2\x80\xAE"
                                                   "b")
                                            << QStringLiteral("a\\u{202e}b");
    QTest::newRow("invalid") << QByteArray("\xFF/") << QStringLiteral("\\xff/");
    QTest::newRow("nul") << QByteArray("a\0b", 3) << QStringLiteral("a\\0b");
    QTest::newRow("markup stays text") << QByteArray("<b>x</b>") << QStringLiteral("<b>x</b>");
}

void ShownTextTest::shows() {
    QFETCH(QByteArray, bytes);
    QTEST(shownText({bytes.constData(), static_cast<std::size_t>(bytes.size())}), "shown");
}

void ShownTextTest::cutsFirst() {
    const std::string bytes(100'000, 'a');
    QCOMPARE(shownText(bytes).size(), qsizetype{base::kShownBytes} + 1);
    QCOMPARE(shownText(bytes, 4), QStringLiteral("aaaa…"));
}

}  // namespace mirrorscope::ui::text

QTEST_GUILESS_MAIN(mirrorscope::ui::text::ShownTextTest)
#include "shown_text_test.moc"
