// SPDX-License-Identifier: GPL-3.0-or-later
// What belongs to every chart: its table, its files, the clipboard, and charts that show the same time.
#include "ui/charts/chart_panel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QImageReader>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include "ui/charts/chart_commands.h"
#include "ui/charts/chart_files.h"
#include "ui/charts/chart_link.h"
#include "ui/charts/rate_chart.h"
#include "ui/charts/type_chart.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::charts {
namespace {

using namespace std::chrono_literals;

// 2026-11-23 12:55:00 UTC.
const base::WallTime kStart{1'795'438'500s};

RateData rates() {
    RateData data;
    data.start = kStart;
    data.series = {{1, QStringLiteral("edge-nginx"), std::vector<double>(180, 300)},
                   {2, QStringLiteral("shop-envoy"), std::vector<double>(180, 200)}};
    data.attacks.assign(180, 1);
    return data;
}

RateData types() {
    RateData data;
    data.start = kStart;
    for (const auto type : {traffic::AttackType::Sqli, traffic::AttackType::Xss}) {
        data.series.push_back({TypeChart::keyOf(type),
                               QString::fromUtf8(traffic::attackTypeInfo(type).title.data()),
                               std::vector<double>(180, 4)});
    }
    data.series.push_back({0, QStringLiteral("Other types"), std::vector<double>(180, 1)});
    return data;
}

}  // namespace

class ChartPanelTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { theme::Theme::instance().install(*qApp); }
    void init() {
        theme::Theme::instance().setMode(theme::Theme::Mode::Light);
        m_folder = {};
        m_page = std::make_unique<QWidget>();
        m_page->resize(1'200, 400);
        m_rate = new RateChart;
        m_types = new TypeChart;
        m_ratePanel = new ChartPanel(m_rate, m_folder, m_page.get());
        m_typePanel = new ChartPanel(m_types, m_folder, m_page.get());
        m_ratePanel->setGeometry(0, 0, 1'200, 200);
        m_typePanel->setGeometry(0, 200, 1'200, 200);
        m_rate->setData(rates());
        m_types->setData(types());
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        QTRY_VERIFY(m_rate->replots() > 0 && m_types->replots() > 0);
    }

    void tableTakesThePlaceOfTheChart() {
        m_rate->setFocus();
        QTest::keyClick(m_rate, Qt::Key_T);
        QVERIFY(m_ratePanel->isTableShown());
        QTableView& view = m_ratePanel->tableView();
        const QAbstractItemModelTester tester(view.model());
        QVERIFY(view.hasFocus());
        QCOMPARE(view.model()->rowCount(), 180);
        QCOMPARE(view.model()->index(0, 3).data().toString(), QStringLiteral("500/s"));
        // Other numbers come while it is seen; the chosen row stays.
        view.setCurrentIndex(view.model()->index(7, 0));
        RateData more = rates();
        more.series[0].values.assign(180, 400);
        m_rate->setData(more);
        QCOMPARE(view.model()->index(0, 3).data().toString(), QStringLiteral("600/s"));
        QCOMPARE(view.currentIndex().row(), 7);
        QTest::keyClick(&view, Qt::Key_T);
        QVERIFY(!m_ratePanel->isTableShown());
        QVERIFY(m_rate->hasFocus());
        m_ratePanel->findChild<QToolButton*>(QStringLiteral("chart.show-table"))->click();
        QVERIFY(m_ratePanel->isTableShown());
        m_ratePanel->findChild<QToolButton*>(QStringLiteral("chart.show-chart"))->click();
        QVERIFY(!m_ratePanel->isTableShown());
    }

    void filesHoldPictureAndNumbers() {
        const QTemporaryDir folder;
        const QString png = folder.filePath(QStringLiteral("a.png"));
        QVERIFY(!writeChart(*m_rate, ChartFile::Png, png));
        const QImage image(png);
        QCOMPARE(image.size(), m_rate->size() * 2);
        // Bars are in the picture, not only the frame.
        const QColor edge = theme::sourceColor(theme::SourceLooks::instance().look(1));
        QCOMPARE(image.pixelColor((m_rate->plotArea().center().x() + 3) * 2,
                                  (m_rate->plotArea().bottom() - 4) * 2),
                 edge);

        const QString svg = folder.filePath(QStringLiteral("a.SVG"));
        QCOMPARE(chartFileOf(svg), std::optional(ChartFile::Svg));
        QVERIFY(!writeChart(*m_rate, ChartFile::Svg, svg));
        const QByteArray drawn = read(svg);
        QVERIFY(drawn.contains("edge-nginx"));
        QVERIFY2(drawn.count("<rect") + drawn.count("<path") > 300, "bars are shapes");
        QVERIFY2(!drawn.contains("<image"), "nothing of it is a bitmap");

        const QString csv = folder.filePath(QStringLiteral("a.csv"));
        QVERIFY(!writeChart(*m_rate, ChartFile::Csv, csv));
        const QByteArray numbers = read(csv);
        QVERIFY(
            numbers.startsWith("time,edge-nginx,shop-envoy,total,attacks_per_second\r\n2026-11-23T13:24:50"));
        QCOMPARE(numbers.count('\n'), 181);

        QVERIFY(writeChart(*m_rate, ChartFile::Csv, folder.filePath(QStringLiteral("not/there.csv"))));
    }

    void dialogRemembersTheFolder() {
        const QTemporaryDir folder;
        QSignalSpy chosen(m_ratePanel, &ChartPanel::folderChosen);
        m_rate->setFocus();
        QTest::keyClick(m_rate, Qt::Key_S, Qt::ControlModifier);
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        QVERIFY(dialog != nullptr);
        dialog->setDirectory(folder.path());
        dialog->selectFile(folder.filePath(QStringLiteral("chart.csv")));
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_COMPARE(chosen.size(), 1);
        QVERIFY(QFile::exists(folder.filePath(QStringLiteral("chart.csv"))));
        QCOMPARE(QFileInfo(m_folder.path).canonicalFilePath(), QFileInfo(folder.path()).canonicalFilePath());
        QTRY_VERIFY(QApplication::activeModalWidget() == nullptr);
    }

    void copies() {
        m_rate->setFocus();
        QTest::keyClick(m_rate, Qt::Key_C, Qt::ControlModifier);
        const QMimeData* copied = QApplication::clipboard()->mimeData();
        QVERIFY(copied->text().startsWith(
            QStringLiteral("Time, UTC\tedge-nginx\tshop-envoy\tRequests\tAttacks\n")));
        QVERIFY(copied->data(QStringLiteral("text/csv")).startsWith("time,edge-nginx"));
        QAction* picture = m_ratePanel->findChild<QAction*>(QStringLiteral("chart.copy-picture"));
        QVERIFY(picture != nullptr);
        picture->trigger();
        QCOMPARE(QApplication::clipboard()->image().size(), m_rate->size() * 2);
    }

    void fileNamesAreTame() {
        QCOMPARE(fileNameOf(QStringLiteral("Body size, ../../a\"b")), QStringLiteral("body-size-a-b"));
    }

    void linkedChartsShowTheSameTime() {
        ChartLink link;
        link.add(m_rate);
        link.add(m_types);
        const QPoint middle = m_rate->plotArea().center();
        QWidget* overlay = m_rate->childAt(middle);
        const QPoint inOverlay = overlay->mapFrom(m_rate, middle);
        QWheelEvent wheel(inOverlay, overlay->mapToGlobal(inOverlay), {}, {0, 240}, Qt::NoButton, {},
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(overlay, &wheel);
        QVERIFY(m_rate->view() != m_rate->data().span());
        QVERIFY(m_types->view() == m_rate->view());
        // The pointer in one is a line in the other.
        QSignalSpy pointed(m_rate, &TimeChart::pointedAt);
        const QImage before = m_types->grab().toImage();
        QTest::mouseMove(overlay, inOverlay);
        QTRY_VERIFY(!pointed.isEmpty());
        QTRY_VERIFY(m_types->grab().toImage() != before);
        link.resetViews();
        QVERIFY(m_types->view() == m_types->data().span());
    }

    void typesAreStepsOfTheAccent() {
        const QImage image = m_types->grab().toImage();
        const QRect area = m_types->plotArea();
        const QColor lowest = image.pixelColor(area.center().x() + 3, area.bottom() - 4);
        QCOMPARE(lowest, theme::color(theme::Role::Accent));
        QCOMPARE(m_types->title(), QStringLiteral("Attacks per 10 s by type"));
        QSignalSpy clicked(m_types, &TypeChart::typeClicked);
        QWidget* overlay = m_types->childAt(area.center());
        QTest::mouseClick(overlay, Qt::LeftButton, Qt::ControlModifier,
                          overlay->mapFrom(m_types, QPoint(area.center().x() + 3, area.bottom() - 4)));
        QTRY_COMPARE(clicked.size(), 1);
        QVERIFY(clicked[0][0].value<traffic::AttackType>() == traffic::AttackType::Sqli);
        QVERIFY(clicked[0][1].toBool());
    }

private:
    static QByteArray read(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    ExportFolder m_folder;
    std::unique_ptr<QWidget> m_page;
    RateChart* m_rate = nullptr;
    TypeChart* m_types = nullptr;
    ChartPanel* m_ratePanel = nullptr;
    ChartPanel* m_typePanel = nullptr;
};

}  // namespace mirrorscope::ui::charts

QTEST_MAIN(mirrorscope::ui::charts::ChartPanelTest)
#include "chart_panel_test.moc"
