// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/chart_area.h"

namespace mirrorscope::ui::shell {

ChartArea::ChartArea(live::PageLoader&, filter::FilterState&, QWidget* parent) : QWidget(parent) {}

}  // namespace mirrorscope::ui::shell
