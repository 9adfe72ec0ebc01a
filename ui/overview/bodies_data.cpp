// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/bodies_data.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

#include "ui/overview/series_data.h"
#include "ui/text/number_text.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::overview {
namespace {

using traffic::BodyCliff;

QString tr(const char* text) {
    return QCoreApplication::translate("Overview", text);
}

/// How many requests a cliff is about.
std::uint64_t weightOf(const BodyCliff& cliff) {
    return cliff.kind == BodyCliff::Kind::NoCopies ? cliff.below : cliff.requests;
}

const BodyCliff* worstOf(const traffic::SourceBodies& bodies) {
    const auto worst = std::ranges::max_element(bodies.cliffs, {}, weightOf);
    return worst == bodies.cliffs.end() ? nullptr : &*worst;
}

/// "0.3 %", "<0.1 %".
QString fineShare(double share) {
    constexpr double kLeast = 0.0005;
    return share < kLeast
               ? QStringLiteral("<0.1 %")
               : QLocale().toString(share * 100, 'f', share < 0.0995 ? 1 : 0) + QStringLiteral(" %");
}

void add(std::vector<charts::SizeBin>& bins, const traffic::SourceBodies& bodies) {
    for (std::size_t i = 0; i < bodies.bins.size(); ++i) {
        const traffic::BodyBin& bin = bodies.bins[i];
        bins[i].requests += bin.requests;
        bins[i].notWhole += bin.absent + bin.cut + bin.stored;
    }
}

charts::SizeCliff shownCliff(const BodyCliff& cliff) {
    const QString at = text::bytesText(cliff.above);
    // Our own limit is known; that of a proxy is concluded from what did not come.
    return {cliff.above,
            cliff.kind == BodyCliff::Kind::Stored ? tr("Limit at %1").arg(text::exactBytesText(cliff.above))
            : cliff.kind == BodyCliff::Kind::NoCopies
                ? tr("None came above %1").arg(text::exactBytesText(cliff.above))
                : tr("Cliff at %1").arg(at),
            cliffText(cliff)};
}

}  // namespace

traffic::SourceId sourceWithCliff(const traffic::BodySizes& sizes) {
    traffic::SourceId found = 0;
    std::uint64_t most = 0;
    for (const traffic::SourceBodies& bodies : sizes.sources) {
        const BodyCliff* worst = worstOf(bodies);
        if (worst != nullptr && bodies.source != 0 && weightOf(*worst) > most) {
            found = bodies.source;
            most = weightOf(*worst);
        }
    }
    return found;
}

QString cliffText(const BodyCliff& cliff) {
    const QString above = text::bytesText(cliff.above);
    QString words;
    switch (cliff.kind) {
        case BodyCliff::Kind::Absent:
            words =
                cliff.above == 0
                    ? tr("No body came with %1 requests that announced one")
                          .arg(text::countText(cliff.requests))
                    : tr("Above %1 no body came in %2 requests").arg(above, text::countText(cliff.requests));
            break;
        case BodyCliff::Kind::Cut:
            words = tr("Above %1 bodies come cut: %2 requests").arg(above, text::countText(cliff.requests));
            break;
        case BodyCliff::Kind::Stored:
            words =
                tr("Above %1 only a part is kept: %2 requests").arg(above, text::countText(cliff.requests));
            break;
        case BodyCliff::Kind::NoCopies:
            words = tr("None came above %1 in %2 requests, of other sources %3 are larger")
                        .arg(above, text::countText(cliff.below), fineShare(cliff.othersShare));
            break;
    }
    if (cliff.limit.empty()) {
        return words;
    }
    const QString limit = text::shownText(cliff.limit);
    return words +
           (cliff.kind == BodyCliff::Kind::Stored ? tr(" (%1)").arg(limit) : tr(" (may be %1)").arg(limit));
}

charts::SizeData sizeData(const traffic::BodySizes& sizes, traffic::SourceId source,
                          const std::vector<traffic::Source>& sources) {
    charts::SizeData data;
    data.note = tr("requests, log scale");
    data.title =
        source == 0 ? tr("Body size, all sources") : tr("Body size, %1").arg(sourceName(sources, source));
    data.look = source == 0 ? charts::accentSeries(1) : charts::sourceSeries(source);
    data.bins.resize(traffic::kBodyBins);
    for (std::size_t i = 0; i < traffic::kBodyBins; ++i) {
        data.bins[i].until = traffic::bodyBinEnd(i);
    }
    std::uint64_t largest = 0;
    for (const traffic::SourceBodies& bodies : sizes.sources) {
        if (source != 0 && bodies.source != source) {
            continue;
        }
        add(data.bins, bodies);
        largest = std::max(largest, bodies.largest);
        const BodyCliff* worst = source != 0 ? worstOf(bodies) : nullptr;
        if (worst != nullptr) {
            data.cliff = shownCliff(*worst);
        }
    }
    const std::uint64_t requests = data.requests();
    data.calm = requests == 0  ? tr("No request in this time")
                : largest == 0 ? tr("No bodies in %1 requests").arg(text::countText(requests))
                : source == 0
                    ? tr("Largest %1 of %2 requests").arg(text::bytesText(largest), text::countText(requests))
                    : tr("No cliff: largest %1 of %2 requests")
                          .arg(text::bytesText(largest), text::countText(requests));
    return data;
}

}  // namespace mirrorscope::ui::overview
