// SPDX-License-Identifier: Apache-2.0
#include "core/report/report_reading.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/report/reading_context.h"
#include "core/report/source_look.h"

namespace mirrorscope::report {
namespace {

using Done = base::Result<void>;
using Part = Done (*)(const ReadingContext&);

traffic::OnChartProgress telling(const ReadingContext& context, Step step) {
    return
        [&context, step](const traffic::ChartProgress& at) { context.tell(step, at.all - at.left, at.all); };
}

void writeTitle(const ReadingContext& context) {
    context.report.view = context.question.view;
    context.report.filter = context.hiding.text(context.question.filter.text, {});
    context.report.session = context.question.session;
    context.report.version = context.question.version;
    context.report.madeAt = context.question.madeAt;
    context.report.zone = context.question.zone;
    context.report.hasTimeRange = context.question.from || context.question.until;
    context.report.hidesSecrets = context.question.privacy.hides;
}

/// The filter's time where it names one, as far as the session has any; counts go back further than requests
/// where retention removed some.
Done readRange(const ReadingContext& context, const std::vector<traffic::Source>& sources) {
    std::optional<base::WallTime> first;
    std::optional<base::WallTime> last;
    const auto take = [&](base::WallTime from, base::WallTime until) {
        first = first ? std::min(*first, from) : from;
        last = last ? std::max(*last, until) : until;
    };
    for (const traffic::Source& source : sources) {
        take(source.firstSeen, source.lastSeen);
    }
    for (const bool newest : {false, true}) {
        traffic::PageQuery query;
        query.limit = 1;
        query.newestFirst = newest;
        const auto rows = context.queries.requests(query, context.cancel);
        if (!rows) {
            return rows.error();
        }
        for (const traffic::RequestRow& row : *rows) {
            take(row.time, row.time);
        }
    }
    if (!first) {
        return {};
    }
    const base::WallTime from = std::max(context.question.from.value_or(*first), *first);
    const base::WallTime until =
        context.question.until.value_or(context.question.from ? std::max(context.question.filter.now, *last)
                                                              : *last + std::chrono::seconds(1));
    if (from < until) {
        context.report.series.grid =
            traffic::gridOver(from, until, traffic::widthFor(until - from, kMostBuckets));
    }
    context.report.healthAt = until;
    return {};
}

Done readSources(const ReadingContext& context) {
    context.tell(Step::Rates, 0, 0);
    auto sources = context.queries.sources(context.cancel);
    if (!sources) {
        return sources.error();
    }
    for (const traffic::Source& source : *sources) {
        const auto setting =
            std::ranges::find(context.question.settings, source.id, &traffic::SourceSetting::source);
        const SourceLook look =
            lookOf(source, setting == context.question.settings.end() ? nullptr : &*setting);
        context.report.sources[source.id] = {source.name, source.kind, look.colour, look.texture};
    }
    return readRange(context, *sources);
}

Done readSeries(const ReadingContext& context) {
    if (context.isEmpty()) {
        return {};
    }
    auto series = context.queries.chartSeries({context.report.series.grid, context.question.filter},
                                              context.cancel, telling(context, Step::Rates));
    if (!series) {
        return series.error();
    }
    context.report.series = std::move(*series);
    return {};
}

Done readTop(const ReadingContext& context, traffic::TopBy by, traffic::TopOf of, traffic::TopList& into) {
    auto list =
        context.queries.topList({context.report.series.grid, context.question.filter, by, of, kMostTops},
                                context.cancel, telling(context, Step::Tops));
    if (!list) {
        return list.error();
    }
    into = std::move(*list);
    for (traffic::TopEntry& entry : into.entries) {
        for (std::string* text : {&entry.value, &entry.host, &entry.title}) {
            *text = context.hiding.text(*text, {});
            for (const auto& [source, count] : entry.sources) {
                *text = context.hiding.text(*text, context.nameOf(source));
            }
        }
    }
    return {};
}

Done readTops(const ReadingContext& context) {
    using traffic::TopBy;
    using traffic::TopOf;
    if (context.isEmpty()) {
        return {};
    }
    for (const auto& [by, of, into] :
         {std::tuple(TopBy::Client, TopOf::AttackRequests, &context.report.clients),
          std::tuple(TopBy::Endpoint, TopOf::AttackRequests, &context.report.endpoints),
          std::tuple(TopBy::Rule, TopOf::Hits, &context.report.rules)}) {
        if (const Done done = readTop(context, by, of, *into); !done) {
            return done;
        }
    }
    return {};
}

Done readBodies(const ReadingContext& context) {
    if (context.isEmpty()) {
        return {};
    }
    auto bodies = context.queries.bodySizes({context.report.series.grid, context.question.filter},
                                            context.cancel, telling(context, Step::Bodies));
    if (!bodies) {
        return bodies.error();
    }
    context.report.bodies = std::move(*bodies);
    return {};
}

Done readAnnotations(const ReadingContext& context) {
    if (context.isEmpty()) {
        return {};
    }
    const traffic::BucketGrid& grid = context.report.series.grid;
    auto found = context.queries.annotations(grid.start, grid.end(), context.cancel);
    if (!found) {
        return found.error();
    }
    if (found->size() > kMostAnnotations) {
        context.report.moreAnnotations = found->size() - kMostAnnotations;
        found->erase(found->begin(), found->end() - kMostAnnotations);
    }
    for (traffic::Annotation& one : *found) {
        if (one.kind == traffic::Annotation::Kind::Probed) {
            one.detail = context.hiding.text(one.detail, one.what);
        }
    }
    context.report.annotations = std::move(*found);
    return {};
}

/// A proof quotes headers and addresses.
void hideIn(traffic::ProbeCounts& proof, const ReadingContext& context, const std::string& source) {
    proof.headline = context.hiding.text(proof.headline, source);
    for (traffic::ProofReason& reason : proof.reasons) {
        reason.what = context.hiding.text(reason.what, source);
    }
}

Done readHealth(const ReadingContext& context) {
    if (context.isEmpty()) {
        return {};
    }
    auto health = context.queries.mirrorHealth(context.report.healthAt, context.cancel);
    if (!health) {
        return health.error();
    }
    std::erase_if(*health, [&context](const auto& one) { return !context.concerns(one.source.id); });
    context.report.allSources = health->size();
    health->resize(std::min(health->size(), kMostSources));
    for (traffic::MirrorHealth& one : *health) {
        if (one.probes) {
            hideIn(*one.probes, context, context.nameOf(one.source.id));
        }
    }
    context.report.health = std::move(*health);
    return {};
}

}  // namespace

base::Result<Report> readReport(api::SessionQueries& queries, const Question& question,
                                const base::CancelToken& cancel, const OnProgress& progress) {
    auto hiding = Hiding::make(question.privacy);
    if (!hiding) {
        return hiding.error();
    }
    Report report;
    const ReadingContext context{queries, question, cancel, progress, *hiding, report};
    writeTitle(context);
    for (const Part part : {&readSources, &readSeries, &readTops, &readBodies, &readAnnotations, &readAttacks,
                            &readFindings, &readHealth}) {
        if (cancel.isCancelled()) {
            return base::Error{base::ErrorCode::Cancelled, {}};
        }
        if (const Done done = part(context); !done) {
            return done.error();
        }
    }
    report.hiddenSecrets = hiding->count();
    return report;
}

}  // namespace mirrorscope::report
