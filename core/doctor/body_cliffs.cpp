// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/body_cliffs.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace mirrorscope::doctor {
namespace {

using traffic::BodyBin;
using traffic::BodyCliff;
using traffic::SourceBodies;
using traffic::SourceKind;
using Kind = BodyCliff::Kind;

/// One or two bodies that are not whole are clients that left.
constexpr std::uint64_t kLeastRequests = 3;
/// Of the requests over a cliff so many are not whole: the limit may have been changed in between.
constexpr double kLeastShare = 0.9;
/// So many of a source's bodies lie close below a limit, else sizes just end there.
constexpr std::uint64_t kLeastNear = 10;
/// When so many larger ones are to be expected by the bodies that others have around the limit, that none
/// came is no accident: chance would give it once in 20,000 times.
constexpr double kLeastExpected = 10;

/// A size above which proxies of a kind make no copies unless somebody sets another one. What is set in a
/// proxy is not known here.
struct KindCeiling {
    SourceKind kind = SourceKind::Unknown;
    std::uint64_t bytes = 0;
    std::string_view limit;
    std::string_view remedy;
};
constexpr std::string_view kNginxLimit = "client_max_body_size";
constexpr std::string_view kNginxRemedy = "client_max_body_size of the main location in the mirror location";
/// nginx's default; what the written configuration for Traefik says.
constexpr std::array kCeilings{
    KindCeiling{SourceKind::Nginx, 1U << 20U, kNginxLimit, kNginxRemedy},
    KindCeiling{SourceKind::IngressNginx, 1U << 20U, kNginxLimit, kNginxRemedy},
    KindCeiling{SourceKind::Traefik, 8U << 20U, "maxBodySize",
                "a larger maxBodySize of the mirroring service, or -1"},
};

std::uint64_t partly(const BodyBin& bin, Kind kind) {
    return kind == Kind::Absent ? bin.absent : kind == Kind::Cut ? bin.cut : bin.stored;
}

/// Which setting may be why bodies do not come whole.
void explain(BodyCliff& cliff, SourceKind kind) {
    const bool isNginx = kind == SourceKind::Nginx || kind == SourceKind::IngressNginx;
    if (cliff.kind == Kind::Stored) {
        cliff.limit = "limits.body-bytes";
        cliff.limitBytes = cliff.above;
        cliff.remedy = "a larger limits.body-bytes in the settings";
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

/// Requests with a body above half the limit, and those above it.
struct AroundLimit {
    std::uint64_t near = 0;
    std::uint64_t larger = 0;
};

AroundLimit around(const SourceBodies& bodies, std::uint64_t limit) {
    const std::size_t octave = traffic::bodyBinOf(limit);
    AroundLimit out;
    out.near = bodies.bins[octave].requests;
    for (std::size_t bin = octave + 1; bin < traffic::kBodyBins; ++bin) {
        out.larger += bodies.bins[bin].requests;
    }
    return out;
}

/// Sources carry different traffic: that others have larger bodies says nothing by itself. It does where the
/// bodies of this one reach up to a limit that its kind is known for and end there, while those of others as
/// large as that go on.
std::optional<BodyCliff> missingCopies(const traffic::BodySizes& sizes, const SourceBodies& bodies,
                                       const KindCeiling& ceiling) {
    const bool endsThere =
        bodies.largest <= ceiling.bytes && bodies.largest > ceiling.bytes - ceiling.bytes / 8;
    const AroundLimit own = around(bodies, ceiling.bytes);
    if (!endsThere || own.near < kLeastNear) {
        return std::nullopt;
    }
    std::uint64_t all = 0;
    AroundLimit others;
    for (const SourceBodies& other : sizes.sources) {
        if (other.source != bodies.source && other.source != 0) {
            const AroundLimit one = around(other, ceiling.bytes);
            all += other.requests;
            others.near += one.near;
            others.larger += one.larger;
        }
    }
    const double share = others.larger == 0 ? 0
                                            : static_cast<double>(others.larger) /
                                                  static_cast<double>(others.larger + others.near);
    if (share * static_cast<double>(own.near) < kLeastExpected) {
        return std::nullopt;
    }
    BodyCliff cliff;
    cliff.kind = Kind::NoCopies;
    cliff.above = ceiling.bytes;
    cliff.below = bodies.requests;
    cliff.othersShare = static_cast<double>(others.larger) / static_cast<double>(all);
    cliff.limit = ceiling.limit;
    cliff.limitBytes = ceiling.bytes;
    cliff.remedy = ceiling.remedy;
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
        for (const Kind how : {Kind::Absent, Kind::Cut, Kind::Stored}) {
            if (auto cliff = cliffOf(bodies, how)) {
                bodies.cliffs.push_back(std::move(*cliff));
            }
        }
        const SourceKind kind = kinds[bodies.source];
        for (BodyCliff& cliff : bodies.cliffs) {
            explain(cliff, kind);
        }
        const auto ceiling = std::ranges::find(kCeilings, kind, &KindCeiling::kind);
        if (ceiling == kCeilings.end()) {
            continue;
        }
        if (auto cliff = missingCopies(sizes, bodies, *ceiling)) {
            bodies.cliffs.push_back(std::move(*cliff));
        }
    }
}

}  // namespace mirrorscope::doctor
