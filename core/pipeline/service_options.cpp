// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/service_options.h"

#include <algorithm>
#include <thread>

#include "core/config/paths.h"
#include "core/standing/archive_rule.h"

namespace mirrorscope::pipeline {
namespace {

std::chrono::milliseconds milliseconds(const config::Settings& settings, std::string_view key) {
    return std::chrono::milliseconds(settings.number(key));
}

std::size_t bytes(const config::Settings& settings, std::string_view key) {
    return static_cast<std::size_t>(settings.number(key));
}

listener::Limits limitsFrom(const config::Settings& settings) {
    listener::Limits limits;
    limits.headBytes = bytes(settings, "limits.head-bytes");
    limits.allHeadsBytes = bytes(settings, "limits.all-heads-bytes");
    limits.bodyKeptBytes = bytes(settings, "limits.body-bytes");
    limits.allBodiesBytes = bytes(settings, "limits.all-bodies-bytes");
    limits.bodyAnnouncedBytes = bytes(settings, "limits.body-announced-bytes");
    limits.bodyBytesPerSecond = bytes(settings, "limits.body-rate");
    limits.chunkExtensionBytes = bytes(settings, "limits.chunk-extension-bytes");
    limits.chunkSizeDigits = bytes(settings, "limits.chunk-size-digits");
    limits.trailerBytes = bytes(settings, "limits.trailer-bytes");
    limits.trailingBytes = bytes(settings, "limits.trailing-bytes");
    limits.leadingLines = bytes(settings, "limits.leading-lines");
    limits.pipelined = bytes(settings, "limits.pipelined");
    limits.unsentBytes = bytes(settings, "limits.unsent-bytes");
    limits.connections = bytes(settings, "limits.connections");
    limits.patience = milliseconds(settings, "limits.patience");
    limits.headDeadline = milliseconds(settings, "limits.head-deadline");
    limits.bodyDeadline = milliseconds(settings, "limits.body-deadline");
    limits.idleTime = milliseconds(settings, "limits.idle");
    return limits;
}

/// What Rule::parse() makes of each text of a list.
template <typename Rule>
base::Result<std::vector<Rule>> readAll(const config::Settings& settings, const char* key) {
    std::vector<Rule> rules;
    for (const std::string& text : settings.list(key)) {
        auto rule = Rule::parse(text);
        if (!rule) {
            return rule.error();
        }
        rules.push_back(std::move(*rule));
    }
    return rules;
}

base::Result<void> readSenders(const config::Settings& settings, ServiceOptions& options) {
    auto trust = readAll<forwarding::TrustRule>(settings, "trust");
    auto listeners = readAll<forwarding::ListenerKind>(settings, "listener-kind");
    auto tokens = readAll<forwarding::SenderToken>(settings, "token");
    if (!trust) {
        return trust.error();
    }
    if (!listeners || !tokens) {
        return listeners ? tokens.error() : listeners.error();
    }
    options.trust = std::move(*trust);
    options.senders = {std::move(*listeners), std::move(*tokens)};
    return {};
}

base::Result<void> readAddresses(const config::Settings& settings, ServiceOptions& options) {
    for (const std::string& text : settings.list("listen")) {
        auto address = api::parseListenerAddress(text);
        if (!address) {
            return address.error();
        }
        const auto sameName = [&](const api::ListenerAddress& other) { return other.name == address->name; };
        if (std::ranges::any_of(options.listen, sameName)) {
            return base::Error{base::ErrorCode::InvalidArgument,
                               {"--listen", text, "a name of its own for each listener (NAME=ADDR:PORT)"}};
        }
        options.listen.push_back(*address);
    }
    for (const std::string& text : settings.list("allow")) {
        const auto network = base::IpNetwork::parse(text);
        if (!network) {
            return base::Error{base::ErrorCode::InvalidArgument,
                               {"--allow", text, "a CIDR such as 10.0.0.0/8"}};
        }
        options.listener.allow.push_back(*network);
    }
    return readSenders(settings, options);
}

storage::RetentionPolicy retentionFrom(const config::Settings& settings) {
    storage::RetentionPolicy policy;
    policy.age = std::chrono::duration_cast<std::chrono::seconds>(milliseconds(settings, "retention.age"));
    policy.requests = static_cast<std::uint64_t>(settings.number("retention.requests"));
    policy.bytes = static_cast<std::uint64_t>(settings.number("retention.size"));
    policy.judgedOnly = settings.text("engine") != "none";
    return policy;
}

storage::DiskGuard::Limits diskLimitsFrom(const config::Settings& settings) {
    return {static_cast<std::uint64_t>(settings.number("disk.warn-below")),
            static_cast<std::uint64_t>(settings.number("disk.refuse-below"))};
}

}  // namespace

base::Result<ServiceOptions> ServiceOptions::from(const config::Settings& settings) {
    ServiceOptions options;
    options.session = settings.text("session");
    options.sessionIsDefault = options.session.empty();
    if (options.sessionIsDefault) {
        options.session = config::defaultSessionFile();
    }
    if (auto read = readAddresses(settings, options); !read) {
        return read.error();
    }
    options.listener.limits = limitsFrom(settings);
    options.listener.acknowledge =
        settings.text("ack") == "enqueue" ? listener::Acknowledge::Enqueue : listener::Acknowledge::Commit;
    options.journal.queueBytes = bytes(settings, "limits.queue-bytes");
    options.journal.retention = retentionFrom(settings);
    options.journal.disk = diskLimitsFrom(settings);
    options.journal.phaseFile = settings.text("journal.phase-file");
    options.analysis = settings.text("engine") != "none";
    options.searchIndex = settings.text("search.index") == "on";
    options.archiveRules = standing::archiveRulesFile();
    options.engine.rules = settings.text("rules");
    options.engine.paranoia = static_cast<int>(settings.number("paranoia"));
    options.engine.threshold = static_cast<int>(settings.number("threshold"));
    options.pool.threads = bytes(settings, "analysis.threads");
    if (options.pool.threads == 0) {
        options.pool.threads = std::max(2U, std::thread::hardware_concurrency()) - 1;
    }
    options.pool.priority =
        settings.text("analysis.priority") == "normal" ? AnalysisPriority::Normal : AnalysisPriority::Idle;
    return options;
}

}  // namespace mirrorscope::pipeline
