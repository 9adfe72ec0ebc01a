// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <chrono>
#include <cinttypes>
#include <cstdio>
#include <ctime>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/headless/command.h"
#include "app/headless/interrupt.h"
#include "core/base/byte_text.h"
#include "core/base/clock.h"
#include "core/pipeline/session_decisions.h"
#include "core/query/parser.h"

namespace mirrorscope::headless {
namespace {

constexpr std::size_t kHistory = 50;

struct DecisionOptions {
    std::string session;
    std::vector<std::int64_t> ids;
    bool areAttacks = false;
    std::string filter;
    bool hasFilter = false;
    bool isDryRun = false;
    std::string state;
    std::optional<std::int64_t> rule;
    std::string reason;
    bool undo = false;
    bool redo = false;
    std::optional<std::int64_t> decision;
    bool history = false;
};

int usage(const char* text) {
    std::fprintf(stderr, "mirrorscope-cli: triage: %s\n", text);
    return kUsage;
}

void printReceipt(const traffic::DecisionReceipt& receipt, const std::string& state) {
    std::printf("decision %" PRId64 ": %" PRIu64 " requests, %" PRIu64 " hits: %s\n", receipt.decision,
                receipt.requests, receipt.hits, state.c_str());
}

traffic::TriageState stateOf(const DecisionOptions& options) {
    return traffic::triageStateByName(options.state).value_or(traffic::TriageState::New);
}

/// What was decided before a failure stays decided and is told.
int decideEach(const DecisionOptions& options) {
    const base::SystemClock clock;
    pipeline::SessionDecisions decisions(clock);
    for (const std::int64_t id : options.ids) {
        const api::DecisionTarget target{options.areAttacks ? 0 : id, options.areAttacks ? id : 0,
                                         options.rule};
        const auto receipt = decisions.decide(options.session, target, stateOf(options), options.reason);
        if (!receipt) {
            return report(receipt.error());
        }
        printReceipt(*receipt, options.state);
    }
    return kDone;
}

/// Percent on a terminal, wiped at the end.
class MatchingShown {
public:
    api::DecisionService::MatchProgress progress() const {
        return [shown = m_isShown](traffic::RequestId done, traffic::RequestId last) {
            if (shown && last > 0) {
                std::fprintf(stderr, "\r%3" PRId64 " %%", 100 * done / last);
            }
        };
    }
    ~MatchingShown() {
        if (m_isShown) {
            std::fprintf(stderr, "\r     \r");
        }
    }

private:
    bool m_isShown = isatty(STDERR_FILENO) != 0;
};

int decideMatching(const DecisionOptions& options) {
    if (const auto tree = query::parse(options.filter); !tree) {
        std::fprintf(stderr, "mirrorscope-cli: --filter: %s\n%s\n",
                     query::sentence(tree.error(), options.filter).c_str(),
                     query::underlined(tree.error(), options.filter).c_str());
        return kUsage;
    }
    const base::CancelToken& cancel = cancelledBySignal();
    const base::SystemClock clock;
    pipeline::SessionDecisions decisions(clock);
    const traffic::FilterText filter{options.filter, clock.wall(), {}};
    if (options.isDryRun) {
        const auto count = [&] {
            const MatchingShown shown;
            return decisions.countMatching(options.session, filter, cancel, shown.progress());
        }();
        if (!count) {
            return report(count.error());
        }
        std::printf("%" PRIu64 " requests, %" PRIu64 " hits of %" PRIu64 " attacks fit\n", count->requests,
                    count->hits, count->attacks);
        return kDone;
    }
    const auto receipt = [&] {
        const MatchingShown shown;
        return decisions.decideAll(options.session, filter, stateOf(options), options.reason, cancel,
                                   shown.progress());
    }();
    if (!receipt) {
        return report(receipt.error());
    }
    printReceipt(*receipt, options.state);
    return kDone;
}

std::string timeText(base::WallTime at) {
    const std::time_t seconds =
        std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
    std::tm parts{};
    char text[32] = "";
    if (gmtime_r(&seconds, &parts) != nullptr) {
        std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    }
    return text;
}

int printHistory(const DecisionOptions& options) {
    const base::SystemClock clock;
    const auto rows = pipeline::SessionDecisions(clock).decisions(options.session, kHistory);
    if (!rows) {
        return report(rows.error());
    }
    for (const traffic::LoggedDecision& row : *rows) {
        std::string about = row.about + (row.scope.empty() ? "" : " " + row.scope);
        if (row.ruleId) {
            about += " rule " + std::to_string(*row.ruleId);
        }
        const std::string reason = row.reason.empty() ? "" : "\t" + base::shownText(row.reason);
        std::printf("%" PRId64 "\t%s\t%s%s\t%" PRIu64 " requests\t%" PRIu64 " hits\t%s%s\n",
                    row.receipt.decision, timeText(row.at).c_str(), base::shownText(row.state).c_str(),
                    row.isUndone ? " (undone)" : "", row.receipt.requests, row.receipt.hits,
                    base::shownText(about).c_str(), reason.c_str());
    }
    return kDone;
}

/// The newest that can be, when no id is given.
int takeBack(const DecisionOptions& options) {
    const base::SystemClock clock;
    pipeline::SessionDecisions decisions(clock);
    std::optional<std::int64_t> decision = options.decision;
    if (!decision) {
        const auto rows = decisions.decisions(options.session, kHistory);
        if (!rows) {
            return report(rows.error());
        }
        for (const traffic::LoggedDecision& row : *rows) {
            if (!decision && row.isUndone == options.redo) {
                decision = row.receipt.decision;
            }
        }
    }
    const char* done = options.redo ? "made again" : "undone";
    const auto changed = !decision      ? base::Result<bool>(false)
                         : options.redo ? decisions.redo(options.session, *decision)
                                        : decisions.undo(options.session, *decision);
    if (!changed) {
        return report(changed.error());
    }
    if (!*changed) {
        std::fprintf(stderr, "mirrorscope-cli: there is no decision to be %s%s; --history lists them\n", done,
                     decision ? (" of id " + std::to_string(*decision)).c_str() : "");
        return kCheckFailed;
    }
    std::printf("decision %" PRId64 " %s\n", *decision, done);
    return kDone;
}

int run(const DecisionOptions& options) {
    const int asked = (options.ids.empty() ? 0 : 1) + (options.hasFilter ? 1 : 0) + (options.undo ? 1 : 0) +
                      (options.redo ? 1 : 0) + (options.history ? 1 : 0);
    if (asked != 1) {
        return usage("takes either ids, --filter, --undo, --redo or --history");
    }
    if (options.history) {
        return printHistory(options);
    }
    if (options.undo || options.redo) {
        return takeBack(options);
    }
    if (options.state.empty() && !options.isDryRun) {
        return usage("--state says what is decided");
    }
    if (options.hasFilter) {
        return options.rule || options.areAttacks ? usage("--filter is about requests as a whole")
                                                  : decideMatching(options);
    }
    return options.isDryRun ? usage("--dry-run counts what fits a --filter") : decideEach(options);
}

}  // namespace

void addDecisionCommand(CLI::App& program, Action& action) {
    auto options = std::make_shared<DecisionOptions>();
    CLI::App* command = program.add_subcommand("triage", "Decide about the hits of requests or attacks");
    command->add_option("--session", options->session, "Session file (*.mscope); may be recorded meanwhile")
        ->required()
        ->type_name("FILE");
    command->add_option("ids", options->ids, "Ids of requests")->type_name("ID");
    command->add_flag("--attack", options->areAttacks, "The ids are those of attacks");
    auto* filter = command->add_option("--filter", options->filter,
                                       "All stored requests that fit (docs/filters.md), instead of ids");
    filter->type_name("EXPR");
    command->add_flag("--dry-run", options->isDryRun, "Only count what fits the filter");
    command->add_option("--state", options->state, "new takes earlier decisions back")
        ->check(CLI::IsMember({"new", "confirmed", "false-positive", "escalated", "archived"}));
    command->add_option("--rule", options->rule, "Only hits of this rule")->type_name("RULE");
    command->add_option("--reason", options->reason, "Why")->type_name("TEXT");
    auto* undo = command->add_option("--undo", options->decision, "Take back this decision, or the newest");
    undo->expected(0, 1)->type_name("[DECISION]");
    auto* redo =
        command->add_option("--redo", options->decision, "Make it again, or the newest that was undone");
    redo->expected(0, 1)->type_name("[DECISION]");
    command->add_flag("--history", options->history, "List the newest 50 decisions");
    command->footer(
        "A request is decided as a whole, with whatever hits it has. A decision about all that fit a filter "
        "is "
        "in force as a whole or, after Ctrl+C, not at all; what is stored later is not decided. Retention "
        "spares what is confirmed or escalated.");
    command->callback([options, filter, undo, redo, &action] {
        options->hasFilter = filter->count() > 0;
        options->undo = undo->count() > 0;
        options->redo = redo->count() > 0;
        action = [options] { return run(*options); };
    });
}

}  // namespace mirrorscope::headless
