// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/header_doctor.h"

#include <utility>

namespace mirrorscope::doctor {

void HeaderDoctor::restartBaseline(traffic::SourceId source) {
    if (const auto known = m_histories.find(source); known != m_histories.end()) {
        known->second.history.restartBaseline();
    }
}

void HeaderDoctor::examine(const traffic::MirroredRequest& request, const http::Head& head,
                           const forwarding::ForwardedHops& hops, const traffic::RequestContext& context,
                           const traffic::Source& source) {
    SourceHistory& history = historyOf(source);
    history.add(observe(request, head, hops, context, {source.kind, m_listenerPorts}));
    const auto contract = m_contracts.find(source.id);
    history.review(source, contract != m_contracts.end() ? std::optional(contract->second) : std::nullopt,
                   m_book);
}

std::vector<traffic::Finding> HeaderDoctor::takeChanges() {
    return m_book.takeChanges();
}

SourceHistory& HeaderDoctor::historyOf(const traffic::Source& source) {
    if (const auto found = m_histories.find(source.id); found != m_histories.end()) {
        m_recent.splice(m_recent.begin(), m_recent, found->second.place);
        return found->second.history;
    }
    if (m_histories.size() == kMostHistories) {
        m_histories.erase(m_recent.back());
        m_recent.pop_back();
    }
    m_recent.push_front(source.id);
    return m_histories.emplace(source.id, Kept{{}, m_recent.begin()}).first->second.history;
}

}  // namespace mirrorscope::doctor
