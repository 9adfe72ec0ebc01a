// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lint/lint_dialog.h"

#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTimer>

#include "ui/lint/configuration_edit.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::lint;

namespace {

const QString kPage = QStringLiteral(TEST_DATA_DIR "/lint/nginx-page.conf");
constexpr int kTraps = 13;  // in that file, as the command line counts them

QByteArray content(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class LintDialogTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_dialog = std::make_unique<LintDialog>();
        m_dialog->show();
    }
    void cleanup() { m_dialog.reset(); }

    void saysWhatToDoFirst() {
        QVERIFY(find<QWidget>("lint.state-page")->isVisible());
        QCOMPARE(text("lint.state"), QStringLiteral("Nothing to check yet"));
        QVERIFY2(text("lint.state-more").contains(QStringLiteral("At most 4 MiB")),
                 qPrintable(text("lint.state-more")));
        QVERIFY(!find<QPushButton>("lint.copy-all")->isEnabled());
    }

    void aPastedTextHasItsTraps() {
        pasteText(content(kPage));
        QTRY_COMPARE(rows(), kTraps);
        QVERIFY(table().isVisible());
        QCOMPARE(text("lint.read-as"), QStringLiteral("Read as nginx, a guess"));
        QCOMPARE(text("lint.counts"), QStringLiteral("4 errors, 6 warnings, 3 notes"));
        // No guess once somebody says it.
        choose("nginx");
        QTRY_COMPARE(text("lint.read-as"), QString());
        QCOMPARE(rows(), kTraps);
    }

