// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

#include "core/traffic/body_sizes.h"
#include "core/traffic/source.h"
#include "ui/charts/size_data.h"

/// From counted bodies to what the chart of sizes draws and says. Pure.
namespace mirrorscope::ui::overview {

/// The source to look at unless somebody chose one: with the cliff that concerns most requests; 0: all.
traffic::SourceId sourceWithCliff(const traffic::BodySizes& sizes);

/// Of one source; 0: all together, without a cliff of their own.
charts::SizeData sizeData(const traffic::BodySizes& sizes, traffic::SourceId source,
                          const std::vector<traffic::Source>& sources);

/// "Nothing above 1 MiB in 88,410 requests; of other sources' 0.3 % are larger".
QString cliffText(const traffic::BodyCliff& cliff);

}  // namespace mirrorscope::ui::overview
