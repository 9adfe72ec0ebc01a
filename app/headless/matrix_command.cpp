// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <string>

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
    std::int64_t last = 10'000;
};

/// A header of one source.
struct MatrixRow {
    std::string header;
    std::string source;
    std::uint64_t requests = 0;  // of the source
    doctor::PresenceMatrix::Cell cell;
};

std::string values(const doctor::PresenceMatrix::Cell& cell) {
    return (cell.moreValues ? "over " : "") + std::to_string(cell.values);
}

constexpr Column<MatrixRow> kColumns[] = {
    {"header", [](const MatrixRow& r) { return Cell(r.header); }, 28},
    {"source", [](const MatrixRow& r) { return knownText(r.source); }, 22},
    {"share_percent",
     [](const MatrixRow& r) { return Cell(static_cast<std::int64_t>(100 * r.cell.requests / r.requests)); },
     13},
    {"requests", [](const MatrixRow& r) { return Cell(static_cast<std::int64_t>(r.cell.requests)); }, 8},
    {"values", [](const MatrixRow& r) { return Cell(values(r.cell)); }, 9},
    {"example", [](const MatrixRow& r) { return Cell(r.cell.example); }, 40},
};

base::Result<doctor::PresenceMatrix> readMatrix(storage::SessionReader& reader, std::int64_t last) {
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
            return matrix;
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
    const auto matrix = readMatrix(**reader, options.last);
    if (!sources || !matrix) {
        return report(sources ? matrix.error() : sources.error());
    }
    std::map<traffic::SourceId, std::string> names;
    for (const auto& source : *sources) {
        names[source.id] = source.name;
    }
    RowWriter<MatrixRow> writer(stdout, options.rowFormat(), kColumns);
    writer.header();
    for (const auto& row : matrix->rows()) {
        for (const auto& [source, cell] : row.cells) {
            writer.write({row.name, names[source], matrix->requestsOf(source), cell});
        }
    }
    return kDone;
}

}  // namespace

void addMatrixCommand(CLI::App& program, Action& action) {
    auto options = std::make_shared<MatrixOptions>();
    CLI::App* command = program.add_subcommand(
        "matrix", "Which headers come from which source: share of requests, number of values, an example");
    addRowOutput(*command, *options);
    command->add_option("--last", options->last, "Only so many of the newest requests")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->callback([options, &action] { action = [options] { return printMatrix(*options); }; });
}

}  // namespace mirrorscope::headless
