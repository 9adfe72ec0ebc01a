// SPDX-License-Identifier: GPL-3.0-or-later
// Which columns the requests table has, where and how wide, and how that is kept.
#include <QHeaderView>
#include <QMenu>
#include <QSignalSpy>

#include "tests/ui/requests/requests_table.h"
#include "ui/requests/column_layout.h"
#include "ui/requests/column_menu.h"
#include "ui/requests/header_columns.h"
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

class ColumnsTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_table = std::make_unique<test::RequestsTable>(100); }
    void cleanup() { m_table.reset(); }

    void layoutIsReadBack() {
        columns().addHeader(QStringLiteral("X-Canary"));
        columns().setShown(QStringLiteral("flags"), true);
        columns().setShown(QStringLiteral("score"), false);
        columns().setTimeMode(TimeMode::Delta);
        header().moveSection(header().visualIndex(sectionOf(RequestColumn::Host)), 0);
        header().resizeSection(sectionOf(RequestColumn::Client), 171);
        const ColumnLayout kept = columns().layout();
        const auto read = ColumnLayout::fromJson(kept.toJson());
        QVERIFY(read.has_value());
        QCOMPARE(*read, kept);

        columns().reset();
        QVERIFY(columns().layout() != kept);
        QCOMPARE(m_table->model->columnCount(), kRequestColumns);
        columns().apply(*read);
        QCOMPARE(columns().layout(), kept);
        QCOMPARE(header().logicalIndex(0), sectionOf(RequestColumn::Host));
        QCOMPARE(header().sectionSize(sectionOf(RequestColumn::Client)), 171);
        QCOMPARE(m_table->title(kRequestColumns), QStringLiteral("X-Canary"));
    }

    void whatIsNoLayoutIsLeftAlone_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("{");
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("another version") << QByteArray(R"({"version":3,"columns":[]})");
        QTest::newRow("no columns") << QByteArray(R"({"version":1,"columns":7})");
    }

    void whatIsNoLayoutIsLeftAlone() {
        QFETCH(QByteArray, json);
        QVERIFY(!ColumnLayout::fromJson(json).has_value());
    }

    void senselessColumnsAreLeftOut() {
        const auto read = ColumnLayout::fromJson(R"({"version":2,"time":"tomorrow","columns":[
            {"name":"host","width":-5},{"name":"host","width":90},{"name":"colour","width":90},
            {"name":"header:X-A","width":99999},{"name":"header:x-a","width":90},
            {"name":"header:no name","width":90},{"name":"header:","width":90},7,null]})");
        QVERIFY(read.has_value());
        QCOMPARE(read->timeMode, TimeMode::Window);
        QCOMPARE(read->columns.size(), std::size_t{2});
        QCOMPARE(read->columns[0],
                 (ColumnLayout::Column{QStringLiteral("host"), ColumnLayout::kLeastWidth, true}));
        QCOMPARE(read->columns[1],
                 (ColumnLayout::Column{QStringLiteral("header:X-A"), ColumnLayout::kMostWidth, true}));
    }

    void thePathIsAlwaysThere() {
        const auto read = ColumnLayout::fromJson(
            R"({"version":1,"columns":[{"name":"path","width":90,"shown":false},{"name":"id","width":90}]})");
        columns().apply(*read);
        QVERIFY(columns().isShown(QStringLiteral("path")));
        QCOMPARE(columns().shownSections(),
                 (std::vector<int>{sectionOf(RequestColumn::Mark), sectionOf(RequestColumn::Path),
                                   sectionOf(RequestColumn::Id)}));
    }

    void fitsWhatIsInView() {
        const int host = sectionOf(RequestColumn::Host);
        QTRY_VERIFY(m_table->model->rowAt(99));
        header().resizeSection(host, 500);
        columns().fit(host);
        const int fitted = header().sectionSize(host);
        QVERIFY2(fitted > 60 && fitted < 300, qPrintable(QString::number(fitted)));
        header().resizeSection(host, 40);
        columns().fitAll();
        QCOMPARE(header().sectionSize(host), fitted);
    }

    void fitKnowsAnEnd() {
        m_table->session.change(100,
                                [](traffic::RequestRow& row) { row.context.host = std::string(500, 'w'); });
        m_table->session.change(99,
                                [](traffic::RequestRow& row) { row.context.host = std::string(500, 'w'); });
        emit m_table->bridge.missed();  // the page may have been read before that
        m_table->model->setVisibleRows(90, 99);
        QTRY_VERIFY(m_table->model->rowAt(99));
        columns().fit(sectionOf(RequestColumn::Host));
        QVERIFY(header().sectionSize(sectionOf(RequestColumn::Host)) <= TableColumns::kMostFitted);
    }

    void thePathKeepsSomeRoom() {
        const int path = sectionOf(RequestColumn::Path);
        m_table->view->resize(700, 400);
        QVERIFY(header().sectionSize(path) >= TableColumns::kLeastRest);
        m_table->view->resize(1600, 400);
        QCOMPARE(header().sectionResizeMode(path), QHeaderView::Stretch);
        QVERIFY(header().sectionSize(path) > 300);
    }

    void menuChoosesColumns() {
        QMenu* menu = open(sectionOf(RequestColumn::Host));
        auto* choice = menu->findChild<QMenu*>(QStringLiteral("requests.columns.choice"));
        QVERIFY(choice);
        actionOf(*choice, "Flags")->trigger();
        QVERIFY(columns().isShown(QStringLiteral("flags")));
        QVERIFY(!actionOf(*choice, "Path")->isEnabled());
        actionOf(*menu, "Hide column")->trigger();
        QVERIFY(!columns().isShown(QStringLiteral("host")));
        actionOf(*menu, "Reset columns")->trigger();
        QVERIFY(columns().isShown(QStringLiteral("host")));
        delete menu;
    }

    void menuSortsAndLeadsBack() {
        QMenu* menu = open(sectionOf(RequestColumn::Host));
        QVERIFY(!actionOf(*menu, "Arrival order")->isEnabled());
        actionOf(*menu, "Sort descending")->trigger();
        QTRY_VERIFY(m_table->model->isSorted());
        QCOMPARE(m_table->title(sectionOf(RequestColumn::Host)), QStringLiteral("Host ▾"));
        delete menu;
        menu = open(sectionOf(RequestColumn::Flags));
        QVERIFY(!actionOf(*menu, "Sort ascending")->isEnabled());
        actionOf(*menu, "Arrival order")->trigger();
        QVERIFY(!m_table->model->isSorted());
        delete menu;
    }

    void menuAsksForAHeader() {
        bool asked = false;
        QMenu* menu =
            columnMenu(columns(), *m_table->model, -1, m_table->view.get(), [&asked] { asked = true; });
        actionOf(*menu, "Add header column…")->trigger();
        QVERIFY(asked);
        delete menu;
        for (int i = 0; i < HeaderColumns::kMost; ++i) {
            QVERIFY(columns().addHeader(QStringLiteral("X-%1").arg(i)));
        }
        menu = open(-1);
        QVERIFY(!actionOf(*menu, "Add header column…")->isEnabled());
        delete menu;
    }

    void sortedColumnsCanBeMovedAndHidden() {
        m_table->model->sortBy({RequestColumn::Host, true});
        QTRY_VERIFY(m_table->model->isSorted());
        columns().setShown(QStringLiteral("host"), false);
        header().moveSection(0, 3);
        QVERIFY(m_table->model->isSorted());
        columns().reset();
        QCOMPARE(m_table->title(sectionOf(RequestColumn::Host)), QStringLiteral("Host ▾"));
    }

private:
    TableColumns& columns() { return m_table->view->columns(); }
    QHeaderView& header() { return *m_table->view->horizontalHeader(); }
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

QTEST_MAIN(ColumnsTest)
#include "columns_test.moc"
