// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "app/headless/command.h"
#include "app/headless/configured_settings.h"
#include "app/headless/header_output.h"
#include "app/headless/row_columns.h"
#include "app/headless/row_writer.h"
#include "app/headless/terminal.h"
#include "core/base/byte_text.h"
#include "core/doctor/hop_picture.h"
#include "core/exchange/request_copy.h"
#include "core/pipeline/local_session_queries.h"
#include "core/redaction/redacted_copy.h"

namespace mirrorscope::headless {
namespace {

struct ShowOptions {
    std::int64_t id = 0;
    std::string session;
    bool raw = false;
    bool headers = false;
    bool json = false;
    bool body = false;
    bool hits = false;
    bool hops = false;
    bool curl = false;
    bool redact = false;
    bool noRedact = false;
    std::string destination;
    std::string config;
    std::vector<std::string> assignments;
};

/// Exact bytes into a file or pipe; on a terminal line by line as visible text, so that no escape sequence of
/// a stranger reaches it.
void printBytes(std::string_view bytes) {
    if (isatty(STDOUT_FILENO) == 0) {
        std::fwrite(bytes.data(), 1, bytes.size(), stdout);
        return;
    }
    while (!bytes.empty()) {
        const auto end = bytes.find('\n');
        const auto line = bytes.substr(0, end == bytes.npos ? end : end + 1);
        std::printf("%s\n", base::shownText(line, kTerminalLine).c_str());
        bytes.remove_prefix(line.size());
    }
}

void printOverview(const traffic::RequestDetail& detail) {
    for (const auto& column : requestColumns()) {
        const Cell cell = column.cell(detail.row);
        std::printf("%-20s %s\n", std::string(column.name).c_str(), tableValue(cell, 0).c_str());
    }
    if (!detail.ruleSet.empty()) {
        std::printf("%-20s %d / %d · %s\n", "judged", detail.row.score, detail.row.threshold,
                    base::shownText(detail.ruleSet).c_str());
    }
    if (!detail.error.empty()) {
        std::printf("%-20s %s\n", "error", base::shownText(detail.error).c_str());
    }
}

void printMarks(const traffic::UserMarks& marks) {
    for (const traffic::TriageDecision& decision : marks.decisions) {
        const std::string rule =
            decision.ruleId == 0 ? "whole request" : "rule " + std::to_string(decision.ruleId);
        std::printf("%-20s %s, %s%s%s\n", "triage",
                    std::string(traffic::triageStateName(decision.state)).c_str(), rule.c_str(),
                    decision.reason.empty() ? "" : ": ", base::shownText(decision.reason).c_str());
    }
    for (const traffic::Note& note : marks.notes) {
        std::printf("note %-15lld %s\n", static_cast<long long>(note.id), base::shownText(note.text).c_str());
    }
    for (const std::string& tag : marks.tags) {
        std::printf("%-20s %s\n", "tag", base::shownText(tag).c_str());
    }
}

void printHits(const traffic::RequestDetail& detail) {
    RowWriter<traffic::HitRow> writer(stdout, RowFormat::Table, hitColumns());
    writer.header();
    for (const traffic::HitRow& hit : detail.hits) {
        writer.write(hit);
    }
}

/// From the farthest station to us.
void printHops(const traffic::RequestDetail& detail) {
    const auto read = forwarding::readHead(detail.request);
    for (const auto& hop : doctor::hopPicture(detail.request, read, detail.row.context)) {
        std::printf("%-9s %-40s %s%s\n", std::string(doctor::hopRoleName(hop.role)).c_str(),
                    hop.address.c_str(), hop.writtenBy.empty() ? "" : ("written by " + hop.writtenBy).c_str(),
                    hop.forgeable ? ", a client can forge it" : "");
    }
}

/// What is copied hides secrets unless settings or the user say otherwise; raw bytes are what was received
/// unless the user says otherwise.
bool hidesSecrets(const ShowOptions& options, const config::Settings& settings) {
    if (options.redact || options.noRedact) {
        return options.redact;
    }
    return (options.curl || options.json) && settings.text("redact") == "on";
}

int printCopy(const ShowOptions& options, const traffic::RequestDetail& detail) {
    const auto settings = configuredSettings(options.config, options.assignments);
    if (!settings) {
        return report(settings.error());
    }
    const auto redactor = redaction::Redactor::makeFor(
        detail.row.sourceName, {settings->list("redact-headers"), settings->list("redact-parameters"),
                                settings->text("redact-pattern")});
    if (!redactor) {
        return report(redactor.error());
    }
    const auto* hiding = hidesSecrets(options, *settings) ? &*redactor : nullptr;
    if (options.body) {
        printBytes(hiding == nullptr
                       ? detail.request.body
                       : redaction::redactedCopy(detail, *hiding, redaction::kPlainMark).detail.request.body);
        return kDone;
    }
    const auto form = options.curl   ? exchange::CopyForm::Curl
                      : options.json ? exchange::CopyForm::Json
                                     : exchange::CopyForm::Raw;
    const std::string copy = exchange::requestCopy(
        detail, form, hiding, {.destination = options.destination, .asReceived = false, .hiddenSecrets = 0});
    if (form == exchange::CopyForm::Raw) {
        printBytes(copy);
    } else {
        std::printf("%s%s", copy.c_str(), options.json ? "\n" : "");
    }
    return kDone;
}

int show(const ShowOptions& options) {
    auto queries = pipeline::openLocalQueries(options.session);
    if (!queries) {
        return report(queries.error());
    }
    const auto detail = (*queries)->detail(options.id, {});
    if (!detail) {
        return report(detail.error());
    }
    const traffic::MirroredRequest& request = detail->request;
    if (options.headers) {
        printHeaderOrigins(*detail, options.json);
    } else if (options.raw || options.body || options.curl || options.json) {
        return printCopy(options, *detail);
    } else if (options.hits) {
        printHits(*detail);
    } else if (options.hops) {
        printHops(*detail);
    } else {
        printOverview(*detail);
        printMarks(detail->marks);
        if (!detail->hits.empty()) {
            std::printf("\n");
            printHits(*detail);
        }
        std::printf("\n");
        printHeaders(request);
    }
    return kDone;
}

void addCopyOptions(CLI::App& command, ShowOptions& options, CLI::Option* curl) {
    command
        .add_option(
            "--to", options.destination,
            "With --curl: where the command sends to; else the scheme and host that the client asked for")
        ->type_name("URL")
        ->needs(curl)
        ->check(CLI::Validator(
            [](const std::string& url) {
                return url.starts_with("http://") || url.starts_with("https://")
                           ? std::string()
                           : "http://… or https://… is needed";
            },
            "", "url"));
    CLI::Option* redact =
        command.add_flag("--redact", options.redact, "Hide secrets in --raw and --body too");
    command.add_flag("--no-redact", options.noRedact, "Leave secrets in --curl and --json")->excludes(redact);
    command.add_option("--config", options.config, "YAML file with settings (redact, redact-headers …)")
        ->type_name("FILE");
    command.add_option("--set", options.assignments, "Any setting; may be repeated")->type_name("KEY=VALUE");
}

}  // namespace

void addShowCommand(CLI::App& program, Action& action) {
    auto options = std::make_shared<ShowOptions>();
    CLI::App* command = program.add_subcommand("show", "Show one request: overview, hits and headers");
    command->add_option("id", options->id, "Id of the request")->required()->type_name("ID");
    command->add_option("--session", options->session, "Session file (*.mscope)")
        ->required()
        ->type_name("FILE");
    CLI::Option_group* part = command->add_option_group("part", "Only one part");
    CLI::Option* raw =
        part->add_flag("--raw", options->raw, "Head and body as received (exact bytes into a file or pipe)");
    CLI::Option* curl = part->add_flag(
        "--curl", options->curl, "A curl command for /bin/sh that sends it again; nothing is sent here");
    part->add_flag("--headers", options->headers, "The head, with who wrote each line and what it means");
    CLI::Option* body = part->add_flag("--body", options->body, "The kept body");
    CLI::Option* hits = part->add_flag("--hits", options->hits, "The rules that matched");
    CLI::Option* hops =
        part->add_flag("--hops", options->hops, "The stations that the request passed, and who says so");
    part->require_option(0, 1);
    CLI::Option* json = command->add_flag(
        "--json", options->json, "All of it as one JSON object; with --headers one object a header line");
    for (CLI::Option* other : {raw, curl, body, hits, hops}) {
        json->excludes(other);
    }
    addCopyOptions(*command, *options, curl);
    command->callback([options, &action] {
        const bool isCopy = options->curl || options->json;
        if (options->redact && !isCopy && !options->raw && !options->body) {
            throw CLI::RequiresError("--redact", "--raw, --body, --curl or --json");
        }
        if (options->noRedact && !isCopy) {
            throw CLI::RequiresError("--no-redact", "--curl or --json");
        }
        action = [options] { return show(*options); };
    });
}

}  // namespace mirrorscope::headless
