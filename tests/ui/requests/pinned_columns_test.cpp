// SPDX-License-Identifier: GPL-3.0-or-later
// Columns that stay at the left while the requests table is scrolled sideways.
#include <QAccessible>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QSignalSpy>

#include "core/query/syntax_tree.h"
#include "tests/ui/requests/requests_table.h"
#include "ui/requests/column_menu.h"
#include "ui/requests/pinned_header.h"
#include "ui/requests/request_columns.h"
#include "ui/requests/table_columns.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::requests;

namespace {

constexpr int sectionOf(RequestColumn column) {
    return static_cast<int>(column);
}

}  // namespace

class PinnedColumnsTest : public QObject {
    Q_OBJECT

private slots:
    /// Wider than the view, with Id and Host pinned.
    void init() {
        m_table = std::make_unique<test::RequestsTable>(100);
        m_table->view->resize(700, 400);
        for (const char* name : {"id", "host"}) {
            QVERIFY(columns().setPinned(QLatin1String(name), true));
        }
        QTRY_VERIFY(m_table->model->rowAt(99));
        QVERIFY(bar().maximum() > 100);
    }
    void cleanup() { m_table.reset(); }

    void comeFirstInTheOrderOfPinning() {
        QCOMPARE(header().logicalIndex(0), sectionOf(RequestColumn::Id));
        QCOMPARE(header().logicalIndex(1), sectionOf(RequestColumn::Host));
        header().moveSection(0, 4);  // dragged out, and back at once
        QCOMPARE(header().logicalIndex(0), sectionOf(RequestColumn::Host));
        QCOMPARE(header().logicalIndex(1), sectionOf(RequestColumn::Id));
        header().moveSection(5, 0);
        QCOMPARE(header().logicalIndex(1), sectionOf(RequestColumn::Id));
        columns().setPinned(QStringLiteral("host"), false);
        QCOMPARE(header().logicalIndex(0), sectionOf(RequestColumn::Id));
        QCOMPARE(header().pinnedCount(), 1);
    }

    void stayWhereTheyAre() {
        const QModelIndex id = m_table->model->index(99, sectionOf(RequestColumn::Id));
        const QModelIndex client = m_table->model->index(99, sectionOf(RequestColumn::Client));
        const QRect before = m_table->view->visualRect(id);
        const int clientBefore = m_table->view->visualRect(client).left();
        bar().setValue(90);
        QCOMPARE(m_table->view->visualRect(id), before);
        QCOMPARE(m_table->view->visualRect(client).left(), clientBefore - 90);
        QCOMPARE(m_table->view->indexAt(before.center()), id);
        // What is scrolled under them is not found there.
        const QPoint edge(header().floatingWidth() - 2, before.center().y());
        QCOMPARE(m_table->view->indexAt(edge).column(), sectionOf(RequestColumn::Host));
        QVERIFY(m_table->view->indexAt(edge + QPoint(4, 0)).column() != sectionOf(RequestColumn::Host));
    }

    void arePaintedOverTheOthers() {
        const int width = header().sectionSize(sectionOf(RequestColumn::Id));
        const auto picture = [&](QWidget* of) {
            return of->grab(QRect(0, 0, width - 2, of->height())).toImage();
        };
        m_table->view->goTo(50);
        const QImage cells = picture(m_table->view->viewport());
        const QImage titles = picture(header().viewport());
        bar().setValue(90);
        QCOMPARE(picture(m_table->view->viewport()), cells);
        QCOMPARE(picture(header().viewport()), titles);
        columns().setPinned(QStringLiteral("id"), false);
        columns().setPinned(QStringLiteral("host"), false);
        QVERIFY(picture(m_table->view->viewport()) != cells);
    }

    void clicksAndMenusMeanThem() {
        bar().setValue(90);
        QSignalSpy asked(m_table->view.get(), &RequestsView::conditionRequested);
        const QModelIndex host = m_table->model->index(95, sectionOf(RequestColumn::Host));
        const QPoint at = m_table->view->visualRect(host).center();
        QTest::mouseClick(m_table->view->viewport(), Qt::MiddleButton, {}, at);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(query::print(asked[0][0].value<query::Node>()), std::string("host:shop.example.com"));
        QTest::mouseClick(m_table->view->viewport(), Qt::LeftButton, {}, at);
        QCOMPARE(m_table->view->currentIndex(), host);
        QCOMPARE(bar().value(), 90);  // it was in view
        QCOMPARE(m_table->view->selectedRequest(), traffic::RequestId{96});
        const QPoint title(header().shownPosition(sectionOf(RequestColumn::Host)) + 40, 10);
        QCOMPARE(header().sectionShownAt(title.x()), sectionOf(RequestColumn::Host));
        QTest::mouseClick(header().viewport(), Qt::LeftButton, {}, title);
        QTRY_VERIFY(m_table->model->isSorted());
        QCOMPARE(m_table->model->sortChoice()->column, RequestColumn::Host);
    }

