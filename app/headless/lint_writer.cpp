// SPDX-License-Identifier: Apache-2.0
#include "app/headless/lint_writer.h"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <set>
#include <string>

#include "core/base/byte_text.h"
#include "core/exchange/json_text.h"
#include "core/snippets/lint/lint_words.h"

namespace mirrorscope::headless {
namespace {

namespace json = boost::json;
using namespace snippets::lint;

/// Where it stands: a file inside the text, or the text itself.
std::string nameOf(const auto& found, const std::string& shownFile) {
    return found.file.empty() ? shownFile : base::shownText(found.file);
}

/// Each line of `text` behind `sign`; bytes of the file only as visible text.
void writeLines(std::FILE* out, char sign, std::string_view text) {
    for (const std::string& line : shownLines(text)) {
        std::fprintf(out, "    %c %s\n", sign, line.c_str());
    }
}

void writeFinding(std::FILE* out, std::string_view file, const LintFinding& finding, bool withReason) {
    std::fprintf(out, "%s:%zu:%zu: %s: %s [%s]\n", std::string(file).c_str(), finding.line, finding.column,
                 std::string(severityName(finding.severity)).c_str(),
                 base::shownText(finding.message).c_str(), finding.code.c_str());
    if (withReason) {
        std::fprintf(out, "    %s\n", finding.reason.c_str());
    }
    writeLines(out, '-', finding.fix.before);
    writeLines(out, '+', finding.fix.after);
    if (finding.fix.after.empty() && !finding.wanted.empty()) {
        std::fprintf(out, "    wanted: %s\n", base::shownText(finding.wanted).c_str());
    }
}

void writeTrust(std::FILE* out, std::string_view file, const TrustImport& trust) {
    std::fprintf(out, "%s:%zu: trusted proxies, as options of \"mirrorscope-cli listen\":\n    %s\n",
                 std::string(file).c_str(), trust.line, trustOptions(trust).c_str());
    for (const std::string& detail : trustDetails(trust)) {
        std::fprintf(out, "    %s\n", detail.c_str());
    }
}

void writeObject(std::FILE* out, const json::object& object) {
    std::fprintf(out, "%s\n", json::serialize(object).c_str());
}

json::object trustObject(std::string_view file, const TrustImport& trust) {
    json::array networks;
    for (const base::IpNetwork& network : trust.networks) {
        networks.push_back(json::string(network.text()));
    }
    json::object object{{"record", "trust"},
                        {"file", exchange::jsonText(trust.file.empty() ? file : trust.file)},
                        {"line", trust.line},
                        {"networks", networks},
                        {"header", exchange::jsonText(trust.header)},
                        {"recursive", trust.recursive},
                        {"server_addr_header", exchange::jsonText(trust.serverAddressHeader)},
                        {"server_port_header", exchange::jsonText(trust.serverPortHeader)}};
    object["trusted_hops"] = trust.trustedHops ? json::value(*trust.trustedHops) : json::value(nullptr);
    return object;
}

}  // namespace

void writeLintText(std::FILE* out, std::string_view file, const LintReport& report) {
    const std::string shownFile = base::shownText(file);
    std::set<std::string_view> explained;
    for (const LintFinding& finding : report.findings) {
        writeFinding(out, nameOf(finding, shownFile), finding, explained.insert(finding.code).second);
    }
    if (report.trust) {
        writeTrust(out, nameOf(*report.trust, shownFile), *report.trust);
    }
    if (report.findings.empty()) {
        std::fprintf(out, "%s: no known trap\n", shownFile.c_str());
        return;
    }
    std::fprintf(out, "%s: %s\n", shownFile.c_str(), countsText(report).c_str());
}

void writeLintJson(std::FILE* out, std::string_view file, const LintReport& report) {
    for (const LintFinding& finding : report.findings) {
        writeObject(out, {{"record", "finding"},
                          {"file", exchange::jsonText(finding.file.empty() ? file : finding.file)},
                          {"line", finding.line},
                          {"column", finding.column},
                          {"code", finding.code},
                          {"severity", severityName(finding.severity)},
                          {"message", exchange::jsonText(finding.message)},
                          {"directive", exchange::jsonText(finding.directive)},
                          {"seen", exchange::jsonText(finding.seen)},
                          {"wanted", exchange::jsonText(finding.wanted)},
                          {"reason", finding.reason},
                          {"before", exchange::jsonText(finding.fix.before)},
                          {"after", exchange::jsonText(finding.fix.after)}});
    }
    if (report.trust) {
        writeObject(out, trustObject(file, *report.trust));
    }
    for (const ContractHint& hint : report.contract) {
        writeObject(out, {{"record", "contract"},
                          {"file", exchange::jsonText(hint.file.empty() ? file : hint.file)},
                          {"line", hint.line},
                          {"header", exchange::jsonText(hint.header)},
                          {"value", exchange::jsonText(hint.value)}});
    }
}

}  // namespace mirrorscope::headless
