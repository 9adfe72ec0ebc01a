// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstdint>
#include <optional>
#include <vector>

#include "ui/charts/chart_table.h"
#include "ui/charts/series_look.h"

namespace mirrorscope::ui::charts {

/// Sizes up to and including `until` bytes and above those of the bin before.
struct SizeBin {
    std::uint64_t until = 0;
    std::uint64_t requests = 0;
    std::uint64_t notWhole = 0;  // of these
};

/// Where sizes end or bodies are no longer whole.
struct SizeCliff {
    std::uint64_t above = 0;  // bytes
    QString label;            // beside the line: "Limit at 1 MiB"
    QString words;            // below the axis: what it means, with numbers
};

/// What a SizeChart shows. Bins ascending by size; the first is of the empty ones.
struct SizeData {
    QString title;
    QString note;  // beside the title: "requests, log scale"
    SeriesLook look;
    std::vector<SizeBin> bins;
    std::optional<SizeCliff> cliff;
    QString calm;  // below the axis without a cliff

    std::uint64_t highest() const;
    std::uint64_t requests() const;
    /// The smallest size of a bin.
    std::uint64_t from(std::size_t bin) const { return bin == 0 ? 0 : bins[bin - 1].until + 1; }
    /// Place of a size on an axis where every bin is 1 wide.
    double placeOf(std::uint64_t bytes) const;
};

/// Only as many bins as hold all requests and the cliff, one more, and at least up to 1 KiB.
SizeData trimmed(SizeData data);

/// A row a bin that has a request.
ChartTable sizeTable(const SizeData& data);

}  // namespace mirrorscope::ui::charts
