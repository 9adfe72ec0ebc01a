// SPDX-License-Identifier: Apache-2.0
#include "app/headless/verify_options.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "core/query/quantity.h"

namespace mirrorscope::headless {
namespace {

/// Longer nobody waits at a prompt, and a script has its own limit.
constexpr std::chrono::microseconds kLongest = std::chrono::hours(1);
/// 8 MiB of each: more is a load test.
constexpr std::size_t kMostOfEach = 1000;
constexpr std::size_t kMostWarmUps = 100;
/// One connection sends one probe after another; an origin notices little of that.
constexpr double kMostPerSecond = 100;

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
        ->check(CLI::Range(std::size_t{1}, kMostOfEach))
        ->type_name("N")
        ->capture_default_str();
    command.add_option("--only", options.only, "Only these kinds of probes")
        ->check(CLI::IsMember(probeNames()))
        ->type_name("KIND");
    command
        .add_option("--warm-up", options.warmUps, "First requests of connections of their own, not counted")
        ->check(CLI::Range(std::size_t{0}, kMostWarmUps))
        ->type_name("N")
        ->capture_default_str();
    command.add_option("--rate", options.rate, "Probes a second at most")
        ->check(CLI::Range(0.1, kMostPerSecond))
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
    return time && *time <= kLongest.count() ? std::string()
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

base::Result<probe::RunOptions> VerifyOptions::run() const {
    if (session.empty() && listen.empty()) {
        return base::Error{
            base::ErrorCode::InvalidArgument,
            {"--session", "", "the session in which copies are recorded, or --listen ADDR:PORT"}};
    }
    auto url = probe::ProbeUrl::parse(via);
    if (!url) {
        return url.error();
    }
    probe::RunOptions out;
    out.url = std::move(*url);
    out.plan.run = probe::newRun();
    out.plan.count = count;
    out.plan.warmUps = warmUps;
    for (const std::string& name : only) {
        out.plan.kinds.push_back(*probe::probeKindByName(name));
    }
    out.perSecond = rate;
    out.wait = timeOf(wait);
    out.isShare = percentage < 100;
    return out;
}

probe::SenderOptions VerifyOptions::sender(const probe::ProbeUrl& url) const {
    probe::SenderOptions out;
    out.url = url;
    out.caFile = caFile;
    out.answerTime = timeOf(timeout);
    return out;
}

probe::Expectations VerifyOptions::expectations() const {
    probe::Expectations out;
    out.maxLoss = maxLoss;
    out.lateAfter = timeOf(lateAfter);
    out.percentage = percentage;
    if (!law.empty()) {
        out.law = law == "counts" ? probe::ShareLaw::Counts : probe::ShareLaw::Draws;
    }
    out.hasBodies = !noBodies;
    return out;
}

std::vector<base::IpNetwork> VerifyOptions::allowed() const {
    std::vector<base::IpNetwork> out;
    for (const std::string& text : allow) {
        out.push_back(*base::IpNetwork::parse(text));
    }
    return out;
}

base::Result<std::string> VerifyOptions::contractText() const {
    if (contract.empty()) {
        return std::string();
    }
    std::ifstream in(contract, std::ios::binary);
    if (!in) {
        return base::Error{base::ErrorCode::TextUnreadable, {contract, std::strerror(errno)}};
    }
    return std::string(std::istreambuf_iterator<char>(in), {});
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
