// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTimeZone>

#include "core/traffic/annotation.h"
#include "core/traffic/chart_series.h"
#include "ui/charts/rate_data.h"
#include "ui/overview/overview_feed.h"

/// From counts to what the charts over time draw. Pure.
namespace mirrorscope::ui::overview {

/// A name as people read it: of a source by id, "Not attributed yet" for 0, "Source 7" for one not told.
QString sourceName(const std::vector<traffic::Source>& sources, traffic::SourceId id);

/// Requests a second by source, attacks a second, what was refused, gaps, marks and what is compared.
/// `compared`: its name.
charts::RateData rateData(const SeriesAnswer& answer, const QString& compared);

/// Attack requests a bar, the five most frequent types and the others.
charts::RateData typeData(const SeriesAnswer& answer);
inline constexpr std::size_t kShownTypes = 5;

/// "Rules CRS 4.7 loaded", "Listener edge off", "1,204 requests refused". Names come from the network.
QString annotationText(const traffic::Annotation& annotation);

}  // namespace mirrorscope::ui::overview
