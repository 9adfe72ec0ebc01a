// SPDX-License-Identifier: Apache-2.0
#include "app/headless/kind_limit_output.h"

#include <charconv>
#include <cstdio>
#include <map>
#include <optional>
#include <vector>

#include "app/headless/command.h"
#include "core/base/byte_text.h"
#include "core/doctor/kind_limits.h"
#include "core/pipeline/local_session_queries.h"

namespace mirrorscope::headless {
namespace {

using traffic::SourceKind;

/// A limit, and the sources of the session that it is about; none for limits of every kind.
struct LimitRow {
    doctor::KindLimit limit;
    std::vector<std::string> sources;
};

/// The kinds that are asked for, and their sources where a session was named.
using Asked = std::map<SourceKind, std::vector<std::string>>;

std::string kindText(SourceKind kind) {
    return kind == SourceKind::Unknown ? "any" : std::string(traffic::sourceKindName(kind));
}

constexpr Column<LimitRow> kColumns[] = {
    {"kind", [](const LimitRow& r) { return Cell(kindText(r.limit.kind)); }, 14},
    {"name", [](const LimitRow& r) { return Cell(std::string(r.limit.name)); }, 20},
    {"sources", [](const LimitRow& r) { return Cell(r.sources); }},
    {"limit", [](const LimitRow& r) { return Cell(std::string(r.limit.limit)); }},
    {"known", [](const LimitRow& r) { return Cell(std::string(r.limit.known)); }},
    {"remedy", [](const LimitRow& r) { return knownText(std::string(r.limit.remedy)); }},
};

std::optional<traffic::SourceId> idIn(const std::string& text) {
    traffic::SourceId id = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), id);
    return problem == std::errc{} && end == text.data() + text.size() ? std::optional(id) : std::nullopt;
}

std::string kindNames() {
    std::string out;
    for (std::size_t i = 1; i < static_cast<std::size_t>(SourceKind::Count); ++i) {
        out += std::string(traffic::sourceKindName(static_cast<SourceKind>(i))) + ", ";
    }
    return out;
}

base::Result<std::vector<traffic::Source>> sourcesOf(const std::string& session) {
    auto queries = pipeline::openLocalQueries(session);
    return queries ? (*queries)->sources({}) : base::Result<std::vector<traffic::Source>>(queries.error());
}

base::Result<Asked> askedOfSession(const std::optional<traffic::SourceId>& id, const std::string& session) {
    const auto sources = sourcesOf(session);
    if (!sources) {
        return sources.error();
    }
    Asked asked;
    for (const traffic::Source& source : *sources) {
        if (!id || source.id == *id) {
            asked[source.kind].push_back(source.name);
        }
    }
    if (id && asked.empty()) {
        return base::Error{base::ErrorCode::SourceNotFound, {std::to_string(*id)}};
    }
    return asked;
}

base::Result<Asked> askedFor(const std::string& which, const std::string& session) {
    if (const auto kind = traffic::sourceKindByName(which)) {
        return Asked{{*kind, {}}};
    }
    const auto id = idIn(which);
    if (!which.empty() && (!id || session.empty())) {
        return base::Error{base::ErrorCode::InvalidArgument,
                           {"--limits", which, kindNames() + "or with --session the id of a source"}};
    }
    if (!session.empty()) {
        return askedOfSession(id, session);
    }
    Asked all;
    for (const doctor::KindLimit& one : doctor::allKindLimits()) {
        all[one.kind];
    }
    return all;
}

std::vector<LimitRow> rowsFor(const Asked& asked) {
    std::vector<LimitRow> rows;
    for (const doctor::KindLimit& one : doctor::limitsOfEveryKind()) {
        rows.push_back({one, {}});
    }
    for (const auto& [kind, sources] : asked) {
        for (const doctor::KindLimit& one : doctor::limitsOf(kind)) {
            rows.push_back({one, sources});
        }
    }
    return rows;
}

void printHeading(const std::string& kind, const std::vector<std::string>& sources) {
    std::string names;
    for (const std::string& name : sources) {
        names += (names.empty() ? ": " : ", ") + base::shownText(name);
    }
    std::printf("%s%s\n", kind.c_str(), names.c_str());
}

void printLimit(const doctor::KindLimit& one) {
    std::printf("  - %s\n      known   %s\n", std::string(one.limit).c_str(), std::string(one.known).c_str());
    if (!one.remedy.empty()) {
        std::printf("      instead %s\n", std::string(one.remedy).c_str());
    }
}

/// Sentences do not fit into the columns of a terminal.
void printText(const Asked& asked) {
    printHeading("every kind", {});
    for (const doctor::KindLimit& one : doctor::limitsOfEveryKind()) {
        printLimit(one);
    }
    for (const auto& [kind, sources] : asked) {
        const auto limits = doctor::limitsOf(kind);
        if (kind == SourceKind::Unknown && sources.empty()) {
            continue;
        }
        std::printf("\n");
        printHeading(std::string(traffic::sourceKindName(kind)), sources);
        for (const doctor::KindLimit& one : limits) {
            printLimit(one);
        }
        if (limits.empty()) {
            std::printf("  no more is known of this kind\n");
        }
    }
}

}  // namespace

int printKindLimits(const std::string& which, const RowOutput& output) {
    const auto asked = askedFor(which, output.session);
    if (!asked) {
        return report(asked.error());
    }
    if (output.rowFormat() == RowFormat::Table) {
        printText(*asked);
        return kDone;
    }
    RowWriter<LimitRow> writer(stdout, output.rowFormat(), kColumns);
    writer.header();
    for (const LimitRow& row : rowsFor(*asked)) {
        writer.write(row);
    }
    return kDone;
}

}  // namespace mirrorscope::headless
