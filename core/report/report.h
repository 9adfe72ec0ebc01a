// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/report/words.h"
#include "core/traffic/annotation.h"
#include "core/traffic/body_sizes.h"
#include "core/traffic/chart_series.h"
#include "core/traffic/chart_tops.h"
#include "core/traffic/mirror_health.h"
#include "core/traffic/rows.h"

/// A view of a session as values: what a report tells. Plain data; texts of strangers are as received,
/// without the secrets that were to be hidden. Bounded: every list has a limit, and how many there are is
/// beside it.
namespace mirrorscope::report {

inline constexpr std::size_t kMostAttacks = 100;       // the worst; nobody reads more of them
inline constexpr std::size_t kMostFindings = 50;       // open ones first
inline constexpr std::size_t kMostEvidence = 5;        // requests of a finding
inline constexpr std::size_t kMostTops = 10;           // values of a list
inline constexpr std::size_t kMostBuckets = 120;       // bars of a chart that is as wide as a page
inline constexpr std::size_t kMostSources = 100;       // rows of the health table
inline constexpr std::size_t kMostAnnotations = 50;    // rows of what happened
inline constexpr std::size_t kMostHits = 10;           // of a sample request
inline constexpr std::size_t kMostReasonBytes = 1024;  // of a proof, each of its texts
inline constexpr std::size_t kSampleHead = 4096;       // bytes of a sample's head

/// [offset, offset + length) of a sample's head.
struct MatchedBytes {
    std::size_t offset = 0;
    std::size_t length = 0;
};

/// One request of an attack: its head and what matched.
struct Sample {
    traffic::RequestId request = 0;
    base::WallTime at{};
    std::string head;                   // at most kSampleHead bytes
    bool isCut = false;                 // the head is longer
    std::vector<MatchedBytes> matches;  // sorted, not overlapping, within `head`
    std::vector<traffic::Hit> hits;     // worst first
    std::size_t moreHits = 0;
};

struct ReportedAttack {
    traffic::AttackRow row;
    std::optional<Sample> sample;  // unset: retention removed its requests
};

struct ReportedEvidence {
    traffic::RequestId request = 0;
    base::WallTime at{};
    std::string method;
    std::string target;
    std::vector<std::string> values;  // of the header that the finding is about
    bool isThere = false;             // that header
};

struct ReportedFinding {
    traffic::Finding finding;
    std::vector<ReportedEvidence> evidence;
};

/// How a source is called and drawn.
struct SourceFace {
    std::string name;
    traffic::SourceKind kind = traffic::SourceKind::Unknown;
    int colour = 0;   // of source_look.h
    int texture = 0;  // likewise
};

struct Report {
    std::string view;     // what it is called
    std::string filter;   // as written; empty: everything
    std::string session;  // the name of its file
    std::string version;  // of the program
    base::WallTime madeAt{};
    Zone zone;
    bool hasTimeRange = false;  // the filter's; else the whole session
    bool hidesSecrets = true;
    std::size_t hiddenSecrets = 0;  // of texts in the report

    std::map<traffic::SourceId, SourceFace> sources;
    traffic::ChartSeries series;
    traffic::TopList clients;
    traffic::TopList endpoints;
    traffic::TopList rules;
    traffic::BodySizes bodies;
    std::vector<traffic::Annotation> annotations;
    std::size_t moreAnnotations = 0;

    std::vector<ReportedAttack> attacks;  // the worst first
    std::uint64_t allAttacks = 0;
    std::vector<ReportedFinding> findings;
    std::size_t allFindings = 0;
    std::vector<traffic::MirrorHealth> health;
    std::size_t allSources = 0;
    base::WallTime healthAt{};  // the hour up to then
};

}  // namespace mirrorscope::report
