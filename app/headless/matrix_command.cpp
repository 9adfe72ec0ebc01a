// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/headless/command.h"
#include "app/headless/row_output.h"
#include "core/doctor/presence_matrix.h"
#include "core/storage/session_reader.h"

namespace mirrorscope::headless {
namespace {

/// One read of the store.
constexpr std::size_t kReadRows = 1000;
constexpr std::size_t kReadBytes = 8U << 20U;

struct MatrixOptions : RowOutput {
    std::int64_t last = 0;  // 0: what was counted while requests came
    bool onlyDrift = false;
};

/// A header of one source.
struct MatrixRow {
    const traffic::HeaderPresence& header;
    std::string source;
    doctor::PresenceShare share;
};

std::string values(const base::DistinctCount& count) {
    return (count.isMore() ? "over " : "") + std::to_string(count.estimate());
}

Cell rounded(double percent) {
    return {static_cast<std::int64_t>(std::lround(percent))};
}

constexpr Column<MatrixRow> kColumns[] = {
    {"header", [](const MatrixRow& r) { return Cell(r.header.name); }, 28},
    {"source", [](const MatrixRow& r) { return knownText(r.source); }, 22},
    {"share_percent", [](const MatrixRow& r) { return rounded(r.share.all); }, 13},
    {"first_percent",
     [](const MatrixRow& r) { return r.share.baseline ? rounded(*r.share.baseline) : Cell(); }, 13},
    {"now_percent", [](const MatrixRow& r) { return rounded(r.share.recent); }, 11},
    {"drift", [](const MatrixRow& r) { return Cell(r.share.hasDrifted() ? "yes" : ""); }, 5},
    {"requests", [](const MatrixRow& r) { return Cell(static_cast<std::int64_t>(r.header.counts.requests)); },
     8},
    {"values", [](const MatrixRow& r) { return Cell(values(r.header.values)); }, 9},
    {"example", [](const MatrixRow& r) { return Cell(r.header.example); }, 40},
};

/// Of the newest requests alone, counted now.
base::Result<std::vector<traffic::HeaderPresence>> countNewest(storage::SessionReader& reader,
                                                               std::int64_t last) {
    const auto progress = reader.progress();
    if (!progress) {
        return progress.error();
    }
    doctor::PresenceMatrix matrix;
    for (auto after = std::max<std::int64_t>(0, progress->lastRequest - last);;) {
        const auto requests = reader.follow(after, kReadRows, kReadBytes);
        if (!requests) {
            return requests.error();
        }
        if (requests->empty()) {
            return matrix.all();
        }
        for (const auto& [request, context] : *requests) {
            if (request->form != traffic::RequestForm::NotHttp) {
                matrix.add(context ? context->source : 0, http::Head(request->head));
            }
        }
        after = requests->back().request->id;
    }
}

int printMatrix(const MatrixOptions& options) {
    auto reader = storage::SessionReader::open(options.session);
    if (!reader) {
        return report(reader.error());
    }
    const auto sources = (*reader)->sources();
    const auto baselines = (*reader)->presenceBaselines();
    if (!baselines) {
        return report(baselines.error());
    }
    const auto headers = options.last > 0 ? countNewest(**reader, options.last) : (*reader)->headerPresence();
    if (!sources || !headers) {
        return report(sources ? headers.error() : sources.error());
    }
    std::map<traffic::SourceId, std::string> names;
    for (const auto& source : *sources) {
        names[source.id] = source.name;
    }
    RowWriter<MatrixRow> writer(stdout, options.rowFormat(), kColumns);
    writer.header();
    const traffic::HeaderPresence* total = nullptr;
    for (const traffic::HeaderPresence& header : *headers) {
        if (header.name.empty()) {
            total = &header;
            continue;
        }
        if (total == nullptr || total->source != header.source) {
            continue;  // a damaged session
        }
        const auto said = std::ranges::find(*baselines, header.source, &traffic::SourceBaseline::source);
        const MatrixRow row{header, names[header.source],
                            doctor::presenceShare(header, total->counts,
                                                  said == baselines->end() ? std::nullopt : said->baseline)};
        if (!options.onlyDrift || row.share.hasDrifted()) {
            writer.write(row);
        }
    }
    return kDone;
}

}  // namespace

void addMatrixCommand(CLI::App& program, Action& action) {
    auto options = std::make_shared<MatrixOptions>();
    CLI::App* command = program.add_subcommand(
        "matrix",
        "Which headers come from which source: share of requests at first and now, values, an example");
    addRowOutput(*command, *options);
    command->add_option("--last", options->last, "Count only so many of the newest requests, now")
        ->check(CLI::PositiveNumber);
    command->add_flag("--drift", options->onlyDrift,
                      "Only headers whose share is another one now than at first");
    command->callback([options, &action] { action = [options] { return printMatrix(*options); }; });
}

}  // namespace mirrorscope::headless
