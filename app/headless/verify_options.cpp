// SPDX-License-Identifier: Apache-2.0
#include "app/headless/verify_options.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

#include "core/query/quantity.h"

namespace mirrorscope::headless {
namespace {

std::vector<std::string> kindNames() {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < static_cast<std::size_t>(traffic::SourceKind::Count); ++i) {
        names.emplace_back(traffic::sourceKindName(static_cast<traffic::SourceKind>(i)));
    }
    return names;
}

/// Of a file; empty without a name.
base::Result<std::string> textOf(const std::string& file) {
    if (file.empty()) {
        return std::string();
    }
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        return base::Error{base::ErrorCode::TextUnreadable, {file, std::strerror(errno)}};
    }
    return std::string(std::istreambuf_iterator<char>(in), {});
}

std::string validNetwork(const std::string& text) {
    return base::IpNetwork::parse(text) ? std::string() : "an address or a CIDR block is expected";
}

void addWhere(CLI::App& command, VerifyOptions& options) {
    command.add_option("--via", options.via, "The proxy's public URL: where clients send their requests")
        ->type_name("URL");
    auto* session =
        command.add_option("--session", options.session, "The session in which the copies are recorded")
            ->type_name("FILE");
    command
        .add_option("--listen", options.listen,
                    "Instead: listen here for the time of the check; nothing is stored")
        ->type_name("ADDR:PORT")
        ->excludes(session);
    command.add_option("--allow", options.allow, "Who may send to --listen; may be repeated")
        ->check(CLI::Validator(validNetwork, "CIDR"));
    command.add_option("--ca", options.caFile, "CA that signed the certificate of an https URL")
        ->type_name("FILE");
}

void addWhat(CLI::App& command, VerifyOptions& options) {
    command.add_option("--count", options.count, "How many of each kind of probe")
        ->check(CLI::Range(std::size_t{1}, probe::kMostOfEach))
        ->type_name("N")
        ->capture_default_str();
    command.add_option("--only", options.only, "Only these kinds of probes")
        ->check(CLI::IsMember(probeNames()))
        ->type_name("KIND");
    command
        .add_option("--warm-up", options.warmUps, "First requests of connections of their own, not counted")
        ->check(CLI::Range(std::size_t{0}, probe::kMostWarmUps))
        ->type_name("N")
        ->capture_default_str();
    command.add_option("--rate", options.rate, "Probes a second at most")
        ->check(CLI::Range(0.1, probe::kMostPerSecond))
        ->type_name("N")
        ->capture_default_str();
    command.add_option("--timeout", options.timeout, "How long one answer may take")
        ->check(CLI::Validator(validTime, "TIME"))
        ->capture_default_str();
    command.add_option("--wait", options.wait, "How long to wait for copies that are missing")
        ->check(CLI::Validator(validTime, "TIME"))
        ->capture_default_str();
}

void addWanted(CLI::App& command, VerifyOptions& options) {
    command.add_option("--max-loss", options.maxLoss, "Share of each kind that may be lost")
        ->check(CLI::Range(0.0, 100.0))
        ->type_name("PCT")
        ->capture_default_str();
    command.add_option("--late-after", options.lateAfter, "A copy that begins later is late")
        ->check(CLI::Validator(validTime, "TIME"))
        ->capture_default_str();
    command.add_option("--percentage", options.percentage, "Share of requests that the proxy mirrors")
        ->check(CLI::Range(0.0, 100.0))
        ->type_name("PCT")
        ->capture_default_str();
    command
        .add_option("--law", options.law,
                    "How the proxy chooses that share; without: as the kind that sent the copies does")
        ->check(CLI::IsMember({"counts", "draws"}));
    command.add_option("--kind", options.kind, "Kind of the proxy, where its copies do not say it")
        ->check(CLI::IsMember(kindNames()))
        ->type_name("KIND");
    command.add_option("--expect-header", options.expectHeaders, "Header that every copy must carry")
        ->type_name("NAME");
    command
        .add_option("--contract", options.contract,
                    "Headers of the copies, as snippet KIND --contract --json prints them")
        ->type_name("FILE");
    command.add_flag("--no-bodies", options.noBodies, "Copies come without bodies on purpose");
    command.add_flag("--json", options.json, "The result as one JSON object");
    command.add_option("--kept", options.kept, "Instead: print the result that is kept with that source")
        ->type_name("SOURCE");
}

}  // namespace

std::string validTime(const std::string& text) {
    const auto time = query::parseQuantity(query::FieldKind::Duration, text);
    return time && std::chrono::microseconds(*time) <= probe::kLongestWait
               ? std::string()
               : "a time like 250ms, 5s or 1m30s, at most 1h, is expected";
}

std::chrono::milliseconds timeOf(const std::string& text) {
    const auto time = query::parseQuantity(query::FieldKind::Duration, text);
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::microseconds(time.value_or(0)));
}

std::vector<std::string> probeNames() {
    std::vector<std::string> names;
    for (const probe::ProbeForm& form : probe::probeForms()) {
        names.emplace_back(form.name);
    }
    return names;
}

base::Result<probe::ProofRequest> VerifyOptions::request() const {
    if (session.empty() && listen.empty()) {
        return base::Error{
            base::ErrorCode::InvalidArgument,
            {"--session", "", "the session in which copies are recorded, or --listen ADDR:PORT"}};
    }
    auto promised = textOf(contract);
    if (!promised) {
        return promised.error();
    }
    probe::ProofRequest out;
    out.via = via;
    out.caFile = caFile;
    out.count = count;
    for (const std::string& name : only) {
        out.only.push_back(*probe::probeKindByName(name));
    }
    out.warmUps = warmUps;
    out.perSecond = rate;
    out.answerTime = timeOf(timeout);
    out.wait = timeOf(wait);
    out.percentage = percentage;
    if (!law.empty()) {
        out.law = law == "counts" ? probe::ShareLaw::Counts : probe::ShareLaw::Draws;
    }
    out.maxLoss = maxLoss;
    out.lateAfter = timeOf(lateAfter);
    out.hasBodies = !noBodies;
    out.headers = expectHeaders;
    out.contract = std::move(*promised);
    out.kind = traffic::sourceKindByName(kind).value_or(traffic::SourceKind::Unknown);
    return out;
}

std::vector<base::IpNetwork> VerifyOptions::allowed() const {
    std::vector<base::IpNetwork> out;
    for (const std::string& text : allow) {
        out.push_back(*base::IpNetwork::parse(text));
    }
    return out;
}

void addVerifyOptions(CLI::App& command, VerifyOptions& options) {
    addWhere(command, options);
    addWhat(command, options);
    addWanted(command, options);
    command.footer(
        "Probes are GET, HEAD, POST, PUT and DELETE with bodies up to 8 MiB: name a URL whose application "
        "may "
        "get them. No redirect is followed. Ctrl+C stops at once.\n"
        "Exit codes: 0 passed, 1 failed or not proven, 2 usage, 3 cannot reach or listen, 4 interrupted.");
}

}  // namespace mirrorscope::headless
