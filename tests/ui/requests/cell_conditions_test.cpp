// SPDX-License-Identifier: GPL-3.0-or-later
// What "Show only" offers where a cell holds more than one thing.
#include <QMenu>
#include <QSignalSpy>

#include "core/query/syntax_tree.h"
#include "tests/ui/requests/requests_table.h"
#include "ui/requests/cell_menu.h"
#include "ui/requests/request_columns.h"
#include "ui/requests/table_columns.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::requests;

class CellConditionsTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_table = std::make_unique<test::RequestsTable>(100); }
    void cleanup() { m_table.reset(); }

    void aTimeIsItsSecondOrItsMinute() {
        QTRY_VERIFY(m_table->model->rowAt(99));
        const QModelIndex cell = at(RequestColumn::Time);
        // 1795000000.1 is 2026-11-18 11:06:40.1 UTC.
        QCOMPARE(written(cell),
                 (QStringList{QStringLiteral("time:2026-11-18T11:06:40.000Z..2026-11-18T11:06:40.999Z"),
                              QStringLiteral("time:2026-11-18T11:06:00.000Z..2026-11-18T11:06:59.999Z")}));
        QVERIFY(!cellCondition(cell).has_value());  // a middle click cannot ask which
    }

    void eachFlagIsOffered() {
        m_table->session.change(100, [](traffic::RequestRow& row) {
            row.flags = traffic::FlagSet{};
            row.flags.set(traffic::RequestFlag::BareLf);
            row.flags.set(traffic::RequestFlag::Late);
        });
        emit m_table->bridge.missed();  // the page may have been read before that
        QTRY_VERIFY(m_table->model->rowAt(99));
        QCOMPARE(written(at(RequestColumn::Flags)).size(), 2);
        QVERIFY(written(at(RequestColumn::Flags)).contains(QStringLiteral("flag:late")));
        QVERIFY(written(m_table->model->index(50, int(RequestColumn::Flags))).isEmpty());
    }

    void partsOfAListInAHeader() {
        m_table->session.setHeader(100, "X-List", "10.0.0.1, b c,, 10.0.0.1");
        m_table->view->columns().addHeader(QStringLiteral("X-List"));
        const QModelIndex cell = m_table->model->index(99, kRequestColumns);
        QTRY_VERIFY(cell.data(RequestsModel::LoadedRole).toBool());
        QCOMPARE(written(cell), (QStringList{QStringLiteral(R"(header.x-list:"10.0.0.1, b c,, 10.0.0.1")"),
                                             QStringLiteral("header.x-list~10.0.0.1"),
                                             QStringLiteral(R"(header.x-list~"b c")")}));
        QVERIFY(cellCondition(cell).has_value());  // the whole line, as ever
        m_table->session.setHeader(100, "X-Many", std::string(4000, ','));
        m_table->view->columns().addHeader(QStringLiteral("X-Many"));
        const QModelIndex many = m_table->model->index(99, kRequestColumns + 1);
        QTRY_VERIFY(many.data(RequestsModel::LoadedRole).toBool());
        QVERIFY(written(many).size() <= 13);
    }

    void theMenuAsksForTheChosenOne() {
        QTRY_VERIFY(m_table->model->rowAt(99));
        QStringList asked;
        QMenu* menu = cellMenu(at(RequestColumn::Time), m_table->view.get(),
                               [&asked](const query::Node& condition, bool exclude) {
                                   asked << QString::fromStdString(query::print(condition)).left(21) +
                                                (exclude ? u'-' : u'+');
                               });
        auto* only = menu->findChild<QMenu*>(QStringLiteral("condition.only"));
        auto* exclude = menu->findChild<QMenu*>(QStringLiteral("condition.exclude"));
        QVERIFY(only && exclude);
        QCOMPARE(only->actions().at(1)->text(), QStringLiteral("This minute"));
        only->actions().at(1)->trigger();
        exclude->actions().at(0)->trigger();
        QCOMPARE(asked, (QStringList{QStringLiteral("time:2026-11-18T11:06+"),
                                     QStringLiteral("time:2026-11-18T11:06-")}));
        delete menu;
    }

private:
    QModelIndex at(RequestColumn column) const { return m_table->model->index(99, static_cast<int>(column)); }
    static QStringList written(const QModelIndex& cell) {
        QStringList texts;
        for (const filter::NamedCondition& choice : cellConditions(cell)) {
            texts << QString::fromStdString(query::print(choice.condition));
        }
        return texts;
    }

    std::unique_ptr<test::RequestsTable> m_table;
};

QTEST_MAIN(CellConditionsTest)
#include "cell_conditions_test.moc"