    void edgesAreDragged() {
        bar().setValue(90);
        const int host = sectionOf(RequestColumn::Host);
        const int width = header().sectionSize(host);
        const QPoint edge(header().floatingWidth() - 2, 10);
        QTest::mouseMove(header().viewport(), edge);
        QTest::mousePress(header().viewport(), Qt::LeftButton, {}, edge);
        QMouseEvent moved(QEvent::MouseMove, edge + QPoint(30, 0),
                          header().viewport()->mapToGlobal(edge + QPoint(30, 0)), Qt::NoButton,
                          Qt::LeftButton, {});
        QCoreApplication::sendEvent(header().viewport(), &moved);
        QTest::mouseRelease(header().viewport(), Qt::LeftButton, {}, edge + QPoint(30, 0));
        QCOMPARE(header().sectionSize(host), width + 30);
    }

    void theKeyboardFindsWhatIsUnderThem() {
        m_table->view->goTo(50);
        const auto place = [this] { return m_table->view->visualRect(m_table->view->currentIndex()); };
        for (int step = 0; step < 20; ++step) {
            QTest::keyClick(m_table->view.get(), Qt::Key_Right);
        }
        QVERIFY(bar().value() > 90);
        for (int step = 0; step < 20; ++step) {
            QTest::keyClick(m_table->view.get(), Qt::Key_Left);
            const int section = m_table->view->currentIndex().column();
            QVERIFY(header().isFloating(section) || place().left() >= header().floatingWidth());
            QVERIFY(place().left() >= 0);
        }
        QCOMPARE(m_table->view->currentIndex().column(), sectionOf(RequestColumn::Id));
    }

    void screenReadersFindThemThere() {
        bar().setValue(90);
        QAccessibleInterface* table = QAccessible::queryAccessibleInterface(m_table->view.get());
        QVERIFY(table && table->tableInterface());
        QAccessibleInterface* cell = table->tableInterface()->cellAt(99, sectionOf(RequestColumn::Id));
        QVERIFY(cell);
        const QRect shown =
            m_table->view->visualRect(m_table->model->index(99, sectionOf(RequestColumn::Id)));
        QCOMPARE(cell->rect().topLeft(), m_table->view->viewport()->mapToGlobal(shown.topLeft()));
        QCOMPARE(cell->text(QAccessible::Name), QStringLiteral("100"));
    }

    void tooWideOnesScrollAsEver() {
        header().resizeSection(sectionOf(RequestColumn::Host), 600);
        bar().setValue(90);
        QCOMPARE(header().floatingWidth(), 0);
        const QModelIndex id = m_table->model->index(99, sectionOf(RequestColumn::Id));
        QVERIFY(m_table->view->visualRect(id).left() < 0);
    }

    void thereIsALimitAndTheMenuKnowsIt() {
        QMenu* menu = open(sectionOf(RequestColumn::Client));
        QAction* pin = actionOf(*menu, "Pin column");
        QVERIFY(pin->isEnabled() && !pin->isChecked());
        pin->trigger();
        QVERIFY(columns().isPinned(QStringLiteral("client")));
        delete menu;
        for (const char* name : {"method", "source", "time"}) {
            QVERIFY(columns().setPinned(QLatin1String(name), true));
        }
        QVERIFY(!columns().setPinned(QStringLiteral("state"), true));
        menu = open(sectionOf(RequestColumn::State));
        QVERIFY(!actionOf(*menu, "Pin column")->isEnabled());
        delete menu;
        menu = open(sectionOf(RequestColumn::Client));
        QVERIFY(actionOf(*menu, "Pin column")->isChecked());
        actionOf(*menu, "Pin column")->trigger();
        QVERIFY(!columns().isPinned(QStringLiteral("client")));
        delete menu;
        QVERIFY(!columns().setPinned(QStringLiteral("path"), true));  // takes the rest
    }

    void theLayoutKeepsThem() {
        columns().addHeader(QStringLiteral("X-Canary"));
        QVERIFY(columns().setPinned(QStringLiteral("header:X-Canary"), true));
        const ColumnLayout kept = columns().layout();
        const auto read = ColumnLayout::fromJson(kept.toJson());
        QCOMPARE(*read, kept);
        columns().reset();
        QCOMPARE(header().pinnedCount(), 0);
        columns().apply(*read);
        QCOMPARE(columns().layout(), kept);
        QCOMPARE(header().pinnedCount(), 3);
        columns().setShown(QStringLiteral("header:X-Canary"), false);
        QCOMPARE(header().pinnedCount(), 2);
    }

private:
    TableColumns& columns() { return m_table->view->columns(); }
    PinnedHeader& header() { return static_cast<PinnedHeader&>(*m_table->view->horizontalHeader()); }
    QScrollBar& bar() { return *m_table->view->horizontalScrollBar(); }
    QMenu* open(int section) {
        return columnMenu(columns(), *m_table->model, section, m_table->view.get(), [] {});
    }
    static QAction* actionOf(const QMenu& menu, const char* text) {
        for (QAction* action : menu.actions()) {
            if (action->text() == QString::fromUtf8(text)) {
                return action;
            }
        }
        qFatal("no action %s", text);
    }

    std::unique_ptr<test::RequestsTable> m_table;
};

QTEST_MAIN(PinnedColumnsTest)
#include "pinned_columns_test.moc"
