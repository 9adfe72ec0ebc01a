// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/finding_evidence.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "core/doctor/finding_subject.h"
#include "core/forwarding/request_attribution.h"
#include "core/query/syntax_tree.h"

namespace mirrorscope::pipeline {
namespace {

/// Name and kind; none when the session does not have it.
base::Result<traffic::Source> sourceOf(storage::SessionReader& reader, traffic::SourceId id,
                                       const base::CancelToken& cancel) {
    const auto sources = reader.sources(cancel);
    if (!sources) {
        return sources.error();
    }
    const auto found = std::ranges::find(*sources, id, &traffic::Source::id);
    if (found == sources->end()) {
        return base::Error{base::ErrorCode::SourceNotFound, {std::to_string(id)}};
    }
    return *found;
}

/// Requests of that source at and before the sample: it is the newest one that shows the finding.
base::Result<std::vector<traffic::RequestRow>> rowsUpTo(storage::SessionReader& reader,
                                                        const traffic::Finding& finding,
                                                        const traffic::Source& source,
                                                        const base::CancelToken& cancel) {
    traffic::PageQuery page;
    page.after = finding.sample + 1;
    page.limit = kLookedAt;
    page.filter.text = "source:" + query::printWord(source.name, query::Relation::Is);
    auto rows = reader.requests(page, cancel);
    if (rows) {
        std::erase_if(*rows, [&](const auto& row) { return row.context.source != finding.source; });
    }
    return rows;
}

/// The request shows the finding by itself.
bool showsBy(const traffic::RequestDetail& detail, const forwarding::ReadHead& read,
             const traffic::Finding& finding, traffic::SourceKind kind) {
    const doctor::FindingRule* rule = doctor::findingRule(finding.code);
    return rule != nullptr &&
           doctor::showsFinding(
               *rule, doctor::observe(detail.request, read.head, read.hops, detail.row.context, {kind, {}}),
               kind);
}

struct Looked {
    api::FindingEvidence evidence;
    bool shows = false;
};

Looked lookAt(traffic::RequestDetail detail, const traffic::Finding& finding, traffic::SourceKind kind) {
    const forwarding::ReadHead read = forwarding::readHead(detail.request);
    Looked out;
    for (const std::string& name : doctor::subjectHeaders(finding)) {
        if (const auto values = read.head.values(name); !values.empty()) {
            out.evidence.values.assign(values.begin(), values.end());
            out.evidence.isThere = true;
            break;
        }
    }
    out.shows = showsBy(detail, read, finding, kind);
    out.evidence.row = std::move(detail.row);
    return out;
}

}  // namespace

base::Result<std::vector<api::FindingEvidence>> findingEvidence(storage::SessionReader& reader,
                                                                const traffic::Finding& finding,
                                                                std::size_t limit,
                                                                const base::CancelToken& cancel) {
    const auto source = sourceOf(reader, finding.source, cancel);
    if (!source) {
        return source.error();
    }
    const auto rows = rowsUpTo(reader, finding, *source, cancel);
    if (!rows) {
        return rows.error();
    }
    std::vector<api::FindingEvidence> showing;
    std::vector<api::FindingEvidence> newest;
    for (const traffic::RequestRow& row : *rows) {
        auto detail = reader.detail(row.id, cancel);
        if (!detail && detail.error().code == base::ErrorCode::RequestNotFound) {
            continue;  // retention was faster
        }
        if (!detail) {
            return detail.error();
        }
        Looked looked = lookAt(std::move(*detail), finding, source->kind);
        if (looked.shows) {
            showing.push_back(std::move(looked.evidence));
        } else if (newest.size() < limit) {
            newest.push_back(std::move(looked.evidence));
        }
        if (showing.size() == limit) {
            break;
        }
    }
    return showing.empty() ? newest : showing;
}

base::Result<api::RequestForwarding> requestForwarding(storage::SessionReader& reader, traffic::RequestId id,
                                                       const base::CancelToken& cancel) {
    auto detail = reader.detail(id, cancel);
    if (!detail) {
        return detail.error();
    }
    api::RequestForwarding out = api::forwardingOf(std::move(*detail));
    const traffic::RequestDetail& read = out.headers.detail;
    if (read.row.context.source == 0) {
        return out;  // not attributed yet
    }
    const auto source = sourceOf(reader, read.row.context.source, cancel);
    auto findings = reader.findings(cancel);
    if (!source || !findings) {
        return source ? findings.error() : source.error();
    }
    auto mutes = reader.findingMutes();
    if (!mutes) {
        return mutes.error();
    }
    std::ranges::copy_if(*mutes, std::back_inserter(out.mutes),
                         [&, now = base::SystemClock().wall()](const traffic::FindingMute& mute) {
                             return mute.key.source == source->id && mute.holds(now);
                         });
    const forwarding::ReadHead head = forwarding::readHead(read.request);
    for (traffic::Finding& one : *findings) {
        if (one.isOpen() && one.source == source->id &&
            (one.sample == id || showsBy(read, head, one, source->kind))) {
            out.findings.push_back(std::move(one));
        }
    }
    return out;
}

}  // namespace mirrorscope::pipeline
