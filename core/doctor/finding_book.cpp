// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/finding_book.h"

#include <algorithm>

#include "core/doctor/advice.h"

namespace mirrorscope::doctor {
namespace {

/// A finding that counts on is written this often at most.
constexpr std::chrono::seconds kReportEvery{1};

}  // namespace

FindingBook::FindingBook(const std::vector<traffic::Finding>& known) {
    for (const traffic::Finding& finding : known) {
        m_lastId = std::max(m_lastId, finding.id);
        if (finding.isOpen()) {
            m_open[{finding.source, finding.code}] = {finding, finding.lastSeen};
        }
    }
}

bool FindingBook::isOpen(traffic::SourceId source, std::string_view code) const {
    return m_open.contains(Key{source, code});
}

void FindingBook::open(const traffic::Source& source, const FindingRule& rule, const Evidence& evidence,
                       base::WallTime now) {
    const Advice& advice = adviceFor(rule.code, source.kind);
    traffic::Finding finding;
    finding.id = ++m_lastId;
    finding.code = rule.code;
    finding.severity = rule.severity;
    finding.source = source.id;
    finding.openedAt = now;
    finding.lastSeen = now;
    finding.count = evidence.count;
    finding.sample = evidence.sample;
    finding.seen = evidence.seen;
    finding.wanted = advice.wanted;
    finding.cause = advice.cause;
    finding.directive = advice.directive;
    finding.before = advice.before;
    finding.after = advice.after;
    m_changes[finding.id] = finding;
    m_open.emplace(Key{source.id, rule.code}, Entry{std::move(finding), now});
}

void FindingBook::confirm(traffic::SourceId source, std::string_view code, const Evidence& evidence,
                          std::uint64_t more, base::WallTime now) {
    Entry& entry = m_open.at(Key{source, code});
    entry.finding.seen = evidence.seen;
    entry.finding.sample = evidence.sample;
    entry.finding.count += more;
    entry.finding.lastSeen = std::max(entry.finding.lastSeen, now);
    // The clock may have been set back: then it is reported at once.
    if (now - entry.reportedAt >= kReportEvery || now < entry.reportedAt) {
        entry.reportedAt = now;
        m_changes[entry.finding.id] = entry.finding;
    }
}

void FindingBook::close(traffic::SourceId source, std::string_view code, base::WallTime now) {
    const auto found = m_open.find(Key{source, code});
    found->second.finding.closedAt = now;
    m_changes[found->second.finding.id] = std::move(found->second.finding);
    m_open.erase(found);
}

std::vector<traffic::Finding> FindingBook::takeChanges() {
    std::vector<traffic::Finding> out;
    out.reserve(m_changes.size());
    for (auto& [id, finding] : m_changes) {
        out.push_back(std::move(finding));
    }
    m_changes.clear();
    return out;
}

}  // namespace mirrorscope::doctor
