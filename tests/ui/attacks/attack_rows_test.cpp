// SPDX-License-Identifier: GPL-3.0-or-later
// What stands below what: groupings, campaigns, and an attack's hits and requests.
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/attacks/attacks_window.h"
#include "ui/attacks/row_key.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::attacks;
using traffic::AttackType;
using traffic::Severity;
using Column = AttacksModel::Column;

class AttackRowsTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_window = std::make_unique<test::AttacksWindow>();
        QTRY_VERIFY(!model().isLoading());
    }
    void cleanup() { m_window.reset(); }

    void groupings_data() {
        QTest::addColumn<QString>("grouping");
        QTest::addColumn<QStringList>("top");
        QTest::addColumn<QStringList>("below");
        const QString attack = QStringLiteral("Something that looks wrong in query › q");
        const auto row = [](const char* grouping, const QStringList& top, const QStringList& below) {
            QTest::newRow(grouping) << QString::fromLatin1(grouping) << top << below;
        };
        row("type", {"SQL injection", "Cross-site scripting"}, {attack, attack});
        row("client", {"10.1.0.1", "10.2.0.1"}, {attack, attack});
        row("source", {"edge-nginx"}, {attack, attack, attack});
        row("endpoint", {"shop.example.com/search"}, {attack, attack, attack});
        row("rule", {"Rule 942101", "Rule 942100", "Rule 942102"}, {attack});
        row("none", {attack, attack, attack}, {});
        row("type,client", {"SQL injection", "Cross-site scripting"}, {"10.1.0.1", "10.2.0.1"});
        row("client,type", {"10.1.0.1", "10.2.0.1"}, {"SQL injection", "Cross-site scripting"});
    }

    void groupings() {
        QFETCH(QString, grouping);
        QFETCH(QStringList, below);
        model().setGrouping(groupingByName(grouping.toStdString()));
        m_window->judge(1, AttackType::Sqli, Severity::Critical, "10.1.0.1");
        m_window->judge(2, AttackType::Sqli, Severity::High, "10.2.0.1");
        m_window->judge(3, AttackType::Xss, Severity::High, "10.1.0.1");
        QTEST(m_window->titles(), "top");
        QCOMPARE(m_window->titles(model().index(0, 0)), below);
        // The same when the attacks are there before the grouping.
        model().setGrouping({GroupBy::Endpoint, GroupBy::Rule});
        model().setGrouping(groupingByName(grouping.toStdString()));
        QTEST(m_window->titles(), "top");
        QCOMPARE(model().attackCount(), 3);
    }

    void sumsOfAGroupStandInItsColumns() {
        model().setGrouping({GroupBy::Client, GroupBy::Type});
        m_window->judge(1, AttackType::Sqli, Severity::Medium, "10.1.0.1");
        m_window->judge(2, AttackType::Xss, Severity::High, "10.1.0.1");
        const QModelIndex client = model().index(0, 0);
        QCOMPARE(m_window->cell(client, Column::Severity), QStringLiteral("High"));
        QCOMPARE(m_window->cell(client, Column::Source), QStringLiteral("2 attacks"));
        QCOMPARE(m_window->cell(client, Column::Requests), QStringLiteral("3"));
        QCOMPARE(m_window->cell(client, Column::Hits), QStringLiteral("4"));
        QCOMPARE(m_window->cell(client, Column::Triage), QStringLiteral("2 new"));
        QVERIFY(m_window->cell(client, Column::FirstSeen) < m_window->cell(client, Column::LastSeen));
        QCOMPARE(m_window->cell(model().index(0, 0, client), Column::Source), QStringLiteral("1 attack"));
    }

    void aCampaignIsARowAboveItsAttacks() {
        m_window->judge(1, AttackType::Sqli, Severity::Critical, "10.1.0.1");
        m_window->judge(2, AttackType::Xss, Severity::High, "10.1.0.1");
        QCOMPARE(m_window->titles().first(), QStringLiteral("SQL injection"));
        m_window->judge(3, AttackType::Xss, Severity::High, "10.1.0.1");
        QCOMPARE(m_window->titles().first(), QStringLiteral("Campaigns"));
        const QModelIndex campaign = model().index(0, 0, model().index(0, 0));
        QCOMPARE(m_window->title(campaign),
                 QStringLiteral("2 types in 3 s: Cross-site scripting 2, SQL injection 1"));
        QCOMPARE(m_window->cell(campaign, Column::Source), QStringLiteral("3 attacks"));
        QCOMPARE(m_window->cell(campaign, Column::Client), QStringLiteral("10.1.0.1"));
        QCOMPARE(m_window->cell(campaign, Column::Endpoint), QStringLiteral("1 endpoint"));
        QCOMPARE(m_window->cell(campaign, Column::Requests), QStringLiteral("6"));
        QCOMPARE(model().rowCount(campaign), 3);
        // It stays in its group as well, and that is where it is looked for.
        QCOMPARE(model().indexOf(1).parent().row(), 1);
        QCOMPARE(model().attackCount(), 3);
    }

    void anOpenedAttackShowsHitsThenRequests() {
        openFirst(3);
        QTRY_COMPARE(model().rowCount(attack()), 4);
        const QModelIndex hit = model().index(0, 0, attack());
        QCOMPARE(m_window->title(hit), QStringLiteral("942100 SQL injection in query › q"));
        QCOMPARE(m_window->cell(hit, Column::Endpoint), QStringLiteral("matched ' OR 1=1--"));
        QCOMPARE(m_window->cell(hit, Column::Hits), QStringLiteral("3"));
        QCOMPARE(kind(hit), RowKind::Hit);
        QCOMPARE(hit.data(AttacksModel::RequestIdRole).toLongLong(), 3);
        const QModelIndex request = model().index(1, 0, attack());
        QCOMPARE(m_window->title(request), QStringLiteral("GET /item/3"));
        QCOMPARE(kind(request), RowKind::Request);
        QCOMPARE(request.data(AttacksModel::RequestIdRole).toLongLong(), 3);
        QCOMPARE(request.data(AttacksModel::AttackIdRole).toLongLong(), 1);
    }

    void placeholdersBecomeTheirRequests() {
        m_window->session.close();
        openFirst(150);
        QCOMPARE(model().rowCount(attack()), 101);  // a page and "Show 50 more requests"
        const QPersistentModelIndex first = model().index(0, 0, attack());
        QCOMPARE(m_window->title(first), QStringLiteral("·······"));
        QCOMPARE(first.data(AttacksModel::RequestIdRole).toLongLong(), 0);
        QSignalSpy removed(&model(), &QAbstractItemModel::rowsRemoved);
        m_window->session.open();
        QTRY_COMPARE(first.data(AttacksModel::RequestIdRole).toLongLong(), 150);
        QCOMPARE(removed.size(), 0);
        const QModelIndex more = model().index(101, 0, attack());
        QCOMPARE(m_window->title(more), QStringLiteral("Show 50 more requests"));
        model().showMore(more);
        QTRY_COMPARE(model().index(150, 0, attack()).data(AttacksModel::RequestIdRole).toLongLong(), 1);
        QCOMPARE(model().rowCount(attack()), 151);
    }

    void nothingIsPromisedThatIsNotStored() {
        m_window->session.setHits({});
        openFirst(0, 2);
        // Nothing is stored of it: nothing is promised.
        QTRY_COMPARE(model().rowCount(attack()), 0);
    }

    void closingLetsGo() {
        m_window->session.close();
        const std::size_t asked = m_window->session.asked();
        openFirst(20);
        QVERIFY(m_window->session.waitUntilAsked(asked + 1));
        const std::size_t cancelled = m_window->session.cancelled();
        model().setOpen(attack(), false);
        QCOMPARE(model().rowCount(attack()), 0);
        QVERIFY(model().hasChildren(attack()));
        QTRY_COMPARE(m_window->session.cancelled(), cancelled + 1);
    }

    void anOpenedAttackStaysAmongWorseOnes() {
        openFirst(3);
        QTRY_COMPARE(model().rowCount(attack()), 4);
        const QPersistentModelIndex opened = attack();
        for (int id = 2; id <= 30; ++id) {
            m_window->judge(id, AttackType::Sqli, Severity::Critical, "10." + std::to_string(id) + ".0.1");
        }
        QVERIFY(opened.isValid());
        QCOMPARE(model().rowCount(opened), 4);
        model().setOpen(opened, false);
        m_window->judge(31, AttackType::Sqli, Severity::Critical, "10.31.0.1");
        QVERIFY(!opened.isValid());
    }

    void itsNewRequestsComeOnTop() {
        openFirst(3);
        QTRY_COMPARE(model().rowCount(attack()), 4);
        const QPersistentModelIndex third = model().index(1, 0, attack());
        m_window->storeRequests(1, 5);
        traffic::AttackRow row = test::attackRow(1, AttackType::Sqli, Severity::High);
        m_window->requests = 4;
        m_window->judge(row);
        QTRY_COMPARE(model().rowCount(attack()), 6);
        QCOMPARE(third.row(), 3);
        QCOMPARE(third.data(AttacksModel::RequestIdRole).toLongLong(), 3);
    }

    void anIndexThatOutlivedItsRowFindsNothing() {
        m_window->judge(1, AttackType::Sqli, Severity::High, "10.1.0.1");
        const QModelIndex stale = model().indexOf(1);
        model().setGrouping({GroupBy::Client, GroupBy::None});
        QVERIFY(!model().data(stale, Qt::DisplayRole).isValid());
        QVERIFY(!model().parent(stale).isValid());
    }

private:
    AttacksModel& model() { return *m_window->model; }
    QModelIndex attack() { return model().indexOf(1); }
    static RowKind kind(const QModelIndex& index) {
        return static_cast<RowKind>(index.data(AttacksModel::RowKindRole).toInt());
    }

    /// Attack 1 has so many stored requests and is opened.
    void openFirst(traffic::RequestId stored, std::uint64_t told = 0) {
        m_window->storeRequests(1, stored);
        m_window->requests = (told != 0 ? told : static_cast<std::uint64_t>(stored)) - 1;
        m_window->judge(1, AttackType::Sqli, Severity::High, "10.1.0.1");
        model().setOpen(attack(), true);
    }

    std::unique_ptr<test::AttacksWindow> m_window;
};

QTEST_MAIN(AttackRowsTest)
#include "attack_rows_test.moc"
