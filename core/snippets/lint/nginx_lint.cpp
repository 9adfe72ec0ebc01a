// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/lint/nginx_lint.h"

#include <algorithm>
#include <array>

#include "core/snippets/lint/lint_kinds.h"
#include "core/snippets/lint/nginx_dump.h"
#include "core/snippets/lint/nginx_rule_sets.h"
#include "core/snippets/lint/nginx_trust.h"

namespace mirrorscope::snippets::lint {
namespace {

constexpr LintRule kIncludeNotRead{
    "NGINX_INCLUDE_NOT_READ", LintSeverity::Note, "an included file is not read",
    "What it sets is unknown here, so nothing is reported as missing below this level. lint reads all files "
    "in the output of \"nginx -T\"."};

std::array<const NginxRuleSet*, 9> ruleSets() {
    return {&kNginxMirrorDirectiveRules, &kNginxCopyLocationRules, &kNginxDestinationRules,
            &kNginxDeliveryRules,        &kNginxBodyRules,         &kNginxSamplingRules,
            &kNginxCopyHeaderRules,      &kNginxHeaderValueRules,  &kNginxRealIpRules};
}

std::vector<LintRule> allRules() {
    std::vector<LintRule> out;
    for (const NginxRuleSet* set : ruleSets()) {
        out.insert(out.end(), set->rules.begin(), set->rules.end());
    }
    out.push_back(kIncludeNotRead);
    return out;
}

void noteIncludes(const NginxSetup& setup, std::vector<LintFinding>& findings) {
    for (const NginxItem* item : setup.items()) {
        if (isUnreadInclude(*item)) {
            findings.push_back(findingAt(kIncludeNotRead, *item, "\"" + asText(*item) + "\" is not read"));
            findings.back().wanted = "the output of nginx -T";
        }
    }
}

std::vector<ContractHint> contractOf(const NginxSetup& setup) {
    std::vector<ContractHint> out;
    for (const NginxItem* location : setup.copyLocations()) {
        for (const NginxItem* header : effectiveAll(*location, "proxy_set_header")) {
            if (!header->argument(1).empty()) {
                out.push_back(
                    {std::string(header->argument(0)), std::string(header->argument(1)), header->place.line});
            }
        }
    }
    return out;
}

/// Lines of a dump become those of the files in it.
void nameFiles(const std::vector<NginxDumpFile>& files, LintReport& report) {
    const auto name = [&](auto& found) {
        if (const NginxDumpFile* file = dumpFileAt(files, found.line); file != nullptr) {
            found.file = file->path;
            found.line -= file->firstLine - 1;
        }
    };
    std::ranges::for_each(report.findings, name);
    std::ranges::for_each(report.contract, name);
    if (report.trust) {
        name(*report.trust);
    }
}

}  // namespace

std::span<const LintRule> nginxLintRules() {
    static const std::vector<LintRule> rules = allRules();
    return rules;
}

base::Result<LintReport> lintNginx(std::string_view text, std::string_view file) {
    const std::vector<NginxDumpFile> files = nginxDumpFiles(text);
    auto tree = files.empty() ? readNginx(text, file) : readNginxDump(files);
    if (!tree) {
        return tree.error();
    }
    LintReport report;
    const NginxSetup setup(std::move(*tree));
    // Beside a mirror set_real_ip_from names what is in front of this nginx, not who sends copies.
    if (setup.mirrors().empty()) {
        report.trust = nginxTrust(setup.tree());
    }
    for (const NginxRuleSet* set : ruleSets()) {
        set->check(setup, report.findings);
    }
    noteIncludes(setup, report.findings);
    sortFindings(report.findings);
    report.contract = contractOf(setup);
    nameFiles(files, report);
    return report;
}

int nginxLikeness(std::string_view text) {
    constexpr std::array<std::string_view, 9> words{"proxy_pass ", "location ",         "server {",
                                                    "mirror /",    "proxy_set_header ", "set_real_ip_from ",
                                                    "internal;",   "upstream ",         "http {"};
    return wordsFound(text, words);
}

}  // namespace mirrorscope::snippets::lint
