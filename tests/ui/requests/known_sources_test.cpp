// SPDX-License-Identifier: GPL-3.0-or-later
// Known sources in the requests table: beside the client, in a column of their own, in the menu of a row.
#include <QAbstractItemModelTester>
#include <QAction>
#include <QContextMenuEvent>
#include <QIcon>
#include <QMenu>
#include <QSignalSpy>

#include "core/standing/known_source.h"
#include "tests/ui/requests/requests_table.h"
#include "ui/requests/request_columns.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::requests;

namespace {

constexpr int kClient = static_cast<int>(RequestColumn::Client);
constexpr int kKnown = static_cast<int>(RequestColumn::Known);
const standing::KnownSources kTwo{{"Tens", "source:shop-envoy", std::nullopt, true},
                                  {"Bare", "missing:user-agent id>990", std::nullopt, false}};

}  // namespace

class KnownSourcesTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_table = std::make_unique<test::RequestsTable>(1000); }
    void cleanup() { m_table.reset(); }

    void theClientBearsTheName() {
        QTRY_VERIFY(m_table->model->rowAt(999));
        QAbstractItemModelTester tester(m_table->model.get());
        const QModelIndex client = m_table->model->index(999, kClient);
        const QString address = client.data().toString();
        QVERIFY(!client.data(Qt::DecorationRole).isValid());
        m_table->model->setKnownSources({kTwo.front()});
        QCOMPARE(client.data().toString(), address);  // as it is: it can be copied and asked for
        QVERIFY(!client.data(Qt::DecorationRole).value<QIcon>().isNull());
        QVERIFY(client.data(Qt::ToolTipRole).toString().contains(QStringLiteral("known as Tens")));
        QVERIFY(client.data(Qt::AccessibleTextRole).toString().endsWith(QStringLiteral("known as Tens")));
        QCOMPARE(m_table->model->index(999, kKnown).data().toString(), QStringLiteral("Tens"));
        const QModelIndex other = m_table->model->index(998, kKnown);
        QCOMPARE(other.data().toString(), QString());
        QCOMPARE(other.data(Qt::AccessibleTextRole).toString(), QStringLiteral("not known"));
        m_table->model->setKnownSources({});
        QVERIFY(!client.data(Qt::DecorationRole).isValid());
    }

    void whatAsksForHeadersIsReadForRowsInView() {
        QTRY_VERIFY(m_table->model->rowAt(999));
        m_table->model->setKnownSources({{"Bare", "missing:user-agent id>990", std::nullopt, false}});
        QTRY_COMPARE(m_table->model->index(999, kKnown).data().toString(), QStringLiteral("Bare"));
        QCOMPARE(m_table->model->index(985, kKnown).data().toString(), QString());
        m_table->arrive(1001, 1002);
        QTRY_COMPARE(m_table->model->index(1001, kKnown).data().toString(), QStringLiteral("Bare"));
    }

    void theMenuAsksForItAndMakesOne() {
        QTRY_VERIFY(m_table->model->rowAt(999));
        m_table->model->setKnownSources({kTwo.front()});
        QSignalSpy conditions(m_table->view.get(), &RequestsView::conditionRequested);
        QSignalSpy wanted(m_table->view.get(), &RequestsView::knownSourceWanted);
        openMenu(999);
        action("requests.onlyKnown")->trigger();
        action("requests.excludeKnown")->trigger();
        QCOMPARE(conditions.count(), 2);
        QCOMPARE(conditions[0][1].toBool(), false);
        QCOMPARE(conditions[1][1].toBool(), true);
        action("requests.known")->trigger();
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted[0][0].toLongLong(), 1000);
    }

private:
    void openMenu(int row) {
        const QModelIndex cell = m_table->model->index(row, kClient);
        m_table->view->setCurrentIndex(cell);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QApplication::sendEvent(m_table->view.get(), &event);
        QTRY_VERIFY(m_table->view->findChild<QMenu*>(QStringLiteral("requests.cellMenu")));
    }
    QAction* action(const char* name) const {
        return m_table->view->findChild<QMenu*>(QStringLiteral("requests.cellMenu"))
            ->findChild<QAction*>(QLatin1String(name));
    }

    std::unique_ptr<test::RequestsTable> m_table;
};

QTEST_MAIN(KnownSourcesTest)
#include "known_sources_test.moc"