    void aClickMovesTheText() {
        pasteText(content(kPage));
        QTRY_COMPARE(rows(), kTraps);
        const int row = rowOf(QStringLiteral("names no port"));
        QVERIFY(row >= 0);
        const QRect place = table().visualRect(table().model()->index(row, 2));
        QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, place.center());
        QCOMPARE(edit().markedLine(), std::size_t{11});
        QCOMPARE(edit().textCursor().blockNumber(), 10);
        QCOMPARE(edit().textCursor().positionInBlock(), 8);
        QVERIFY2(text("lint.message").contains(QStringLiteral("names no port")),
                 qPrintable(text("lint.message")));
        QVERIFY2(text("lint.costs").contains(QStringLiteral("port 80")), qPrintable(text("lint.costs")));
        QVERIFY2(text("lint.place").contains(QStringLiteral("NGINX_COPY_NO_PORT")),
                 qPrintable(text("lint.place")));
        QCOMPARE(find<QPlainTextEdit>("patch.after")->toPlainText(),
                 QStringLiteral("+ proxy_pass http://222.222.222.222:8445$request_uri;"));
        QTest::mouseClick(find<QPushButton>("lint.copy-fix"), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text(),
                 QStringLiteral("proxy_pass http://222.222.222.222:8445$request_uri;"));
    }

    void keysGoFromTrapToTrap() {
        pasteText(content(kPage));
        QTRY_COMPARE(rows(), kTraps);
        std::vector<std::size_t> lines;
        for (int i = 0; i < kTraps; ++i) {
            QTest::keyClick(m_dialog.get(), Qt::Key_F8);
            QCOMPARE(table().currentIndex().row(), i);
            lines.push_back(edit().markedLine());
        }
        QVERIFY(std::ranges::is_sorted(lines));
        QTest::keyClick(m_dialog.get(), Qt::Key_F8);  // behind the last comes the first
        QCOMPARE(table().currentIndex().row(), 0);
        QTest::keyClick(m_dialog.get(), Qt::Key_F8, Qt::ShiftModifier);
        QCOMPARE(table().currentIndex().row(), kTraps - 1);
        QTest::keyClick(&table(), Qt::Key_Return);
        QVERIFY(edit().hasFocus());
    }

    void theLastListStaysWhileTyping() {
        pasteText(content(kPage));
        QTRY_COMPARE(text("lint.counts"), QStringLiteral("4 errors, 6 warnings, 3 notes"));
        edit().moveCursor(QTextCursor::Start);
        QTest::keyClicks(&edit(), QStringLiteral("# x"));
        QTest::keyClick(&edit(), Qt::Key_Return);
        QCOMPARE(rows(), kTraps);
        QVERIFY2(text("lint.counts").contains(QStringLiteral("of the text before")),
                 qPrintable(text("lint.counts")));
        const QString before = table().model()->index(0, 1).data().toString();
        QTRY_VERIFY(!text("lint.counts").contains(QStringLiteral("of the text before")));
        QCOMPARE(table().model()->index(0, 1).data().toString().toInt(), before.toInt() + 1);
        QCOMPARE(edit().textCursor().blockNumber(), 1);  // the text did not move away
    }

    void withoutTraps() {
        choose("nginx");
        pasteText("events {}\n");
        QTRY_COMPARE(text("lint.state"), QStringLiteral("No trap found"));
        QVERIFY2(text("lint.state-more").contains(QStringLiteral("Read as nginx")),
                 qPrintable(text("lint.state-more")));
    }

    void ofNoKnownProxy() {
        pasteText("hello\n");
        QTRY_COMPARE(text("lint.state"), QStringLiteral("Of no known proxy"));
    }

    void aBadFileNamesFileLineAndReason() {
        const QString file = fileWith("location / {\n  mirror /m;\n}\nc d\n");
        m_dialog->openFile(file);
        QTRY_COMPARE(text("lint.state"), QStringLiteral("Cannot be read"));
        const QString more = text("lint.state-more");
        QVERIFY2(more.contains(file) && more.contains(QStringLiteral("line 4, column 1:")) &&
                     more.contains(QStringLiteral("not ended")),
                 qPrintable(more));
        edit().moveCursor(QTextCursor::Start);
        QTest::keyClick(m_dialog.get(), Qt::Key_F8);
        QCOMPARE(edit().textCursor().blockNumber(), 3);
    }

    void whatCannotBeOpened_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("reason");
        QTest::newRow("missing") << QStringLiteral("/nowhere/n.conf") << QStringLiteral("No such file");
        QTest::newRow("directory") << QStringLiteral("/") << QStringLiteral("it is no file");
        QTest::newRow("device") << QStringLiteral("/dev/zero") << QStringLiteral("it is no file");
    }

    void whatCannotBeOpened() {
        QFETCH(QString, path);
        QFETCH(QString, reason);
        edit().setPlainText(QStringLiteral("kept"));
        m_dialog->openFile(path);
        QTRY_COMPARE(text("lint.state"), QStringLiteral("Not opened"));
        const QString more = text("lint.state-more");
        QVERIFY2(more.contains(path) && more.contains(reason), qPrintable(more));
        QCOMPARE(edit().toPlainText(), QStringLiteral("kept"));
    }

    void aDroppedFileIsOpened() {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(kPage)});
        QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(m_dialog.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(m_dialog.get(), &drop);
        QTRY_COMPARE(rows(), kTraps);
        QVERIFY(text("lint.file").endsWith(QStringLiteral("nginx-page.conf")));
    }

    void filesOfADumpAreNamed() {
        pasteText(
            "# configuration file /etc/nginx/nginx.conf:\nhttp {\n  include /etc/nginx/m.conf;\n}\n"
            "# configuration file /etc/nginx/m.conf:\nserver {\n" +
            content(kPage) + "}\n");
        QTRY_VERIFY(rows() > 0);
        const int row = rowOf(QStringLiteral("names no port"));
        QVERIFY(row >= 0);
        table().selectRow(row);
        // Six lines stand above the first of the file that was put in.
        QCOMPARE(edit().markedLine(), std::size_t{17});
        QVERIFY(edit().textCursor().block().text().contains(QStringLiteral("proxy_pass")));
        QVERIFY2(text("lint.place").contains(QStringLiteral("/etc/nginx/m.conf, line 12")),
                 qPrintable(text("lint.place")));
    }

    void allIsCopiedAsMarkdown() {
        pasteText(content(kPage));
        QTRY_COMPARE(rows(), kTraps);
        QTest::mouseClick(find<QPushButton>("lint.copy-all"), Qt::LeftButton);
        const QString markdown = QApplication::clipboard()->text();
        QVERIFY2(markdown.startsWith(QStringLiteral("## Traps in a configuration\n")), qPrintable(markdown));
        QCOMPARE(markdown.count(QStringLiteral("\n### ")), kTraps);
        QVERIFY(markdown.contains(QStringLiteral("proxy_pass http://222.222.222.222:8445$request_uri;")));
    }

    void bytesOfTheTextAreVisible() {
        choose("nginx");
        pasteText("location / { mirror /\x1b[31m\xe2\x80\xae; }\n");
        QTRY_VERIFY(rows() > 0);
        for (int row = 0; row < rows(); ++row) {
            table().selectRow(row);
            for (const char* name : {"lint.message", "lint.place", "lint.costs", "lint.wanted"}) {
                QVERIFY(!text(name).contains(QChar(0x1b)) && !text(name).contains(QChar(0x202e)));
            }
        }
    }

    /// Two megabytes of locations with a trap each: the window answers all the while.
    void aLargeFileDoesNotBlock() {
        QByteArray large = "http { server {\n";
        for (int i = 0; large.size() < (2 << 20); ++i) {
            large += "location /" + QByteArray::number(i) + " { mirror /m" + QByteArray::number(i) +
                     "; proxy_pass http://127.0.0.1:80; }\n";
        }
        const QString file = fileWith(large + "}}\n");
        m_dialog->openFile(file);
        QTRY_VERIFY(edit().blockCount() > 1000);
        // The text is there, its traps are not: they are looked for elsewhere while the window goes on.
        QCOMPARE(rows(), 0);
        int turns = 0;
        QTimer pulse;
        connect(&pulse, &QTimer::timeout, this, [&turns] { ++turns; });
        pulse.start(1);
        QElapsedTimer all;
        all.start();
        QTRY_VERIFY_WITH_TIMEOUT(rows() > 1000, 30'000);
        qInfo("%d turns of the event loop in %lld ms, %d traps", turns, all.elapsed(), rows());
        QVERIFY(turns > 5);
    }

    void beyondTheLimit() {
        const QString file = fileWith(QByteArray((4 << 20) + 1, '#'));
        m_dialog->openFile(file);
        QTRY_COMPARE(text("lint.state"), QStringLiteral("Not opened"));
        QVERIFY2(text("lint.state-more").contains(QStringLiteral("larger than 4 MiB")),
                 qPrintable(text("lint.state-more")));
    }

private:
    template <typename Widget>
    Widget* find(const char* name) {
        return m_dialog->findChild<Widget*>(QLatin1String(name));
    }
    QString text(const char* name) { return find<QLabel>(name)->text(); }
    ConfigurationEdit& edit() {
        return *m_dialog->findChild<ConfigurationEdit*>(QStringLiteral("lint.text"));
    }
    QTableView& table() { return *find<QTableView>("lint.traps"); }
    int rows() { return table().model()->rowCount(); }

    int rowOf(const QString& words) {
        for (int row = 0; row < rows(); ++row) {
            if (table().model()->index(row, 2).data().toString().contains(words)) {
                return row;
            }
        }
        return -1;
    }

    void pasteText(const QByteArray& bytes) {
        QApplication::clipboard()->setText(QString::fromUtf8(bytes));
        edit().setFocus();
        QTest::keySequence(&edit(), QKeySequence(QKeySequence::Paste));
    }

    void choose(const char* kind) {
        auto* box = find<QComboBox>("lint.kind");
        box->setCurrentIndex(box->findData(QLatin1String(kind)));
        emit box->activated(box->currentIndex());
    }

    QString fileWith(const QByteArray& bytes) const {
        const QString path = m_directory.filePath(QStringLiteral("tested.conf"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly)) {
            qFatal("cannot write a file");
        }
        file.write(bytes);
        return path;
    }

    QTemporaryDir m_directory;
    std::unique_ptr<LintDialog> m_dialog;
};

QTEST_MAIN(LintDialogTest)
#include "lint_dialog_test.moc"
