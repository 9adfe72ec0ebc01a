// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_legend.h"

#include <QSignalSpy>
#include <QTest>

namespace mirrorscope::ui::charts {

class ChartLegendTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void clickHidesAndShows();
    void doubleClickShowsItAlone();
    void keyboardHides();
    void sameEntriesKeepTheirButtons();

private:
    QAbstractButton* item(traffic::SourceId source) const {
        return m_legend->findChild<QAbstractButton*>(QStringLiteral("legend.%1").arg(source));
    }

    std::unique_ptr<ChartLegend> m_legend;
    std::vector<ChartLegend::Entry> m_entries;
};

void ChartLegendTest::init() {
    m_entries = {{1, QStringLiteral("edge")}, {2, QStringLiteral("shop")}, {0, QStringLiteral("Other")}};
    m_legend = std::make_unique<ChartLegend>();
    m_legend->setTitle(QStringLiteral("Requests per second by source"));
    m_legend->setEntries(m_entries, {QStringLiteral("attacks/s (right)"), {}, {}});
    m_legend->resize(900, 32);
    m_legend->show();
}

void ChartLegendTest::clickHidesAndShows() {
    QSignalSpy changed(m_legend.get(), &ChartLegend::hiddenChanged);
    QTest::mouseClick(item(2), Qt::LeftButton);
    QCOMPARE(m_legend->hidden(), (std::set<traffic::SourceId>{2}));
    QVERIFY(!item(2)->isChecked());
    QTest::mouseClick(item(2), Qt::LeftButton);
    QVERIFY(m_legend->hidden().empty());
    QCOMPARE(changed.size(), 2);
}

void ChartLegendTest::doubleClickShowsItAlone() {
    // A double click comes as a click and a double click.
    const auto twice = [this](traffic::SourceId source) {
        QTest::mouseClick(item(source), Qt::LeftButton);
        QTest::mouseDClick(item(source), Qt::LeftButton);
    };
    twice(1);
    QCOMPARE(m_legend->hidden(), (std::set<traffic::SourceId>{0, 2}));
    QVERIFY(item(1)->isChecked());
    twice(1);
    QVERIFY(m_legend->hidden().empty());
    twice(2);
    QCOMPARE(m_legend->hidden(), (std::set<traffic::SourceId>{0, 1}));
}

void ChartLegendTest::keyboardHides() {
    item(0)->setFocus();
    QTest::keyClick(item(0), Qt::Key_Space);
    QCOMPARE(m_legend->hidden(), (std::set<traffic::SourceId>{0}));
    QCOMPARE(item(0)->accessibleName(), QStringLiteral("Other"));
}

void ChartLegendTest::sameEntriesKeepTheirButtons() {
    const QPointer<QAbstractButton> kept = item(1);
    m_legend->setEntries(m_entries, {QStringLiteral("attacks/s (right)"), {}, {}});
    QCOMPARE(item(1), kept.data());
    QTest::mouseClick(item(1), Qt::LeftButton);
    m_entries.push_back({3, QStringLiteral("mesh")});
    m_legend->setEntries(m_entries, {});
    QCOMPARE(m_legend->hidden(), (std::set<traffic::SourceId>{1}));  // hidden stays hidden
}

}  // namespace mirrorscope::ui::charts

QTEST_MAIN(mirrorscope::ui::charts::ChartLegendTest)
#include "chart_legend_test.moc"
