// SPDX-License-Identifier: Apache-2.0
#include "core/probe/header_check.h"

#include <algorithm>
#include <map>

#include "core/base/byte_text.h"
#include "core/http/head.h"
#include "core/probe/header_values.h"

namespace mirrorscope::probe {
namespace {

/// A proxy listens on one port, on two with and without TLS; more are those of its clients.
constexpr std::size_t kMostPorts = 2;

/// One header over all copies.
class HeaderBook {
public:
    explicit HeaderBook(std::string name) : m_name(std::move(name)) {}

    HeaderState note(std::size_t probe, const http::Head& head, const ProbeUrl& url, bool wasForged) {
        const auto value = head.value(m_name);
        if (!value) {
            ++m_missing;
            return HeaderState::Missing;
        }
        m_values[std::string(*value)].push_back(probe);
        const std::string problem = valueProblem(m_name, head, url, wasForged);
        if (problem.empty()) {
            return HeaderState::Right;
        }
        ++m_wrong;
        m_problem = problem;
        return HeaderState::Wrong;
    }

    /// Probes whose copies are wrong only beside the others.
    std::vector<std::size_t> wrongTogether() {
        std::vector<std::size_t> out;
        const bool isPort = base::equalsIgnoreCase(m_name, "X-Forwarded-Port");
        const bool isId = base::equalsIgnoreCase(m_name, "X-Request-ID");
        if (isPort && m_values.size() > kMostPorts) {
            m_problem =
                m_values.begin()->first + " to " + m_values.rbegin()->first + ", the clients' own ports";
        }
        for (const auto& [value, probes] : m_values) {
            if ((isPort && m_values.size() > kMostPorts) || (isId && probes.size() > 1)) {
                out.insert(out.end(), probes.begin(), probes.end());
            }
        }
        if (isId && !out.empty()) {
            m_problem = "the same for several requests";
        }
        m_wrong += out.size();
        return out;
    }

    HeaderResult result() const {
        const HeaderState state = m_missing > 0 ? HeaderState::Missing
                                  : m_wrong > 0 ? HeaderState::Wrong
                                                : HeaderState::Right;
        return {m_name, state, m_missing, m_wrong, shown()};
    }

private:
    std::string shown() const {
        if (m_missing > 0) {
            return "missing in " + std::to_string(m_missing) + " copies";
        }
        if (m_wrong > 0) {
            return m_problem;
        }
        const auto first = m_values.empty() ? std::string() : m_values.begin()->first;
        return m_values.size() > 1 ? std::to_string(m_values.size()) + " different values" : first;
    }

    std::string m_name;
    std::size_t m_missing = 0;
    std::size_t m_wrong = 0;
    std::string m_problem;
    std::map<std::string, std::vector<std::size_t>> m_values;  // of a header, the probes
};

void noteForged(HeaderReport& report, const http::Head& head, const traffic::RequestContext& context) {
    const std::string by = forgedClientHeader(head);
    const bool isBelieved =
        context.client == kForgedAddress && context.clientTrust == traffic::ClientTrust::Verified;
    if (!by.empty() || isBelieved) {
        report.becameClient = true;
        report.becameClientBy = by.empty() ? context.clientFrom : by;
    }
}

}  // namespace

HeaderReport checkHeaders(const std::vector<std::string>& names, const ProbeUrl& url,
                          std::span<const SentProbe> sent, std::span<const Match> matches,
                          std::span<const Arrival> arrivals) {
    HeaderReport report;
    report.byProbe.resize(sent.size());
    std::vector<HeaderBook> books(names.begin(), names.end());
    for (std::size_t i = 0; i < sent.size(); ++i) {
        if (!matches[i].hasArrived()) {
            continue;
        }
        const Arrival& arrival = arrivals[matches[i].arrivals.front()];
        const http::Head head(arrival.head);
        report.cameDirectly = report.cameDirectly || arrival.head == sent[i].head;
        const bool wasForged = sent[i].probe.kind == ProbeKind::ForgedChain;
        if (wasForged) {
            noteForged(report, head, arrival.context);
        }
        for (HeaderBook& book : books) {
            report.byProbe[i].push_back(book.note(i, head, url, wasForged));
        }
    }
    for (std::size_t n = 0; n < books.size(); ++n) {
        for (const std::size_t probe : books[n].wrongTogether()) {
            report.byProbe[probe][n] = HeaderState::Wrong;
        }
        report.headers.push_back(books[n].result());
    }
    return report;
}

}  // namespace mirrorscope::probe
