// SPDX-License-Identifier: GPL-3.0-or-later
// What comes with a view and what comes back when it is left.
#include "ui/views/view_switch.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "tests/ui/views/fake_target.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::views;

namespace {

const attacks::Grouping kByClient{attacks::GroupBy::Client, attacks::GroupBy::None};
const ViewSort kByScore{requests::RequestColumn::Score, true};

}  // namespace

class ViewSwitchTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_directory = std::make_unique<QTemporaryDir>();
        m_target = {};
        m_target.now.filter = QStringLiteral("id:1");
        m_list = std::make_unique<ViewList>(ViewStore(m_directory->filePath(QStringLiteral("views.txt"))));
        m_views = std::make_unique<ViewSwitch>(*m_list, m_target);
        m_attacks = m_list->add({.name = QStringLiteral("Attacks by client"),
                                 .filter = QStringLiteral("score>5"),
                                 .grouping = kByClient});
        m_requests =
            m_list->add({.name = QStringLiteral("Scores"), .table = Table::Requests, .sort = kByScore});
    }

    void theFreeLookComesBack() {
        m_views->choose(m_attacks);
        QCOMPARE(m_target.now.filter, QStringLiteral("score>5"));
        QVERIFY(m_target.now.grouping == kByClient);
        QCOMPARE(m_views->freeLook().filter, QStringLiteral("id:1"));
        m_views->chooseFree(Table::Requests);
        QCOMPARE(m_target.now.filter, QStringLiteral("id:1"));
        QVERIFY(m_target.now.grouping == attacks::Grouping{});
        QVERIFY(m_target.now.table == Table::Requests);
        QCOMPARE(m_views->current(), 0);
    }

    void fromOneSavedViewToAnother() {
        m_views->choose(m_attacks);
        m_views->choose(m_requests);
        // It keeps no filter: the free one.
        QCOMPARE(m_target.now.filter, QStringLiteral("id:1"));
        QVERIFY(m_target.now.sort == kByScore);
        QVERIFY(m_target.now.table == Table::Requests);
        // What it does not keep is changed for the free views, too.
        change([](ViewLook& look) { look.filter = QStringLiteral("id:2"); });
        QVERIFY(!m_views->isChanged(m_requests));
        m_views->chooseFree(Table::Attacks);
        QCOMPARE(m_target.now.filter, QStringLiteral("id:2"));
        QVERIFY(m_target.now.sort == ViewSort{});
    }

    void theSameViewAgainChangesNothing() {
        m_views->choose(m_attacks);
        const int applied = m_target.applied;
        m_views->choose(m_attacks);
        m_views->choose(4711);
        QCOMPARE(m_target.applied, applied);
        m_views->chooseFree(Table::Attacks);
        m_views->chooseFree(Table::Attacks);
        QCOMPARE(m_target.applied, applied + 1);
    }

    void changesAreMarkedAndStayWithTheirView() {
        QSignalSpy marked(m_views.get(), &ViewSwitch::marksChanged);
        m_views->choose(m_attacks);
        change([](ViewLook& look) { look.filter = QStringLiteral("score>9"); });
        QVERIFY(m_views->isChanged(m_attacks));
        QCOMPARE(marked.count(), 1);
        m_views->chooseFree(Table::Attacks);
        QCOMPARE(m_target.now.filter, QStringLiteral("id:1"));
        QVERIFY(m_views->isChanged(m_attacks));
        m_views->choose(m_attacks);
        QCOMPARE(m_target.now.filter, QStringLiteral("score>9"));
        QVERIFY(m_views->isChanged(m_attacks));
        // By hand, too.
        change([](ViewLook& look) { look.filter = QStringLiteral("score>5"); });
        QVERIFY(!m_views->isChanged(m_attacks));
    }

    void changesAreSavedOrGivenUp() {
        m_views->choose(m_attacks);
        change([](ViewLook& look) { look.filter = QStringLiteral("score>9"); });
        m_views->saveChanges(m_attacks);
        QVERIFY(!m_views->isChanged(m_attacks));
        QCOMPARE(m_list->find(m_attacks)->filter, std::optional(QStringLiteral("score>9")));
        change([](ViewLook& look) { look.grouping = {}; });
        QVERIFY(m_views->isChanged(m_attacks));
        m_views->giveUpChanges(m_attacks);
        QVERIFY(m_target.now.grouping == kByClient);
        QVERIFY(!m_views->isChanged(m_attacks));
        // The same for a view that is not looked at.
        change([](ViewLook& look) { look.filter = QStringLiteral("id:3"); });
        m_views->chooseFree(Table::Attacks);
        m_views->saveChanges(m_attacks);
        QVERIFY(!m_views->isChanged(m_attacks));
        QCOMPARE(m_list->find(m_attacks)->filter, std::optional(QStringLiteral("id:3")));
        QCOMPARE(m_target.now.filter, QStringLiteral("id:1"));
    }

    void aDeletedViewIsLeft() {
        m_views->choose(m_requests);
        m_views->choose(m_attacks);
        QSignalSpy told(m_views.get(), &ViewSwitch::currentChanged);
        m_list->remove(m_requests);
        QCOMPARE(told.count(), 0);
        m_list->remove(m_attacks);
        QCOMPARE(told.count(), 1);
        QCOMPARE(m_views->current(), 0);
        QCOMPARE(m_target.now.filter, QStringLiteral("id:1"));
    }

    void whatTheWindowDecidesIsNoChange() {
        requests::ColumnLayout layout;
        layout.columns = {{QStringLiteral("id"), 92, true},
                          {QStringLiteral("path"), 700, true},
                          {QStringLiteral("host"), 180, false}};
        m_target.now.columns = layout;
        m_views->chooseFree(Table::Requests);
        SavedView view = m_views->currentAsView();
        view.name = QStringLiteral("Columns");
        const ViewId id = m_list->add(view);
        m_views->choose(id);
        change([](ViewLook& look) { look.columns.columns[1].width = 500; });
        QVERIFY(!m_views->isChanged(id));
        change([](ViewLook& look) { look.columns.columns[0].width = 100; });
        QVERIFY(m_views->isChanged(id));
    }

    void aViewOfWhatIsShownKeepsWhatItsTableHas() {
        QVERIFY(m_views->currentAsView().grouping && !m_views->currentAsView().columns &&
                !m_views->currentAsView().sort);
        m_views->chooseFree(Table::Requests);
        QVERIFY(!m_views->currentAsView().grouping && m_views->currentAsView().columns &&
                m_views->currentAsView().sort);
        QCOMPARE(m_views->currentAsView().filter, std::optional(QStringLiteral("id:1")));
    }

private:
    template <typename Work>
    void change(Work work) {
        work(m_target.now);
        m_views->refresh();
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    test::FakeTarget m_target;
    std::unique_ptr<ViewList> m_list;
    std::unique_ptr<ViewSwitch> m_views;
    ViewId m_attacks = 0;
    ViewId m_requests = 0;
};

QTEST_MAIN(ViewSwitchTest)
#include "view_switch_test.moc"
