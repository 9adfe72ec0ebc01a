// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/row_copy.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QSignalSpy>

#include "tests/ui/requests/requests_table.h"
#include "ui/requests/request_columns.h"
#include "ui/requests/table_columns.h"
#include "ui/text/tsv_cell.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::requests;

class RowCopyTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_table = std::make_unique<test::RequestsTable>(1000);
        ColumnLayout layout;
        for (const char* name : {"path", "id", "host"}) {
            layout.columns.push_back({QString::fromLatin1(name), 100, true});
        }
        m_table->view->columns().apply(layout);
        QGuiApplication::clipboard()->clear();
    }
    void cleanup() { m_table.reset(); }

    void copiesShownColumnsInTheirOrder() {
        m_table->view->goTo(500);
        QCOMPARE(copied(false), QStringLiteral("/item/500\t500\tshop.example.com\n"));
        QCOMPARE(copied(true), QStringLiteral("Path\tId\tHost\n/item/500\t500\tshop.example.com\n"));
    }

    void ctrlCCopiesTheRow() {
        m_table->view->goTo(2);
        QSignalSpy done(m_table->view.get(), &RequestsView::rowsCopied);
        QTest::keyClick(m_table->view.get(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(done.wait());
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("/item/2\t2\tshop.example.com\n"));
    }

    void rowsOutOfViewAreReadInTheOrderOfTheTable() {
        m_table->model->sortBy({RequestColumn::Id, true});
        QTRY_VERIFY(m_table->model->isSorted());
        select(0, 599);
        const QStringList lines = copied(false).split(u'\n');
        QCOMPARE(lines.size(), 601);
        QCOMPARE(lines[0], QStringLiteral("/item/1000\t1,000\tshop.example.com"));
        QCOMPARE(lines[599], QStringLiteral("/item/401\t401\tshop.example.com"));
    }

    void severalPiecesOfASelection() {
        select(700, 701);
        m_table->view->selectionModel()->select(m_table->model->index(10, 0),
                                                QItemSelectionModel::Select | QItemSelectionModel::Rows);
        const QStringList lines = copied(false).split(u'\n');
        QCOMPARE(lines.size(), 4);
        QVERIFY(lines[0].startsWith(QStringLiteral("/item/11\t")));
        QVERIFY(lines[2].startsWith(QStringLiteral("/item/702\t")));
    }

    void headersAreColumnsToo() {
        m_table->session.setHeader(5, "X-Canary", "a\tb");
        m_table->view->columns().addHeader(QStringLiteral("X-Canary"));
        m_table->view->horizontalHeader()->moveSection(3, 0);
        m_table->view->horizontalHeader()->moveSection(
            m_table->view->horizontalHeader()->visualIndex(kRequestColumns), 0);
        m_table->view->goTo(5);
        const QString text = copied(true);
        QVERIFY2(text.startsWith(QStringLiteral("X-Canary\t")), qPrintable(text));
        QCOMPARE(text.count(u'\n'), 2);
        for (const QString& line : text.trimmed().split(u'\n')) {
            QCOMPARE(line.count(u'\t'), 3);
        }
    }

    void moreThanAClipboardHoldsIsCut() {
        m_table->session.setRequests(20'000);
        m_table->service.setSession("large.mscope");
        m_table->bridge.askStatus();
        select(0, 19'999);
        QCOMPARE(copied(false).count(u'\n'), qsizetype{RowCopy::kMostRows});
    }

    void nothingSelectedCopiesNothing() {
        const std::size_t asked = m_table->session.asked();
        m_table->view->clearSelection();
        m_table->view->copyRows(true);
        QCOMPARE(m_table->session.asked(), asked);
    }

    void cellsKeepTheTableWhole_data() {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("cell");
        QTest::newRow("plain") << "a b" << "a b";
        QTest::newRow("tab") << "a\tb" << "a\\tb";
        QTest::newRow("lines") << "a\r\nb" << "a\\r\\nb";
        QTest::newRow("backslash") << "a\\tb" << "a\\\\tb";
        QTest::newRow("formula") << "=cmd()" << "'=cmd()";
        QTest::newRow("empty") << "" << "";
    }

    void cellsKeepTheTableWhole() {
        QFETCH(QString, value);
        QFETCH(QString, cell);
        QCOMPARE(text::tsvCell(value), cell);
    }

private:
    void select(int first, int last) {
        m_table->view->selectionModel()->select(
            QItemSelection(m_table->model->index(first, 0), m_table->model->index(last, 0)),
            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }

    QString copied(bool withTitles) {
        QSignalSpy done(m_table->view.get(), &RequestsView::rowsCopied);
        m_table->view->copyRows(withTitles);
        return done.wait() ? QGuiApplication::clipboard()->text() : QStringLiteral("not copied");
    }

    std::unique_ptr<test::RequestsTable> m_table;
};

QTEST_MAIN(RowCopyTest)
#include "row_copy_test.moc"
