// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/series_data.h"

#include <QCoreApplication>
#include <algorithm>
#include <limits>

#include "ui/charts/type_chart.h"
#include "ui/text/number_text.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::overview {
namespace {

using traffic::Annotation;

constexpr std::size_t kShownName = 64;
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

QString tr(const char* text) {
    return QCoreApplication::translate("Overview", text);
}

double width(const traffic::BucketGrid& grid) {
    return static_cast<double>(std::max<std::int64_t>(1, grid.width.count()));
}

std::vector<double> perSecond(const traffic::BucketGrid& grid, const std::vector<std::uint64_t>& counts) {
    std::vector<double> rates(grid.count);
    for (std::size_t i = 0; i < std::min(grid.count, counts.size()); ++i) {
        rates[i] = static_cast<double>(counts[i]) / width(grid);
    }
    return rates;
}

void add(std::vector<double>& into, const std::vector<double>& values) {
    into.resize(std::max(into.size(), values.size()));
    for (std::size_t i = 0; i < values.size(); ++i) {
        into[i] += values[i];
    }
}

charts::RateData frameOf(const SeriesAnswer& answer) {
    const traffic::ChartSeries& series = answer.series;
    charts::RateData data;
    data.start = series.grid.start;
    data.width = std::chrono::seconds(std::max<std::int64_t>(1, series.grid.width.count()));
    data.gaps = series.gaps;
    data.gaps.resize(series.grid.count);
    data.lastIsCounting = series.counting && *series.counting + 1 == series.grid.count;
    for (const Annotation& annotation : answer.annotations) {
        data.markers.push_back({annotation.at, annotationText(annotation)});
    }
    return data;
}

charts::EarlierRange earlierOf(const traffic::ChartSeries& series, const QString& name) {
    charts::EarlierRange earlier{name, std::vector<double>(series.grid.count)};
    for (const traffic::SourceCounts& one : series.sources) {
        add(earlier.totals, perSecond(series.grid, one.requests));
    }
    for (std::size_t i = 0; i < earlier.totals.size(); ++i) {
        if (i < series.gaps.size() && series.gaps[i]) {
            earlier.totals[i] = kNothing;
        }
    }
    return earlier;
}

QString quoted(const std::string& name) {
    return QStringLiteral("“%1”").arg(text::shownText(name, kShownName));
}

}  // namespace

QString sourceName(const std::vector<traffic::Source>& sources, traffic::SourceId id) {
    if (id == 0) {
        return tr("Not attributed yet");
    }
    const auto found = std::ranges::find(sources, id, &traffic::Source::id);
    return found == sources.end() ? tr("Source %1").arg(id) : text::shownText(found->name, kShownName);
}

charts::RateData rateData(const SeriesAnswer& answer, const QString& compared) {
    const traffic::ChartSeries& series = answer.series;
    charts::RateData data = frameOf(answer);
    data.attacks.resize(series.grid.count);
    for (const traffic::SourceCounts& one : series.sources) {
        data.series.push_back(
            {one.source, sourceName(answer.sources, one.source), perSecond(series.grid, one.requests)});
        add(data.attacks, perSecond(series.grid, one.attackRequests));
    }
    data.refused.resize(series.grid.count);
    for (const traffic::ListenerRefusals& one : series.refused) {
        for (std::size_t i = 0; i < std::min(one.requests.size(), data.refused.size()); ++i) {
            data.refused[i] += one.requests[i];
        }
    }
    if (answer.compared) {
        data.earlier = earlierOf(*answer.compared, compared);
        data.earlier.totals.resize(series.grid.count, kNothing);
    }
    return data;
}

charts::RateData typeData(const SeriesAnswer& answer) {
    charts::RateData data = frameOf(answer);
    charts::RateSeries other{0, tr("Other types"), {}};
    const auto& types = answer.series.types;
    for (std::size_t i = 0; i < types.size(); ++i) {
        std::vector<double> counts(types[i].requests.begin(), types[i].requests.end());
        counts.resize(answer.series.grid.count);
        if (i < kShownTypes || types.size() == kShownTypes + 1) {
            const traffic::AttackTypeInfo& info = traffic::attackTypeInfo(types[i].type);
            data.series.push_back(
                {charts::TypeChart::keyOf(types[i].type), text::ownText(info.title), std::move(counts)});
        } else {
            add(other.values, counts);
        }
    }
    if (!other.values.empty()) {
        data.series.push_back(std::move(other));
    }
    return data;
}

QString annotationText(const Annotation& annotation) {
    const auto shown = [](const std::string& text) { return text::shownText(text, kShownName); };
    switch (annotation.kind) {
        case Annotation::Kind::ListenerOn:
            return tr("Listener %1 on").arg(quoted(annotation.what));
        case Annotation::Kind::ListenerOff:
            return tr("Listener %1 off").arg(quoted(annotation.what));
        case Annotation::Kind::RecorderLost:
            return tr("Recording ended without a word");
        case Annotation::Kind::RulesLoaded:
            return annotation.detail.empty()
                       ? tr("Rules %1 loaded").arg(shown(annotation.what))
                       : tr("Rules %1, %2 loaded").arg(shown(annotation.what), shown(annotation.detail));
        case Annotation::Kind::Probed:
            return annotation.detail.empty()
                       ? tr("%1 probed").arg(shown(annotation.what))
                       : tr("%1 probed: %2").arg(shown(annotation.what), shown(annotation.detail));
        case Annotation::Kind::Removed:
            return tr("%1 older requests removed").arg(text::countText(annotation.count));
        case Annotation::Kind::Refused:
            return annotation.count == 1 ? tr("1 request refused")
                                         : tr("%1 requests refused").arg(text::countText(annotation.count));
        case Annotation::Kind::Count:
            break;
    }
    return {};
}

}  // namespace mirrorscope::ui::overview
