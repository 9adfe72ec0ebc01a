// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart.h"

namespace mirrorscope::ui::charts {

Chart::~Chart() = default;

}  // namespace mirrorscope::ui::charts
