// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/body_cliffs.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace mirrorscope::doctor {
namespace {

using traffic::BodyBin;
using traffic::BodyCliff;
using traffic::SourceBodies;
using traffic::SourceKind;
using Kind = BodyCliff::Kind;

constexpr std::uint64_t kMebibyte = 1U << 20U;
/// One or two bodies that are not whole are clients that left.
constexpr std::uint64_t kLeastRequests = 3;
/// Of the requests over a cliff so many are not whole: the limit may have been changed in between.
constexpr double kLeastShare = 0.9;
/// When a source should have had so many larger ones by the share of the others, that it had none is no
/// accident: chance would give it once in 20,000 times.
constexpr double kLeastExpected = 10;

std::uint64_t partly(const BodyBin& bin, Kind kind) {
    return kind == Kind::Absent ? bin.absent : kind == Kind::Cut ? bin.cut : bin.stored;
}

/// Which limit cuts copies of larger bodies off, and what it is unless configured.
void explain(BodyCliff& cliff, SourceKind kind) {
    const bool isNginx = kind == SourceKind::Nginx || kind == SourceKind::IngressNginx;
    if (cliff.kind == Kind::Stored) {
        cliff.limit = "limits.body-bytes";
        cliff.limitBytes = cliff.above;
        cliff.remedy = "a larger limits.body-bytes in the settings";
    } else if (cliff.kind == Kind::NoCopies && isNginx) {
        cliff.limit = "client_max_body_size";
        // Its default explains only what ends right below it; another value is not known here.
        if (traffic::bodyBinOf(cliff.above) == traffic::bodyBinOf(kMebibyte)) {
            cliff.limitBytes = cliff.above = kMebibyte;
        }
        cliff.remedy = "client_max_body_size of the main location in the mirror location";
    } else if (cliff.kind == Kind::NoCopies && kind == SourceKind::Traefik) {
        cliff.limit = "maxBodySize";
        cliff.remedy = "a larger maxBodySize of the mirroring service, or -1";
    } else if (cliff.kind == Kind::Absent && cliff.above == 0 && kind == SourceKind::Traefik) {
        cliff.limit = "mirrorBody";
        cliff.remedy = "mirrorBody: true in the mirroring service";
    } else if (cliff.kind == Kind::Absent && cliff.above == 0 && isNginx) {
        cliff.limit = "mirror_request_body";
        cliff.remedy = "mirror_request_body on, and proxy_pass_request_body on in the mirror location";
    }
}

/// The smallest size over which what is not whole prevails.
std::optional<BodyCliff> cliffOf(const SourceBodies& bodies, Kind kind) {
    std::uint64_t over = 0;
    std::uint64_t notWhole = 0;
    std::optional<std::size_t> lowest;
    std::uint64_t counted = 0;
    for (std::size_t bin = traffic::kBodyBins; bin-- > 1;) {
        over += bodies.bins[bin].requests;
        notWhole += partly(bodies.bins[bin], kind);
        const bool prevails = static_cast<double>(notWhole) >= kLeastShare * static_cast<double>(over);
        if (prevails && partly(bodies.bins[bin], kind) > 0) {
            lowest = bin;
            counted = notWhole;
        }
    }
    if (!lowest || counted < kLeastRequests) {
        return std::nullopt;
    }
    BodyCliff cliff;
    cliff.kind = kind;
    cliff.requests = counted;
    // The largest whole body says it better than the edge of a bin, unless it is one of the few over the
    // cliff.
    const bool isBelow = bodies.largestWhole <= traffic::bodyBinEnd(*lowest);
    cliff.above = kind == Kind::Stored ? bodies.keptLimit
                  : isBelow            ? bodies.largestWhole
                                       : traffic::bodyBinEnd(*lowest - 1);
    for (std::size_t bin = 0; bin < *lowest; ++bin) {
        cliff.below += bodies.bins[bin].requests;
    }
    return cliff;
}

std::optional<BodyCliff> missingCopies(const traffic::BodySizes& sizes, const SourceBodies& bodies) {
    const std::size_t largest = traffic::bodyBinOf(bodies.largest);
    std::uint64_t others = 0;
    std::uint64_t larger = 0;
    for (const SourceBodies& other : sizes.sources) {
        if (other.source == bodies.source || other.source == 0) {
            continue;
        }
        others += other.requests;
        for (std::size_t bin = largest + 1; bin < traffic::kBodyBins; ++bin) {
            larger += other.bins[bin].requests;
        }
    }
    const double share = others == 0 ? 0 : static_cast<double>(larger) / static_cast<double>(others);
    // Without any body it is the traffic that differs, or the copies have none.
    if (bodies.largest == 0 || share * static_cast<double>(bodies.requests) < kLeastExpected) {
        return std::nullopt;
    }
    BodyCliff cliff;
    cliff.kind = Kind::NoCopies;
    cliff.above = bodies.largest;
    cliff.below = bodies.requests;
    cliff.othersShare = share;
    return cliff;
}

}  // namespace

void findBodyCliffs(traffic::BodySizes& sizes, const std::vector<traffic::Source>& sources) {
    std::map<traffic::SourceId, SourceKind> kinds;
    for (const traffic::Source& source : sources) {
        kinds[source.id] = source.kind;
    }
    for (SourceBodies& bodies : sizes.sources) {
        bodies.cliffs.clear();
        if (bodies.source == 0) {
            continue;
        }
        for (const Kind kind : {Kind::Absent, Kind::Cut, Kind::Stored}) {
            if (auto cliff = cliffOf(bodies, kind)) {
                bodies.cliffs.push_back(std::move(*cliff));
            }
        }
        if (auto cliff = missingCopies(sizes, bodies)) {
            bodies.cliffs.push_back(std::move(*cliff));
        }
        for (BodyCliff& cliff : bodies.cliffs) {
            explain(cliff, kinds[bodies.source]);
        }
    }
}

}  // namespace mirrorscope::doctor
