// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/plain_label.h"

#include <QHelpEvent>
#include <QTest>
#include <QTextDocument>
#include <QToolTip>

namespace mirrorscope::ui::text {
namespace {

const QString kHostile = QStringLiteral("GET /<img src=\"file:///etc/hostname\"> & <b>bold</b>");

}  // namespace

class PlainLabelTest : public QObject {
    Q_OBJECT

private slots:
    void neverGuessesRichText();
    void toolTipsShowEveryCharacter_data();
    void toolTipsShowEveryCharacter();
    void toolTipsLoadNothing();
    void toolTipsAreReadAsText();
    void elidedLabelShrinksAndTells();
};

void PlainLabelTest::neverGuessesRichText() {
    PlainLabel label(kHostile);
    QCOMPARE(label.textFormat(), Qt::PlainText);
    QLabel guessing(kHostile);
    QVERIFY(label.sizeHint().width() > guessing.sizeHint().width());  // the tags are shown, not obeyed
}

void PlainLabelTest::toolTipsShowEveryCharacter_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("markup") << kHostile;
    QTest::newRow("entity") << QStringLiteral("&lt;b&gt; &amp;");
    QTest::newRow("not markup") << QStringLiteral("a < b");
    QTest::newRow("spaces") << QStringLiteral("a   b\n  c");
    QTest::newRow("quotes") << QStringLiteral("\"'><p style='x'>");
}

void PlainLabelTest::toolTipsShowEveryCharacter() {
    QFETCH(QString, text);
    QTextDocument document;
    document.setHtml(plainToolTip(text));
    QCOMPARE(document.toPlainText(), text);
}

void PlainLabelTest::toolTipsLoadNothing() {
    QVERIFY(Qt::mightBeRichText(plainToolTip(QStringLiteral("a"))));  // ours, so Qt need not guess
    QVERIFY(!plainToolTip(kHostile).contains(u"<img"));
    QVERIFY(plainToolTip(QString()).isEmpty());  // an empty one hides the tooltip
}

void PlainLabelTest::toolTipsAreReadAsText() {
    QWidget widget;
    setPlainToolTip(&widget, kHostile);
    QCOMPARE(widget.accessibleDescription(), kHostile);
    QVERIFY(!widget.toolTip().contains(u"<img"));
}

void PlainLabelTest::elidedLabelShrinksAndTells() {
    PlainLabel label(QStringLiteral("shop.example.com/api/v2/session/with/a/long/path"));
    const int whole = label.minimumSizeHint().width();
    label.setElided(Kind::Path);
    QVERIFY(label.minimumSizeHint().width() < whole / 2);
    label.resize(100, 20);
    label.show();
    QHelpEvent help(QEvent::ToolTip, QPoint(5, 5), label.mapToGlobal(QPoint(5, 5)));
    QCoreApplication::sendEvent(&label, &help);
    QCOMPARE(QToolTip::text(), plainToolTip(label.text()));
    QToolTip::hideText();
}

}  // namespace mirrorscope::ui::text

QTEST_MAIN(mirrorscope::ui::text::PlainLabelTest)
#include "plain_label_test.moc"
