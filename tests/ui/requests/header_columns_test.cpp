// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/header_columns.h"

#include <QAbstractItemModelTester>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <numeric>

#include "core/query/syntax_tree.h"
#include "tests/support/hostile_bytes.h"
#include "tests/ui/requests/requests_table.h"
#include "ui/requests/cell_menu.h"
#include "ui/requests/header_name_dialog.h"
#include "ui/requests/request_columns.h"
#include "ui/requests/table_columns.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::requests;

namespace {

constexpr int kFirst = kRequestColumns;
const QString kCanary = QStringLiteral("X-Canary");

}  // namespace

class HeaderColumnsTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_table = std::make_unique<test::RequestsTable>(1000); }
    void cleanup() { m_table.reset(); }

    void valuesComeWithDotsBefore() {
        m_table->session.close();
        QVERIFY(columns().addHeader(kCanary));
        QCOMPARE(m_table->title(kFirst), kCanary);
        QCOMPARE(m_table->cell(990, kFirst), RequestsModel::dots());
        QVERIFY(!m_table->model->index(990, kFirst).data(RequestsModel::LoadedRole).toBool());
        m_table->session.open();
        QTRY_COMPARE(m_table->cell(990, kFirst), QStringLiteral("X-Canary of 991"));
    }

    void scrollingReadsMore() {
        columns().addHeader(kCanary);
        m_table->view->verticalScrollBar()->setValue(100);
        QTRY_COMPARE(m_table->cell(105, kFirst), QStringLiteral("X-Canary of 106"));
        QCOMPARE(m_table->cell(500, kFirst), RequestsModel::dots());
    }

    void whatArrivesIsReadToo() {
        columns().addHeader(kCanary);
        m_table->arrive(1001, 1020);
        QTRY_COMPARE(m_table->cell(1019, kFirst), QStringLiteral("X-Canary of 1020"));
    }

    void sortedRowsHaveTheirOwnValues() {
        columns().addHeader(kCanary);
        m_table->model->sortBy({RequestColumn::Id, true});
        QTRY_VERIFY(m_table->model->isSorted());
        m_table->view->verticalScrollBar()->setValue(0);
        QTRY_COMPARE(m_table->cell(2, kFirst), QStringLiteral("X-Canary of 998"));
    }

    void refusesWhatIsNoHeader() {
        QVERIFY(!columns().addHeader({}));
        QVERIFY(!columns().addHeader(QStringLiteral("two words")));
        QVERIFY(!columns().addHeader(QStringLiteral("é")));
        QVERIFY(!columns().addHeader(QString(101, u'x')));
        QVERIFY(columns().addHeader(kCanary));
        QVERIFY(!columns().addHeader(QStringLiteral("x-canary")));
        for (int i = 1; i < HeaderColumns::kMost; ++i) {
            QVERIFY(columns().addHeader(QStringLiteral("X-%1").arg(i)));
        }
        QVERIFY(!columns().addHeader(QStringLiteral("X-One-More")));
        QCOMPARE(m_table->model->columnCount(), kRequestColumns + HeaderColumns::kMost);
    }

    void removedColumnsLeaveTheOthers() {
        columns().addHeader(QStringLiteral("X-A"));
        columns().addHeader(QStringLiteral("X-B"));
        columns().setShown(QStringLiteral("header:X-A"), false);
        QCOMPARE(m_table->model->columnCount(), kRequestColumns + 1);
        QCOMPARE(m_table->title(kFirst), QStringLiteral("X-B"));
        QTRY_COMPARE(m_table->cell(999, kFirst), QStringLiteral("X-B of 1000"));
    }

    void noneIsADashAndNoText() {
        m_table->session.setHeader(1000, "X-Canary", "");
        columns().addHeader(kCanary);
        QTRY_COMPARE(m_table->cell(999, kFirst), QStringLiteral("–"));
        QVERIFY(m_table->model->index(999, kFirst).data(RequestsModel::CopyRole).toString().isEmpty());
    }

    void hostileValuesAreShownText_data() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < test::hostileBytes().size(); ++i) {
            QTest::newRow(test::hostileBytes()[i].name.data()) << static_cast<int>(i);
        }
    }

    void hostileValuesAreShownText() {
        QFETCH(int, index);
        const auto& hostile = test::hostileBytes()[static_cast<std::size_t>(index)];
        m_table->session.setHeader(1000, "X-Canary", hostile.bytes);
        columns().addHeader(kCanary);
        QTRY_VERIFY(m_table->cell(999, kFirst) != RequestsModel::dots());
        const QString shown = m_table->cell(999, kFirst);
        QVERIFY2(
            shown.contains(QString::fromUtf8(hostile.shown.data(), static_cast<int>(hostile.shown.size()))),
            qPrintable(shown));
        QVERIFY(shown.size() <= test::kLongestShown);
    }

    void showOnlyAsksForTheHeader() {
        m_table->session.setHeader(1000, "X-Canary", "yes please");
        columns().addHeader(kCanary);
        const QModelIndex cell = m_table->model->index(999, kFirst);
        QTRY_COMPARE(cell.data().toString(), QStringLiteral("yes please"));
        const auto condition = cellCondition(cell);
        QVERIFY(condition.has_value());
        QCOMPARE(query::print(*condition), std::string(R"(header.x-canary:"yes please")"));
    }

    void aCutValueIsNoCondition() {
        m_table->session.setHeader(1000, "X-Canary", std::string(HeaderColumns::kKeptBytes + 1, 'a'));
        columns().addHeader(kCanary);
        const QModelIndex cell = m_table->model->index(999, kFirst);
        QTRY_VERIFY(cell.data(RequestsModel::LoadedRole).toBool());
        QVERIFY(!cellCondition(cell).has_value());
    }

    void longValuesMakeRoom() {
        const std::string longest(HeaderColumns::kKeptBytes, 'a');
        for (traffic::RequestId id = 1; id <= 8000; ++id) {
            m_table->session.setHeader(id, "X-Canary", longest);
        }
        HeaderColumns headers(*m_table->loader);
        headers.add("X-Canary");
        QSignalSpy loaded(&headers, &HeaderColumns::loaded);
        for (traffic::RequestId first = 1; first < 8000; first += 100) {
            std::vector<traffic::RequestId> ids(100);
            std::iota(ids.begin(), ids.end(), first);
            headers.want(ids);
            QVERIFY(loaded.wait());
            QVERIFY(headers.value(first, 0));
            QVERIFY(headers.cachedBytes() <= HeaderColumns::kCachedBytes);
        }
        QVERIFY(!headers.value(1, 0));
    }

    void anotherSessionIsReadAnew() {
        columns().addHeader(kCanary);
        QTRY_COMPARE(m_table->cell(999, kFirst), QStringLiteral("X-Canary of 1000"));
        m_table->session.setHeader(1000, "X-Canary", "other");
        m_table->service.setSession("other.mscope");
        m_table->bridge.askStatus();
        QTRY_COMPARE(m_table->cell(999, kFirst), QStringLiteral("other"));
    }

    void testerIsContent() {
        const QAbstractItemModelTester tester(m_table->model.get(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        columns().addHeader(QStringLiteral("X-A"));
        columns().addHeader(QStringLiteral("X-B"));
        m_table->arrive(1001, 1010);
        QTRY_COMPARE(m_table->cell(1009, kFirst + 1), QStringLiteral("X-B of 1010"));
        columns().setShown(QStringLiteral("header:X-A"), false);
        m_table->arrive(1011, 1020);
        columns().reset();
        QCOMPARE(m_table->model->columnCount(), kRequestColumns);
    }

    void dialogCompletesWhatWasSeen() {
        traffic::RequestDetail detail;
        detail.request.id = 7;
        detail.request.head = "GET / HTTP/1.1\r\nHost: a\r\nX-Canary: 1\r\nx-canary: 2\r\n\r\n";
        m_table->session.setDetail(detail);
        HeaderNameDialog dialog(*m_table->loader, {6, 7});
        QSignalSpy read(&dialog, &HeaderNameDialog::namesRead);
        QVERIFY(read.wait());
        auto* edit = dialog.findChild<QLineEdit*>(QStringLiteral("header-name.name"));
        QStringList names;
        for (int row = 0; row < edit->completer()->model()->rowCount(); ++row) {
            names << edit->completer()->model()->index(row, 0).data().toString();
        }
        QCOMPARE(names, (QStringList{QStringLiteral("Host"), QStringLiteral("X-Canary")}));
    }

    void dialogRefusesWhatIsNoName() {
        HeaderNameDialog dialog(*m_table->loader, {});
        QSignalSpy chosen(&dialog, &HeaderNameDialog::chosen);
        dialog.show();
        auto* edit = dialog.findChild<QLineEdit*>(QStringLiteral("header-name.name"));
        edit->setText(QStringLiteral("two words"));
        QTest::keyClick(&dialog, Qt::Key_Return);
        QVERIFY(dialog.findChild<QLabel*>(QStringLiteral("header-name.error"))->isVisible());
        QCOMPARE(chosen.size(), 0);
        edit->setText(QStringLiteral(" X-Canary "));
        QTest::keyClick(&dialog, Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].toString(), kCanary);
    }

private:
    TableColumns& columns() { return m_table->view->columns(); }

    std::unique_ptr<test::RequestsTable> m_table;
};

QTEST_MAIN(HeaderColumnsTest)
#include "header_columns_test.moc"
