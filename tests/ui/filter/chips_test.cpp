// SPDX-License-Identifier: GPL-3.0-or-later
// Chips and text are two views of one filter: over random trees, nothing is lost between them.
#include <QTest>

#include "core/query/parser.h"
#include "tests/core/query/random_filter.h"
#include "ui/filter/filter_state.h"

using namespace mirrorscope;
using namespace mirrorscope::ui::filter;

namespace {

constexpr std::uint64_t kSeed = 20'261'129;
constexpr std::size_t kRequests = 40;
constexpr int kFilters = 3000;

}  // namespace

class ChipsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        m_session = std::make_unique<test::RandomSession>(kRequests, m_random);
        QCOMPARE(m_session->rows().size(), kRequests);
        m_filters = std::make_unique<test::RandomFilter>(m_session->rows(), m_random);
    }

    void aFilterIsItsChips() {
        int several = 0;
        for (int i = 0; i < kFilters; ++i) {
            const query::Node tree = m_filters->node(3);
            const Filter filter = Filter::read(query::print(tree), {}).value();
            const auto chips = filter.conditions();
            // Each chip by itself, as text and back.
            std::vector<query::Node> read;
            for (const query::Node& chip : chips) {
                read.push_back(query::parse(query::print(chip)).value());
            }
            QVERIFY2(treeOf(read) == tree, query::print(tree).c_str());
            QVERIFY(Filter::of(read, {}).value() == filter);
            several += chips.size() > 1 ? 1 : 0;
        }
        QVERIFY(several > kFilters / 10);
    }

    void theStateKeepsThemThroughEverySwitch() {
        FilterState state;
        for (int i = 0; i < 200; ++i) {
            const query::Node first = typeable(2);
            const query::Node second = typeable(2);
            QVERIFY(state.setText(QString::fromStdString(query::print(first))));
            const QString text = state.text();
            QVERIFY(state.setText(text));
            QVERIFY2(state.filter().tree() == first, qPrintable(text));
            state.add(second);
            const query::SyntaxTree both = state.filter().tree();
            QVERIFY(state.setText(state.text()));
            QVERIFY2(state.filter().tree() == both, qPrintable(state.text()));
            state.undo();
            QVERIFY(state.filter().tree() == first || both == first);
            state.redo();
            QVERIFY(state.filter().tree() == both);
        }
    }

    void takingAllChipsOutLeavesEverything() {
        FilterState state;
        for (int i = 0; i < 100; ++i) {
            QVERIFY(state.setText(QString::fromStdString(query::print(typeable(3)))));
            for (std::size_t left = state.filter().conditions().size(); left > 0; --left) {
                QCOMPARE(state.filter().conditions().size(), left);
                state.removeAt(static_cast<qsizetype>(left) - 1);
            }
            QVERIFY(state.filter().isEmpty());
        }
    }

private:
    /// What a line can hold: characters. Only patterns print bytes that are none.
    query::Node typeable(int depth) {
        for (;;) {
            query::Node node = m_filters->node(depth);
            const std::string text = query::print(node);
            if (QString::fromStdString(text).toStdString() == text) {
                return node;
            }
        }
    }

    test::Random m_random{kSeed};
    std::unique_ptr<test::RandomSession> m_session;
    std::unique_ptr<test::RandomFilter> m_filters;
};

QTEST_MAIN(ChipsTest)
#include "chips_test.moc"
