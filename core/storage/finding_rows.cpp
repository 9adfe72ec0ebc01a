// SPDX-License-Identifier: Apache-2.0
#include "core/storage/finding_rows.h"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <utility>

namespace mirrorscope::storage {
namespace {

namespace json = boost::json;

constexpr char kInsertSql[] =
    "INSERT OR REPLACE INTO finding (id, code, severity, source, count, first_seen, last_seen, "
    "sample_request,"
    " details) VALUES (?,?,?,?,?,?,?,?,?)";

/// The texts of a finding and the members of `details` that hold them.
struct Text {
    const char* name;
    std::string traffic::Finding::* member;
};
constexpr Text kTexts[] = {
    {"seen", &traffic::Finding::seen},     {"wanted", &traffic::Finding::wanted},
    {"cause", &traffic::Finding::cause},   {"directive", &traffic::Finding::directive},
    {"before", &traffic::Finding::before}, {"after", &traffic::Finding::after},
};
constexpr char kClosed[] = "closed";  // microseconds; absent while it is open

std::int64_t stamp(base::WallTime time) {
    return time.time_since_epoch().count();
}

base::WallTime timeOf(std::int64_t microseconds) {
    return base::WallTime(std::chrono::microseconds(microseconds));
}

std::string detailsOf(const traffic::Finding& finding) {
    json::object details;
    for (const Text& text : kTexts) {
        details[text.name] = finding.*text.member;
    }
    if (finding.closedAt) {
        details[kClosed] = stamp(*finding.closedAt);
    }
    return json::serialize(details);
}

/// A member that is missing or of another type is left as it is: a session may come from a stranger.
void readDetails(const std::string& text, traffic::Finding& out) {
    json::error_code broken;
    const json::value value = json::parse(text, broken);
    const auto* details = broken ? nullptr : value.if_object();
    if (details == nullptr) {
        return;
    }
    for (const Text& one : kTexts) {
        const auto* member = details->if_contains(one.name);
        if (member != nullptr && member->is_string()) {
            out.*one.member = member->get_string();
        }
    }
    const auto* closed = details->if_contains(kClosed);
    if (closed != nullptr && closed->is_int64()) {
        out.closedAt = timeOf(closed->get_int64());
    }
}

}  // namespace

base::Result<FindingWriter> FindingWriter::prepare(Database& database) {
    auto insert = Statement::prepare(database, kInsertSql);
    if (!insert) {
        return insert.error();
    }
    return FindingWriter(std::move(*insert));
}

base::Result<void> FindingWriter::write(const traffic::Finding& finding) {
    const std::string details = detailsOf(finding);
    m_insert.bind(finding.id)
        .bindText(finding.code)
        .bindText(traffic::findingSeverityName(finding.severity))
        .bind(finding.source)
        .bind(static_cast<std::int64_t>(finding.count))
        .bind(stamp(finding.openedAt))
        .bind(stamp(finding.lastSeen))
        .bind(finding.sample)
        .bindText(details);
    return m_insert.run();
}

traffic::Finding readFinding(const Statement& row) {
    traffic::Finding out;
    out.id = row.number(0);
    out.code = row.bytes(1);
    out.severity = traffic::findingSeverityByName(row.bytes(2)).value_or(traffic::FindingSeverity::Note);
    out.source = row.number(3);
    out.count = static_cast<std::uint64_t>(row.number(4));
    out.openedAt = timeOf(row.number(5));
    out.lastSeen = timeOf(row.number(6));
    out.sample = row.number(7);
    readDetails(row.bytes(8), out);
    return out;
}

}  // namespace mirrorscope::storage
