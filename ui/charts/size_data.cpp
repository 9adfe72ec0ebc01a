// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/size_data.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/text/number_text.h"

namespace mirrorscope::ui::charts {
namespace {

constexpr std::uint64_t kLeastAxis = 1024;  // bytes: a chart of small bodies is no single bar

QString tr(const char* text) {
    return QCoreApplication::translate("SizeChart", text);
}

}  // namespace

std::uint64_t SizeData::highest() const {
    return bins.empty() ? 0 : std::ranges::max_element(bins, {}, &SizeBin::requests)->requests;
}

std::uint64_t SizeData::requests() const {
    return std::accumulate(bins.begin(), bins.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const SizeBin& bin) { return sum + bin.requests; });
}

double SizeData::placeOf(std::uint64_t bytes) const {
    for (std::size_t i = 0; i < bins.size(); ++i) {
        if (bytes <= bins[i].until) {
            const auto low = static_cast<double>(i == 0 ? 0 : bins[i - 1].until);
            const auto high = static_cast<double>(bins[i].until);
            const auto at = static_cast<double>(bytes);
            const double share = i < 2 || high <= low ? 1 : std::log2(at / low) / std::log2(high / low);
            return static_cast<double>(i) + share;
        }
    }
    return static_cast<double>(bins.size());
}

SizeData trimmed(SizeData data) {
    std::size_t last = 0;
    for (std::size_t i = 0; i < data.bins.size(); ++i) {
        if (data.bins[i].requests > 0 || (data.cliff && data.from(i) <= data.cliff->above) ||
            data.bins[i].until <= kLeastAxis) {
            last = i;
        }
    }
    data.bins.resize(std::min(data.bins.size(), last + 2));
    return data;
}

ChartTable sizeTable(const SizeData& data) {
    ChartTable table;
    table.columns = {{tr("From"), QStringLiteral("from_bytes"), true},
                     {tr("Up to"), QStringLiteral("to_bytes"), true},
                     {tr("Requests"), QStringLiteral("requests"), true},
                     {tr("Share"), QStringLiteral("share"), true},
                     {tr("Not whole"), QStringLiteral("not_whole"), true}};
    const std::uint64_t all = data.requests();
    for (std::size_t i = 0; i < data.bins.size(); ++i) {
        const SizeBin& bin = data.bins[i];
        if (bin.requests == 0) {
            continue;
        }
        const double share = static_cast<double>(bin.requests) / static_cast<double>(all);
        table.rows.push_back({{text::exactBytesText(data.from(i)), QString::number(data.from(i))},
                              {text::exactBytesText(bin.until), QString::number(bin.until)},
                              {text::countText(bin.requests), QString::number(bin.requests)},
                              {text::shareText(bin.requests, all), plainNumber(share)},
                              {text::countText(bin.notWhole), QString::number(bin.notWhole)}});
    }
    return table;
}

}  // namespace mirrorscope::ui::charts
