// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>
#include <optional>
#include <vector>

namespace mirrorscope::ui::charts {

/// What lies over the plot, in its pixels. Kept apart from it so that a moving pointer draws no bar again.
class ChartOverlay final : public QWidget {
    Q_OBJECT

public:
    struct Marker {
        double x = 0;
        QString text;
    };
    struct State {
        QRect area;
        std::optional<std::pair<double, double>> chosen;
        QString chosenText;
        std::optional<double> cursor;
        std::optional<double> crosshair;  // thinner: it follows the pointer, here or elsewhere
        std::vector<Marker> markers;
        bool focusRing = false;
    };

    explicit ChartOverlay(QWidget* parent);
    void setState(State state);
    /// What belongs to a picture of the chart: marks and the chosen range.
    void paint(QPainter& painter) const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintMarkers(QPainter& painter) const;
    void paintChosen(QPainter& painter) const;

    State m_state;
};

}  // namespace mirrorscope::ui::charts
