// SPDX-License-Identifier: Apache-2.0
// ./dev bench charts [ROUNDS]: what drawing the Charts perspective costs: a frame of 24 hours of 20 sources,
// zoom and brush, and live traffic. On the platform of QT_QPA_PLATFORM, else of the display, else in memory.
#include <QApplication>
#include <QEventLoop>
#include <QMouseEvent>
#include <QTimer>
#include <QWheelEvent>
#include <QWindow>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

#include "tests/bench/loop_watch.h"
#include "tests/bench/measuring.h"
#include "ui/charts/chart_commands.h"
#include "ui/charts/chart_link.h"
#include "ui/charts/chart_panel.h"
#include "ui/charts/rate_chart.h"
#include "ui/charts/type_chart.h"
#include "ui/theme/theme.h"

using namespace mirrorscope;
using namespace mirrorscope::ui;
using namespace mirrorscope::ui::charts;
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

namespace {

constexpr double kFrameGoal = 30;   // ms
constexpr double kFramesGoal = 30;  // a second
constexpr double kLiveGoal = 5;     // % of a core
constexpr base::WallTime kStart{std::chrono::seconds(1'795'392'000)};
constexpr QSize kPage{1336, 152 + 224 + 8};

double wave(std::size_t bucket, int source) {
    return 60 + 50 * std::sin(static_cast<double>(bucket) / 17 + source) + source % 5;
}

RateData rates(int sources, std::size_t buckets, std::chrono::seconds width, bool compared) {
    RateData data;
    data.start = kStart;
    data.width = width;
    data.attacks.resize(buckets);
    data.refused.resize(buckets);
    data.gaps.resize(buckets);
    for (int source = 1; source <= sources; ++source) {
        RateSeries one{source, QStringLiteral("source-%1").arg(source), {}};
        for (std::size_t i = 0; i < buckets; ++i) {
            one.values.push_back(wave(i, source));
        }
        data.series.push_back(std::move(one));
    }
    for (std::size_t i = 0; i < buckets; ++i) {
        data.attacks[i] = 4 + 3 * std::sin(static_cast<double>(i) / 5);
        data.gaps[i] = i / 12 == 9;
    }
    data.lastIsCounting = true;
    data.markers = {{data.timeOf(buckets / 3), QStringLiteral("Rules CRS 4.7 loaded")}};
    if (compared) {
        data.earlier = {QStringLiteral("a day before"), std::vector<double>(buckets, sources * 55.0)};
    }
    return data;
}

RateData types(std::size_t buckets, std::chrono::seconds width) {
    RateData data = rates(6, buckets, width, false);
    data.attacks.clear();
    data.markers.clear();
    return data;
}

void print(const char* what, std::vector<double> values, const char* unit, double goal, bool atMost) {
    std::ranges::sort(values);
    const auto at = [&values](double share) {
        return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
    };
    const bool good = atMost ? at(0.5) <= goal : at(0.5) >= goal;
    std::printf("%-34s median %7.2f  p5 %7.2f  p95 %7.2f %s  (goal %s %g: %s)\n", what, at(0.5), at(0.05),
                at(0.95), unit, atMost ? "<=" : ">=", goal, good ? "yes" : "NO");
    std::fflush(stdout);
}

/// The two charts over time as the page has them, in a window.
class Charts {
public:
    Charts() {
        m_window.resize(kPage);
        m_rate = new RateChart;
        m_types = new TypeChart;
        m_link.add(m_rate);
        m_link.add(m_types);
        (new ChartPanel(m_rate, m_folder, &m_window))->setGeometry(0, 0, kPage.width(), 152);
        (new ChartPanel(m_types, m_folder, &m_window))->setGeometry(0, 160, kPage.width() * 13 / 23, 224);
        m_window.show();
        while (m_window.windowHandle() == nullptr || !m_window.windowHandle()->isExposed()) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
        }
    }

    RateChart& rate() { return *m_rate; }
    TypeChart& types() { return *m_types; }

    /// What was asked for is drawn and on the window; milliseconds since `begin`.
    double drawn(Steady::time_point begin, int rateBefore, int typesBefore) {
        while (m_rate->replots() == rateBefore || (typesBefore >= 0 && m_types->replots() == typesBefore)) {
            QCoreApplication::processEvents();
        }
        QCoreApplication::processEvents();
        return bench::millisecondsSince(begin);
    }

    QWidget* overlay() { return m_rate->childAt(m_rate->plotArea().center()); }
    QPoint at(double share) {
        const QRect area = m_rate->plotArea();
        return overlay()->mapFrom(m_rate,
                                  QPoint(area.left() + qRound(area.width() * share), area.center().y()));
    }

private:
    ExportFolder m_folder;
    ChartLink m_link;
    QWidget m_window;
    RateChart* m_rate;
    TypeChart* m_types;
};

void measureFrames(Charts& charts, int rounds) {
    std::vector<double> rate;
    std::vector<double> both;
    charts.rate().setData(rates(20, 288, 300s, true));
    charts.types().setData(types(288, 300s));
    for (int i = 0; i < rounds; ++i) {
        const int before = charts.rate().replots();
        const auto begin = Steady::now();
        charts.rate().setZone(charts.rate().zone());  // draws at once
        rate.push_back(charts.drawn(begin, before, -1));
    }
    for (int i = 0; i < rounds; ++i) {
        const int before = charts.rate().replots();
        const int typesBefore = charts.types().replots();
        const auto begin = Steady::now();
        charts.rate().setData(rates(20, 288, 300s, true));
        charts.types().setData(types(288, 300s));
        charts.rate().setZone(charts.rate().zone());
        charts.types().setZone(charts.types().zone());
        both.push_back(charts.drawn(begin, before, typesBefore));
    }
    print("24 h, 20 sources: rate chart", rate, "ms a frame", kFrameGoal, true);
    print("the same with data, both charts", both, "ms a frame", kFrameGoal, true);
}

void measureZoom(Charts& charts, int rounds) {
    std::vector<double> frames;
    for (int i = 0; i < rounds; ++i) {
        const int turn = i % 8 < 4 ? 120 : -120;
        const int before = charts.rate().replots();
        const int typesBefore = charts.types().replots();
        const QPoint at = charts.at(0.3 + 0.05 * (i % 8));
        QWheelEvent wheel(at, charts.overlay()->mapToGlobal(at), {}, QPoint(0, turn), Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        const TimeSpan view = charts.rate().view();
        const auto begin = Steady::now();
        QCoreApplication::sendEvent(charts.overlay(), &wheel);
        if (charts.rate().view() != view) {
            frames.push_back(1000 / charts.drawn(begin, before, typesBefore));
        }
    }
    charts.rate().resetView();
    print("zoom by wheel, both charts", frames, "frames/s", kFramesGoal, false);
}

void measureBrush(Charts& charts, int rounds) {
    std::vector<double> frames;
    const auto send = [&charts](QEvent::Type type, double share, Qt::MouseButton button,
                                Qt::MouseButtons buttons) {
        const QPoint at = charts.at(share);
        QMouseEvent event(type, at, charts.overlay()->mapToGlobal(at), button, buttons, {});
        QCoreApplication::sendEvent(charts.overlay(), &event);
    };
    send(QEvent::MouseButtonPress, 0.1, Qt::LeftButton, Qt::LeftButton);
    for (int i = 1; i <= rounds; ++i) {
        const int before = charts.rate().replots();
        const auto begin = Steady::now();
        send(QEvent::MouseMove, 0.1 + 0.8 * i / rounds, Qt::NoButton, Qt::LeftButton);
        if (i > rounds / 20) {
            frames.push_back(1000 / charts.drawn(begin, before, -1));
        }
    }
    send(QEvent::MouseButtonRelease, 0.9, Qt::LeftButton, Qt::NoButton);
    charts.rate().setChosen(std::nullopt);
    print("brush by dragging", frames, "frames/s", kFramesGoal, false);
}

/// Seven sources, 30 minutes, two drawings a second.
void measureLive(Charts& charts) {
    constexpr int kSeconds = 5;
    std::vector<double> shares;
    for (int second = 0; second < kSeconds; ++second) {
        const double before = bench::threadSeconds();
        const auto begin = Steady::now();
        for (int half = 0; half < 2; ++half) {
            RateData now = rates(7, 180, 10s, false);
            now.start += 10s * (2 * second + half);
            charts.rate().setData(now);
            RateData typesNow = types(180, 10s);
            typesNow.start = now.start;
            charts.types().setData(typesNow);
            QEventLoop loop;  // asleep between events
            QTimer::singleShot(RateChart::kLeastBetweenReplots, &loop, &QEventLoop::quit);
            loop.exec();
        }
        const double wall = bench::millisecondsSince(begin) / 1000;
        shares.push_back(100 * (bench::threadSeconds() - before) / wall);
    }
    print("live, 7 series, 2 drawings/s", shares, "% of a core", kLiveGoal, true);
}

}  // namespace

int main(int count, char** arguments) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") && qEnvironmentVariableIsEmpty("DISPLAY") &&
        qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication app(count, arguments);
    theme::Theme::instance().install(app);
    theme::Theme::instance().setMode(theme::Theme::Mode::Light);
    const int rounds = count > 1 ? std::max(20, QByteArray(arguments[1]).toInt()) : 200;
    std::printf("platform %s, %d rounds, %d x %d pixels\n", qPrintable(QGuiApplication::platformName()),
                rounds, kPage.width(), kPage.height());
    Charts charts;
    measureFrames(charts, rounds);
    measureZoom(charts, rounds);
    measureBrush(charts, rounds);
    measureLive(charts);
    return 0;
}
