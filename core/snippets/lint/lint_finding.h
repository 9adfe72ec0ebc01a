// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/ip_network.h"

namespace mirrorscope::snippets::lint {

/// Error: copies do not arrive, or clients suffer from the mirror. Warning: something in the copies is lost,
/// wrong or forgeable. Note: may be meant, or cannot be told from this text alone.
enum class LintSeverity : std::uint8_t { Note, Warning, Error };

std::string_view severityName(LintSeverity severity);  // "note"

/// A trap that one kind's lint knows. Codes are unique over all kinds; docs/lint.md has a row for each.
struct LintRule {
    std::string_view code;  // "NGINX_MIRROR_NO_TIMEOUT"
    LintSeverity severity = LintSeverity::Warning;
    std::string_view title;   // what is wrong, without the values of a file
    std::string_view reason;  // why it matters: one or two sentences
};

/// A change of the text that would end a finding. Both may be several lines; `before` empty: to be added
/// there, `after` empty: to be removed.
struct LintFix {
    std::string before;
    std::string after;
};

/// One trap at one place. Texts from the file are bytes of a stranger: show them by base::shownText.
struct LintFinding {
    std::string code;
    LintSeverity severity = LintSeverity::Warning;
    std::string file;        // named inside the text (nginx -T); empty: the text itself
    std::size_t line = 1;    // from 1; inside the text, or the line of what lacks something
    std::size_t column = 1;  // from 1, in bytes
    std::string message;     // one line without an end mark, names the value seen
    std::string directive;   // directive or key that is concerned: "proxy_read_timeout"
    std::string seen;        // its value here; empty: absent
    std::string wanted;      // the value advised; empty: none, take it out
    std::string reason;
    LintFix fix;
};

/// A finding of that rule with its code, severity and reason; the rest is the caller's.
LintFinding findingOf(const LintRule& rule, std::size_t line, std::size_t column);

/// Whom the file says to believe, as settings of a source (`--trust`).
struct TrustImport {
    std::vector<base::IpNetwork> networks;   // set_real_ip_from, trustedIPs
    std::string header;                      // real_ip_header; empty: not named
    bool recursive = false;                  // real_ip_recursive, or a chain that is walked
    std::optional<std::size_t> trustedHops;  // xff_num_trusted_hops, numTrustedProxies
    // Where copies name the proxy's own address (wallarm_force server_addr, server_port); empty: not said.
    std::string serverAddressHeader;
    std::string serverPortHeader;
    std::string file;      // as in LintFinding
    std::size_t line = 0;  // where it begins
};

/// A header that copies will carry, or what else is certain about them once this file is in use.
struct ContractHint {
    std::string header;  // as spelled in the file
    std::string value;   // an expression of the proxy: "$remote_addr"
    std::size_t line = 0;
    std::string file = {};  // as in LintFinding
};

struct LintReport {
    std::vector<LintFinding> findings;  // by line, column, code
    std::optional<TrustImport> trust;
    std::vector<ContractHint> contract;
};

/// By line, column, code; the same finding twice becomes one.
void sortFindings(std::vector<LintFinding>& findings);

/// True when something more than notes was found.
bool hasProblems(const LintReport& report);

/// For text that cannot be read at all: file, line, column, reason.
base::Error unreadableText(std::string_view file, std::size_t line, std::size_t column,
                           std::string_view reason);

}  // namespace mirrorscope::snippets::lint
