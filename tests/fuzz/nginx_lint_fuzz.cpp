// SPDX-License-Identifier: Apache-2.0
// Configuration that people paste: whatever it is, lint ends, and what it names lies inside the text.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/snippets/lint/nginx_dump.h"
#include "core/snippets/lint/nginx_lint.h"
#include "core/snippets/lint/nginx_tree.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using namespace mirrorscope;
using namespace mirrorscope::snippets::lint;
using fuzz::require;

struct Extent {
    std::size_t lines = 1;
    std::vector<std::size_t> lengths{0};

    explicit Extent(std::string_view text) {
        for (const char c : text) {
            if (c == '\n') {
                lengths.push_back(0);
            } else {
                ++lengths.back();
            }
        }
        lines = lengths.size();
    }

    /// A column may be one behind the last byte: there something is missing.
    bool holds(std::size_t line, std::size_t column) const {
        return line >= 1 && line <= lines && column >= 1 && column <= lengths[line - 1] + 1;
    }
};

/// Where lines are counted: the text, or each file that a dump of several has.
class Places {
public:
    Places(std::string_view text, const std::vector<NginxDumpFile>& files) : m_text(text) {
        for (const NginxDumpFile& file : files) {
            m_files.emplace_back(file.path, Extent(file.text));
        }
    }

    /// Two files of a dump may have the same name.
    bool hold(std::string_view file, std::size_t line, std::size_t column) const {
        return m_files.empty() ? m_text.holds(line, column)
                               : std::ranges::any_of(m_files, [&](const auto& one) {
                                     return one.first == file && one.second.holds(line, column);
                                 });
    }

private:
    Extent m_text;
    std::vector<std::pair<std::string, Extent>> m_files;
};

void requirePlace(const Places& places, const base::Error& error) {
    require(error.code == base::ErrorCode::TextInvalid && error.arguments.size() == 4,
            "an error has its place");
    require(places.hold(error.arguments[0], std::stoul(error.arguments[1]), std::stoul(error.arguments[2])),
            "an error lies inside the text");
}

/// The words of a tree stand at their places: the same bytes, unless quotes or escapes changed them.
void requireWords(std::string_view text, const NginxTree& tree) {
    for (const NginxItem* item : tree.items()) {
        for (const NginxWord& word : item->arguments) {
            require(word.place.offset < text.size(), "a word begins inside the text");
            const std::string_view here = text.substr(word.place.offset);
            require(word.isQuoted || here.front() == '\\' || here.starts_with(word.text.substr(0, 1)),
                    "a word stands where it says");
        }
        require(item->parent != nullptr, "every item is in a block");
    }
}

void requireFindings(const Places& places, const LintReport& report) {
    const auto rules = nginxLintRules();
    for (const LintFinding& finding : report.findings) {
        require(finding.code == "NGINX_NO_MIRROR" || places.hold(finding.file, finding.line, finding.column),
                "a finding lies inside the text");
        require(std::ranges::find(rules, finding.code, &LintRule::code) != rules.end(),
                "a finding has a known code");
        require(!finding.message.empty() && !finding.reason.empty(), "a finding says what and why");
    }
    for (const ContractHint& hint : report.contract) {
        require(places.hold(hint.file, hint.line, 1), "a header of the contract lies inside the text");
    }
    require(!report.trust ||
                (!report.trust->networks.empty() && places.hold(report.trust->file, report.trust->line, 1)),
            "a trust import trusts somebody");
}

}  // namespace

std::vector<std::string> fuzz::inputsOf(std::string_view) {
    return {};  // its seeds are configuration files
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const std::vector<NginxDumpFile> files = nginxDumpFiles(text);
    const Places places(text, files);
    const auto tree = files.empty() ? readNginx(text, "input") : readNginxDump(files);
    const auto report = lintNginx(text, "input");
    require(tree.has_value() == report.has_value(), "lint reads what the tree reads");
    if (!report) {
        requirePlace(places, report.error());
        return 0;
    }
    requireWords(text, *tree);
    requireFindings(places, *report);
    return 0;
}
