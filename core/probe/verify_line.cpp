// SPDX-License-Identifier: Apache-2.0
#include "core/probe/verify_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "core/forwarding/promised_names.h"

namespace mirrorscope::probe {
namespace {

bool isPlain(char c) {
    constexpr std::string_view kMarks = "-_./:=,@%+";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kMarks.find(c) != std::string_view::npos;
}

/// POSIX shell: between single quotes nothing means anything but the quote itself.
std::string quoted(std::string_view word) {
    if (!word.empty() && std::ranges::all_of(word, isPlain)) {
        return std::string(word);
    }
    std::string out = "'";
    for (const char c : word) {
        out += c == '\'' ? std::string_view("'\\''") : std::string_view(&c, 1);
    }
    return out + "'";
}

class Line {
public:
    void add(std::string_view option, std::string_view value) {
        m_text += " " + std::string(option) + " " + quoted(value);
    }
    template <typename Value>
    void addUnless(const Value& usual, std::string_view option, const Value& value,
                   std::string_view unit = {}) {
        if (value != usual) {
            add(option, fmt::format("{}{}", value, unit));
        }
    }
    void addFlag(bool isSet, std::string_view option) { m_text += isSet ? " " + std::string(option) : ""; }
    std::string text() && { return std::move(m_text); }

private:
    std::string m_text = "mirrorscope-cli verify";
};

}  // namespace

std::string verifyLine(const ProofRequest& request, const std::string& session) {
    const ProofRequest usual{.via = {}};
    Line line;
    line.add("--via", request.via);
    line.add("--session", session);
    line.addUnless(usual.caFile, "--ca", request.caFile);
    line.addUnless(usual.count, "--count", request.count);
    for (const ProbeKind kind : request.only) {
        line.add("--only", formOf(kind).name);
    }
    line.addUnless(usual.warmUps, "--warm-up", request.warmUps);
    line.addUnless(usual.perSecond, "--rate", request.perSecond);
    line.addUnless(usual.answerTime.count(), "--timeout", request.answerTime.count(), "ms");
    line.addUnless(usual.wait.count(), "--wait", request.wait.count(), "ms");
    line.addUnless(usual.percentage, "--percentage", request.percentage);
    if (request.law) {
        line.add("--law", *request.law == ShareLaw::Counts ? "counts" : "draws");
    }
    line.addUnless(usual.maxLoss, "--max-loss", request.maxLoss);
    line.addUnless(usual.lateAfter.count(), "--late-after", request.lateAfter.count(), "ms");
    line.addFlag(!request.hasBodies, "--no-bodies");
    for (const std::string& name : request.headers) {
        line.add("--expect-header", name);
    }
    if (const auto promised = forwarding::promisedNames(request.contract)) {
        for (const std::string& name : *promised) {
            line.add("--expect-header", name);
        }
    }
    if (request.kind != usual.kind) {
        line.add("--kind", traffic::sourceKindName(request.kind));
    }
    return std::move(line).text();
}

}  // namespace mirrorscope::probe
