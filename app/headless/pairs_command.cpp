// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cinttypes>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>

#include "app/headless/command.h"
#include "app/headless/interrupt.h"
#include "app/headless/row_output.h"
#include "core/doctor/request_difference.h"
#include "core/pipeline/session_pairing.h"
#include "core/query/quantity.h"

namespace mirrorscope::headless {
namespace {

struct PairsOptions : RowOutput {
    std::string a;
    std::string b;
    std::string within = "5s";
    std::size_t limit = 0;
};

/// Farther apart nothing says that two requests are the same one.
constexpr std::chrono::microseconds kLongestWithin = std::chrono::hours(24);

struct PairRow {
    doctor::RequestPair pair;
    std::optional<std::size_t> headerDifferences;  // unset when one was removed meanwhile (retention)
};

constexpr Column<PairRow> kColumns[] = {
    {"a", [](const PairRow& r) { return Cell(r.pair.a); }, 10},
    {"b", [](const PairRow& r) { return Cell(r.pair.b); }, 10},
    {"by", [](const PairRow& r) { return Cell(std::string(doctor::pairedByName(r.pair.by))); }, 10},
    {"between_us", [](const PairRow& r) { return Cell(static_cast<std::int64_t>(r.pair.between.count())); },
     12},
    {"header_differences",
     [](const PairRow& r) {
         return r.headerDifferences ? Cell(static_cast<std::int64_t>(*r.headerDifferences)) : Cell{};
     },
     18},
};

/// The last line of JSON: what the rows are out of.
struct SummaryRow {
    doctor::Pairing pairing;
    std::uint64_t unread = 0;
};

std::int64_t countBy(const doctor::Pairing& pairing, doctor::PairedBy by) {
    return std::ranges::count(pairing.pairs, by, &doctor::RequestPair::by);
}

constexpr Column<SummaryRow> kSummary[] = {
    {"pairs", [](const SummaryRow& r) { return Cell(static_cast<std::int64_t>(r.pairing.pairs.size())); }},
    {"by_request_id",
     [](const SummaryRow& r) { return Cell(countBy(r.pairing, doctor::PairedBy::RequestId)); }},
    {"by_content", [](const SummaryRow& r) { return Cell(countBy(r.pairing, doctor::PairedBy::Content)); }},
    {"only_a", [](const SummaryRow& r) { return Cell(static_cast<std::int64_t>(r.pairing.onlyA)); }},
    {"only_b", [](const SummaryRow& r) { return Cell(static_cast<std::int64_t>(r.pairing.onlyB)); }},
    {"ambiguous_groups",
     [](const SummaryRow& r) { return Cell(static_cast<std::int64_t>(r.pairing.ambiguousGroups)); }},
    {"ambiguous_a",
     [](const SummaryRow& r) { return Cell(static_cast<std::int64_t>(r.pairing.ambiguousA)); }},
    {"ambiguous_b",
     [](const SummaryRow& r) { return Cell(static_cast<std::int64_t>(r.pairing.ambiguousB)); }},
    {"unattributed", [](const SummaryRow& r) { return Cell(static_cast<std::int64_t>(r.unread)); }},
};

std::string validDuration(const std::string& text) {
    const auto within = query::parseQuantity(query::FieldKind::Duration, text);
    return within && *within <= kLongestWithin.count()
               ? std::string()
               : "a time like 5s, 250ms or 1m30s, at most 24h, is expected";
}

base::Result<traffic::SourceId> sourceId(const std::vector<traffic::Source>& sources,
                                         const std::string& text) {
    const auto named = std::ranges::find(sources, text, &traffic::Source::name);
    if (named != sources.end()) {
        return named->id;
    }
    traffic::SourceId id = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (problem != std::errc{} || end != text.data() + text.size()) {
        return base::Error{base::ErrorCode::SourceNotFound, {text}};
    }
    return id;
}

base::Result<pipeline::PairingQuestion> questionOf(storage::SessionReader& reader,
                                                   const PairsOptions& options,
                                                   const base::CancelToken& cancel) {
    const auto sources = reader.sources(cancel);
    if (!sources) {
        return sources.error();
    }
    const auto a = sourceId(*sources, options.a);
    const auto b = sourceId(*sources, options.b);
    if (!a || !b) {
        return a ? b.error() : a.error();
    }
    const auto within = query::parseQuantity(query::FieldKind::Duration, options.within);
    return pipeline::PairingQuestion{*a, *b, std::chrono::microseconds(*within)};
}

void showProgress(traffic::RequestId at, traffic::RequestId last) {
    std::fprintf(stderr, "\rrequest %lld of %lld ", static_cast<long long>(at), static_cast<long long>(last));
}

/// Newest first, as all rows. Cancelled.
base::Result<void> printRows(storage::SessionReader& reader, const doctor::Pairing& pairing,
                             const PairsOptions& options, const base::CancelToken& cancel) {
    RowWriter<PairRow> writer(stdout, options.rowFormat(), kColumns);
    writer.header();
    std::size_t left = options.limit == 0 ? pairing.pairs.size() : options.limit;
    for (auto pair = pairing.pairs.rbegin(); pair != pairing.pairs.rend() && left > 0; ++pair, --left) {
        const auto a = reader.detail(pair->a, cancel);
        const auto b = a ? reader.detail(pair->b, cancel) : a;
        if (!b && b.error().code != base::ErrorCode::RequestNotFound) {
            return b.error();
        }
        writer.write(
            {*pair, b ? std::optional(doctor::headerDifferences(a->request, b->request)) : std::nullopt});
        if (std::ferror(stdout) != 0) {
            break;
        }
    }
    return {};
}

/// On stdout behind the rows; beside a CSV, whose rows are all alike, on stderr.
void printSummary(const SummaryRow& summary, RowFormat format) {
    if (format == RowFormat::Json) {
        RowWriter<SummaryRow>(stdout, format, kSummary).write(summary);
        return;
    }
    const doctor::Pairing& pairing = summary.pairing;
    std::FILE* out = format == RowFormat::Csv ? stderr : stdout;
    std::fprintf(out,
                 "\n%zu pairs (%" PRId64 " by request id, %" PRId64 " by content), %" PRIu64
                 " only via A, %" PRIu64 " only via B, %" PRIu64 " ambiguous groups (%" PRIu64
                 " requests of A, %" PRIu64 " of B)\n",
                 pairing.pairs.size(), countBy(pairing, doctor::PairedBy::RequestId),
                 countBy(pairing, doctor::PairedBy::Content), pairing.onlyA, pairing.onlyB,
                 pairing.ambiguousGroups, pairing.ambiguousA, pairing.ambiguousB);
    if (summary.unread > 0) {
        std::fprintf(stderr, "mirrorscope-cli: %" PRIu64 " requests have no source yet and are left out\n",
                     summary.unread);
    }
}

int failed(const base::Error& error, bool isShown) {
    std::fputs(isShown ? "\n" : "", stderr);
    if (error.code == base::ErrorCode::Cancelled) {
        std::fprintf(stderr, "mirrorscope-cli: stopped\n");
        return kInterrupted;
    }
    return report(error);
}

int printPairs(const PairsOptions& options) {
    const base::CancelToken& cancel = cancelledBySignal();
    auto reader = storage::SessionReader::open(options.session);
    if (!reader) {
        return report(reader.error());
    }
    const auto question = questionOf(**reader, options, cancel);
    const auto progress = (*reader)->progress();
    if (!question || !progress) {
        return failed(question ? progress.error() : question.error(), false);
    }
    const bool isShown = isatty(STDERR_FILENO) != 0;
    const auto pairing = pipeline::pairSources(**reader, *question, cancel,
                                               isShown ? showProgress : decltype(&showProgress){nullptr});
    if (!pairing) {
        return failed(pairing.error(), isShown);
    }
    std::fputs(isShown ? "\n" : "", stderr);
    if (const auto printed = printRows(**reader, *pairing, options, cancel); !printed) {
        return failed(printed.error(), false);
    }
    const auto unread = progress->lastRequest - progress->contextCursor;
    printSummary({*pairing, static_cast<std::uint64_t>(std::max<std::int64_t>(0, unread))},
                 options.rowFormat());
    return std::ferror(stdout) != 0 ? kCannotAccess : kDone;
}

}  // namespace

void addPairsCommand(CLI::App& program, Action& action) {
    auto options = std::make_shared<PairsOptions>();
    CLI::App* command = program.add_subcommand("pairs", "Find client requests that came through two sources");
    command->add_option("a", options->a, "Id or name of the one source")->required()->type_name("SOURCE");
    command->add_option("b", options->b, "Id or name of the other")->required()->type_name("SOURCE");
    addRowOutput(*command, *options);
    command->add_option("--within", options->within, "How far apart requests without a common id may come")
        ->check(CLI::Validator(validDuration, "TIME"))
        ->capture_default_str();
    command->add_option("--limit", options->limit, "Most pairs, newest first; 0: all")->type_name("N");
    command->footer(
        "By request id, else by method, target, host, body and the client's own headers. Requests that could "
        "belong to several others are counted as ambiguous. Then: mirrorscope-cli diff A B.");
    command->callback([options, &action] { action = [options] { return printPairs(*options); }; });
}

}  // namespace mirrorscope::headless
