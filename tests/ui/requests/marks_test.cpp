// SPDX-License-Identifier: GPL-3.0-or-later
// Marks in the requests table: how they are seen, asked for and copied.
#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QScrollBar>
#include <QSet>
#include <QSignalSpy>

#include "core/query/syntax_tree.h"
#include "tests/ui/requests/requests_table.h"
#include "ui/requests/cell_menu.h"
#include "ui/requests/column_layout.h"
#include "ui/requests/mark_look.h"
#include "ui/requests/request_columns.h"
#include "ui/requests/table_columns.h"
#include "ui/theme/theme.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::requests;
using traffic::Mark;

namespace {

constexpr int kMark = static_cast<int>(RequestColumn::Mark);

}  // namespace

class MarksTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_table = std::make_unique<test::RequestsTable>(1000); }
    void cleanup() { m_table.reset(); }

    void looksDifferInShapeAndWord() {
        QSet<QString> words;
        QSet<int> icons;
        for (const Mark mark : kMarks) {
            words << markLook(mark).word;
            icons << static_cast<int>(markLook(mark).icon);
            for (const auto scheme : {theme::Scheme::Light, theme::Scheme::Dark}) {
                for (const auto ground : {theme::Role::Base, theme::Role::Alt, theme::Role::Selection}) {
                    QVERIFY(theme::contrastRatio(theme::color(scheme, markLook(mark).role),
                                                 theme::color(scheme, ground)) >= 4.5);
                }
            }
        }
        QCOMPARE(words.size(), static_cast<qsizetype>(kMarks.size()));
        QCOMPARE(icons.size(), static_cast<qsizetype>(kMarks.size()));
    }

    void aMarkIsAnIconWithWords() {
        m_table->session.setMark(1000, Mark::Important);
        m_table->model->readMarksAgain({1000});  // it may have been read before it was set
        const QModelIndex cell = m_table->model->index(999, kMark);
        QTRY_COMPARE(cell.data(Qt::AccessibleTextRole).toString(), QStringLiteral("Important"));
        QVERIFY(!cell.data(Qt::DecorationRole).value<QIcon>().isNull());
        QVERIFY(cell.data().toString().isEmpty());
        QVERIFY(cell.data(Qt::ToolTipRole).toString().contains(QStringLiteral("Important")));
        const QModelIndex other = m_table->model->index(998, kMark);
        QTRY_COMPARE(other.data(Qt::AccessibleTextRole).toString(), QStringLiteral("No mark"));
        QVERIFY(!other.data(Qt::DecorationRole).isValid());
        QVERIFY(m_table->title(kMark).isEmpty());
        QCOMPARE(m_table->model->headerData(kMark, Qt::Horizontal, Qt::AccessibleTextRole).toString(),
                 QStringLiteral("Mark"));
    }

    void scrollingReadsMore() {
        m_table->session.setMark(106, Mark::Done);
        m_table->view->verticalScrollBar()->setValue(100);
        QTRY_COMPARE(m_table->model->markOf(106), std::optional(Mark::Done));
        QCOMPARE(m_table->model->markOf(500), std::optional<Mark>());
    }

    void whatSomebodyChangedIsReadAgain() {
        QTRY_COMPARE(m_table->model->markOf(1000), std::optional(Mark::None));
        m_table->session.setMark(1000, Mark::Question);
        m_table->session.setMark(3, Mark::Question);
        QSignalSpy changed(m_table->model.get(), &RequestsModel::dataChanged);
        m_table->model->readMarksAgain({3, 1000});
        QCOMPARE(m_table->model->markOf(1000), std::optional(Mark::None));  // until it is read
        QTRY_COMPARE(m_table->model->markOf(1000), std::optional(Mark::Question));
        QVERIFY(!changed.isEmpty());
    }

    void anotherSessionHasItsOwn() {
        m_table->session.setMark(1000, Mark::Question);
        m_table->model->readMarksAgain({1000});
        QTRY_COMPARE(m_table->model->markOf(1000), std::optional(Mark::Question));
        m_table->session.setMark(1000, Mark::Done);
        m_table->service.setSession("other.mscope");
        m_table->bridge.askStatus();
        QTRY_COMPARE(m_table->model->markOf(1000), std::optional(Mark::Done));
    }

    void theKeyAsksForTheSelectedRows() {
        QSignalSpy asked(m_table->view.get(), &RequestsView::markRequested);
        QTest::keyClick(m_table->view.get(), Qt::Key_M);
        QCOMPARE(asked.size(), 0);  // nothing is selected
        m_table->view->goTo(500);
        QTest::keyClick(m_table->view.get(), Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(m_table->view.get(), Qt::Key_M);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].value<std::vector<traffic::RequestId>>(),
                 (std::vector<traffic::RequestId>{500, 501}));
        QCOMPARE(asked[0][1].value<Mark>(), Mark::FollowUp);
    }

    void theMenuHasEveryMark() {
        m_table->session.setMark(1000, Mark::Evidence);
        m_table->model->readMarksAgain({1000});
        QTRY_COMPARE(m_table->model->markOf(1000), std::optional(Mark::Evidence));
        m_table->view->goTo(1000);
        QSignalSpy asked(m_table->view.get(), &RequestsView::markRequested);
        QTest::keyClick(m_table->view.get(), Qt::Key_Period);
        auto* menu = m_table->view->findChild<QMenu*>(QStringLiteral("requests.mark"));
        QVERIFY(menu);
        QStringList checked;
        for (QAction* action : menu->actions()) {
            checked << (action->isChecked() ? action->text() : QString());
            if (action->text() == QStringLiteral("Question")) {
                action->trigger();
            }
        }
        checked.removeAll(QString());
        QCOMPARE(checked, QStringList{QStringLiteral("Evidence")});
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][1].value<Mark>(), Mark::Question);
        delete menu->parent();
    }

    void tooManyAreCutAndThatIsSaid() {
        m_table = std::make_unique<test::RequestsTable>(20'000);
        QSignalSpy asked(m_table->view.get(), &RequestsView::markRequested);
        m_table->view->selectAll();
        m_table->view->markRows(Mark::Done);
        QCOMPARE(asked[0][0].value<std::vector<traffic::RequestId>>().size(), std::size_t{10'000});
    }

    void copiedRowsNameTheirMark() {
        m_table->session.setMark(500, Mark::FollowUp);
        ColumnLayout layout;
        layout.columns = {{QStringLiteral("mark"), 28, true}, {QStringLiteral("id"), 90, true}};
        m_table->view->columns().apply(layout);
        m_table->view->goTo(500);
        QTest::keyClick(m_table->view.get(), Qt::Key_Down, Qt::ShiftModifier);
        QSignalSpy done(m_table->view.get(), &RequestsView::rowsCopied);
        m_table->view->copyRows(true);
        QVERIFY(done.wait());
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QStringLiteral("Mark\tId\tPath\nFollow up\t500\t/item/500\n\t501\t/item/501\n"));
    }

    void showOnlyAsksForTheMark() {
        m_table->session.setMark(1000, Mark::FollowUp);
        m_table->model->readMarksAgain({1000});
        const auto written = [this](int row) {
            const auto condition = cellCondition(m_table->model->index(row, kMark));
            return condition ? query::print(*condition) : std::string();
        };
        QTRY_COMPARE(written(999), std::string("mark:follow-up"));
        QTRY_COMPARE(written(998), std::string("mark:none"));
    }

    void layoutsOfBeforeGetTheColumn() {
        const auto read = ColumnLayout::fromJson(R"({"version":1,"columns":[{"name":"id","width":90}]})");
        QVERIFY(read.has_value());
        QCOMPARE(read->columns.front(), (ColumnLayout::Column{QStringLiteral("mark"), 28, true}));
        const auto hidden =
            ColumnLayout::fromJson(R"({"version":2,"columns":[{"name":"mark","width":28,"shown":false}]})");
        QCOMPARE(hidden->columns.size(), std::size_t{1});
        QVERIFY(!hidden->columns.front().shown);
    }

    void testerIsContent() {
        const QAbstractItemModelTester tester(m_table->model.get(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_table->session.setMark(1000, Mark::FollowUp);
        m_table->model->readMarksAgain({1000});
        QTRY_COMPARE(m_table->model->markOf(1000), std::optional(Mark::FollowUp));
        m_table->arrive(1001, 1010);
        QTRY_COMPARE(m_table->model->markOf(1010), std::optional(Mark::None));
    }

private:
    std::unique_ptr<test::RequestsTable> m_table;
};

QTEST_MAIN(MarksTest)
#include "marks_test.moc"
