// SPDX-License-Identifier: GPL-3.0-or-later
// Which known source a row in view is of: by itself, or by what the store says.
#include "ui/known/known_labels.h"

#include <QTest>

#include "tests/support/fake_session.h"
#include "ui/live/page_loader.h"

using namespace mirrorscope;
using ui::known::KnownLabels;

namespace {

/// The second asks for headers: rows do not know them. Rows of a fake session have none.
const standing::KnownSources kTwo{{"Uptime", "client:203.0.113.0/24", std::nullopt, false},
                                  {"Bare", "missing:user-agent id:10..20", std::nullopt, false}};

}  // namespace

class KnownLabelsTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_session = std::make_unique<test::FakeSession>();
        m_session->setRequests(100);
        m_loader = std::make_unique<ui::live::PageLoader>([this] { return m_session->queries(); });
        m_labels = std::make_unique<KnownLabels>(*m_loader);
    }
    void cleanup() {
        m_labels.reset();
        m_loader.reset();
    }

    void rowsTellWhatTheyKnowAtOnce() {
        m_labels->setSources({kTwo.front()}, {});
        traffic::RequestRow row = *rows({5}).front();
        row.context.client = "203.0.113.9";
        QCOMPARE(m_labels->namesOf(row), QStringList{QStringLiteral("Uptime")});
        row.context.client = "192.0.2.1";
        QVERIFY(m_labels->namesOf(row).isEmpty());
        QVERIFY(!m_labels->conditionOf(row).has_value());
        m_labels->want(rows({5}));
        QCOMPARE(m_session->asked(), std::size_t{0});
    }

    void theStoreIsAskedForTheRest() {
        m_labels->setSources(kTwo, {});
        const auto seen = rows({9, 10, 20, 21, 99});
        m_labels->want(seen);
        QTRY_COMPARE(m_labels->namesOf(*seen[1]).contains(QStringLiteral("Bare")), true);
        QVERIFY(!m_labels->namesOf(*seen[0]).contains(QStringLiteral("Bare")));
        QVERIFY(m_labels->namesOf(*seen[2]).contains(QStringLiteral("Bare")));
        QVERIFY(!m_labels->namesOf(*seen[3]).contains(QStringLiteral("Bare")));
        QVERIFY(!m_labels->namesOf(*seen[4]).contains(QStringLiteral("Bare")));
        // Once: what is known is not asked again.
        const std::size_t asked = m_session->asked();
        m_labels->want(seen);
        QCOMPARE(m_session->asked(), asked);
        m_labels->clear();
        QTRY_VERIFY(m_session->asked() > asked);
    }

    void othersAreAskedAnew() {
        m_labels->setSources(kTwo, {});
        const auto seen = rows({30});
        m_labels->want(seen);
        QTRY_VERIFY(m_session->asked() > 0);
        m_labels->setSources({{"All", "missing:cookie", std::nullopt, false}}, {});
        QTRY_COMPARE(m_labels->namesOf(*seen[0]), QStringList{QStringLiteral("All")});
        const auto condition = m_labels->conditionOf(*seen[0]);
        QVERIFY(condition.has_value());
        QCOMPARE(query::print(*condition), std::string("missing:cookie"));
    }

    void severalNamesStandInTheOrderOfTheList() {
        m_labels->setSources({{"B", "id:7", std::nullopt, false}, {"A", "id:1..9", std::nullopt, false}}, {});
        QCOMPARE(m_labels->namesOf(*rows({7}).front()),
                 (QStringList{QStringLiteral("B"), QStringLiteral("A")}));
        m_labels->setSources({}, {});
        QVERIFY(m_labels->isEmpty());
        QVERIFY(m_labels->namesOf(*rows({7}).front()).isEmpty());
    }

private:
    static std::vector<KnownLabels::SharedRow> rows(const std::vector<traffic::RequestId>& ids) {
        std::vector<KnownLabels::SharedRow> out;
        for (const traffic::RequestId id : ids) {
            out.push_back(std::make_shared<const traffic::RequestRow>(test::cleanRow(id)));
        }
        return out;
    }

    std::unique_ptr<test::FakeSession> m_session;
    std::unique_ptr<ui::live::PageLoader> m_loader;
    std::unique_ptr<KnownLabels> m_labels;
};

QTEST_MAIN(KnownLabelsTest)
#include "known_labels_test.moc"
