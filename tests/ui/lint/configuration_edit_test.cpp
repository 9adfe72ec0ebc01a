// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lint/configuration_edit.h"

#include <QClipboard>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QUrl>

using namespace mirrorscope::ui::lint;

namespace {

/// What Ctrl+V does.
void paste(ConfigurationEdit& edit, QMimeData* data) {
    QApplication::clipboard()->setMimeData(data);
    edit.paste();
}

}  // namespace

class ConfigurationEditTest : public QObject {
    Q_OBJECT

private slots:
    void linesOfBytesAreTheLinesShown() {
        ConfigurationEdit edit;
        // A line separator (U+2028) and a no-break space end no line; a paragraph separator does, on the
        // screen too.
        edit.replaceAll(QStringLiteral("a\u2028b\u00a0c\nd\u2029e\r\nf"));
        const QString bytes = QString::fromStdString(edit.bytes());
        QCOMPARE(bytes, QStringLiteral("a\u2028b\u00a0c\nd\ne\nf"));
        QCOMPARE(bytes.count(u'\n') + 1, edit.blockCount());
    }

    void aReplacedTextComesBack() {
        ConfigurationEdit edit;
        edit.replaceAll(QStringLiteral("typed"));
        edit.replaceAll(QStringLiteral("of a file"));
        QCOMPARE(edit.toPlainText(), QStringLiteral("of a file"));
        edit.undo();
        QCOMPARE(edit.toPlainText(), QStringLiteral("typed"));
    }

    void columnsAreBytes() {
        ConfigurationEdit edit;
        edit.replaceAll(QStringLiteral("one\nmäß x\nthree"));
        edit.showLine(2, 7, LintSeverity::Error);  // m ä ß and a space are six bytes
        QCOMPARE(edit.textCursor().blockNumber(), 1);
        QCOMPARE(edit.textCursor().positionInBlock(), 4);
        edit.showLine(2, 999, LintSeverity::Error);
        QCOMPARE(edit.textCursor().positionInBlock(), 5);
        QCOMPARE(edit.markedLine(), std::size_t{2});
        // The mark goes along with its line.
        edit.moveCursor(QTextCursor::Start);
        edit.insertPlainText(QStringLiteral("new\n"));
        QCOMPARE(edit.markedLine(), std::size_t{3});
        edit.showLine(99, 1, LintSeverity::Note);
        QCOMPARE(edit.markedLine(), std::size_t{0});
    }

    void rich_data() {
        QTest::addColumn<bool>("isFile");
        QTest::addColumn<bool>("isLarge");
        QTest::newRow("HTML is pasted as its text") << false << false;
        QTest::newRow("a file is not pasted") << true << false;
        QTest::newRow("too large") << false << true;
    }

    void rich() {
        QFETCH(bool, isFile);
        QFETCH(bool, isLarge);
        ConfigurationEdit edit;
        QSignalSpy files(&edit, &ConfigurationEdit::fileDropped);
        QSignalSpy refusals(&edit, &ConfigurationEdit::pasteTooLarge);
        auto* data = new QMimeData;
        data->setHtml(QStringLiteral("<img src=file:///etc/hostname><b>x</b>"));
        data->setText(isLarge ? QString((4 << 20) + 1, u'#') : QStringLiteral("<b>mirror</b>"));
        if (isFile) {
            data->setUrls({QUrl::fromLocalFile(QStringLiteral("/tmp/a.conf"))});
        }
        paste(edit, data);
        QCOMPARE(edit.toPlainText(), isFile || isLarge ? QString() : QStringLiteral("<b>mirror</b>"));
        QCOMPARE(files.size(), isFile ? 1 : 0);
        QCOMPARE(refusals.size(), isLarge ? 1 : 0);
    }
};

QTEST_MAIN(ConfigurationEditTest)
#include "configuration_edit_test.moc"
