// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/doctor/finding_book.h"
#include "core/doctor/source_history.h"
#include "core/traffic/finding.h"
#include "core/traffic/source.h"

namespace mirrorscope::doctor {

/// Histories at once; the source that was quiet longest gives its up. Bounds the memory to 256 × 256
/// observations.
inline constexpr std::size_t kMostHistories = 256;

/// Looks at every attributed request and says what is wrong with the headers of its source: opens findings,
/// counts them, closes them when the cause is gone. Not thread safe; belongs to the attribution.
class HeaderDoctor {
public:
    /// `known`: all findings of the session; the open ones go on, ids go on behind the highest.
    explicit HeaderDoctor(const std::vector<traffic::Finding>& known) : m_book(known) {}

    /// Our own ports: a Host with one of them and an address names the listener.
    void setListenerPorts(std::vector<std::uint16_t> ports) { m_listenerPorts = std::move(ports); }
    /// The headers that the configuration of a source promises.
    void setContract(traffic::SourceId source, HeaderPresence promised) { m_contracts[source] = promised; }

    /// What the source sends from now on is what its drift is measured by.
    void restartBaseline(traffic::SourceId source);

    void forgetContracts() { m_contracts.clear(); }

    void examine(const traffic::MirroredRequest& request, const http::Head& head,
                 const forwarding::ForwardedHops& hops, const traffic::RequestContext& context,
                 const traffic::Source& source);

    /// Findings that are new, were counted up or closed since the last call; each at most once.
    std::vector<traffic::Finding> takeChanges();

private:
    SourceHistory& historyOf(const traffic::Source& source);

    std::vector<std::uint16_t> m_listenerPorts;
    std::map<traffic::SourceId, HeaderPresence> m_contracts;
    FindingBook m_book;
    std::list<traffic::SourceId> m_recent;  // newest first
    struct Kept {
        SourceHistory history;
        std::list<traffic::SourceId>::iterator place;
    };
    std::unordered_map<traffic::SourceId, Kept> m_histories;
};

}  // namespace mirrorscope::doctor
