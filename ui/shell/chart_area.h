// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <QWidget>

namespace mirrorscope::ui::filter {
class FilterState;
}
namespace mirrorscope::ui::live {
class PageLoader;
}

namespace mirrorscope::ui::shell {

/// PLACEHOLDER until ui/charts is there.
class ChartArea : public QWidget {
    Q_OBJECT

public:
    ChartArea(live::PageLoader& loader, filter::FilterState& filter, QWidget* parent = nullptr);

    void start() {}
    void setLow(bool low) { setFixedHeight(low ? 132 : 204); }
    void setTimeZone(const QTimeZone&) {}
    void readAgain() {}
};

}  // namespace mirrorscope::ui::shell
