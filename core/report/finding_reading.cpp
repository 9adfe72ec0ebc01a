// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>
#include <utility>

#include "core/doctor/finding_subject.h"
#include "core/report/reading_context.h"

namespace mirrorscope::report {
namespace {

constexpr std::size_t kMostValues = 5;  // of one header in one request

base::Result<ReportedFinding> readFinding(const ReadingContext& context, traffic::Finding finding) {
    auto evidence = context.queries.findingEvidence(finding, kMostEvidence, context.cancel);
    if (!evidence) {
        return evidence.error();
    }
    const std::string source = context.nameOf(finding.source);
    const std::vector<std::string> headers = doctor::subjectHeaders(finding);
    ReportedFinding out;
    for (api::FindingEvidence& one : *evidence) {
        ReportedEvidence row;
        row.request = one.row.id;
        row.at = one.row.time;
        row.method = std::move(one.row.method);
        row.target = context.hiding.text(one.row.target, source);
        row.isThere = one.isThere;
        one.values.resize(std::min(one.values.size(), kMostValues));
        for (std::string& value : one.values) {
            for (const std::string& header : headers) {  // which of them it is of is not told
                value = context.hiding.headerValue(header, value, source);
            }
            row.values.push_back(std::move(value));
        }
        out.evidence.push_back(std::move(row));
    }
    finding.seen = context.hiding.text(finding.seen, source);
    out.finding = std::move(finding);
    return out;
}

}  // namespace

base::Result<void> readFindings(const ReadingContext& context) {
    auto all = context.queries.findings(context.cancel);
    if (!all) {
        return all.error();
    }
    std::erase_if(*all, [&context](const traffic::Finding& one) {
        const bool isOver = one.closedAt && *one.closedAt < context.report.series.grid.start;
        return context.isEmpty() || isOver || !context.concerns(one.source);
    });
    std::ranges::stable_sort(*all, std::greater(), [](const traffic::Finding& one) {
        return std::tuple(one.isOpen(), one.severity, one.count);
    });
    context.report.allFindings = all->size();
    all->resize(std::min(all->size(), kMostFindings));
    std::int64_t read = 0;
    for (traffic::Finding& one : *all) {
        context.tell(Step::Findings, read++, static_cast<std::int64_t>(all->size()));
        auto finding = readFinding(context, std::move(one));
        if (!finding) {
            return finding.error();
        }
        context.report.findings.push_back(std::move(*finding));
    }
    return {};
}

}  // namespace mirrorscope::report
