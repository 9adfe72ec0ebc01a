// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "core/api/session_queries.h"
#include "core/probe/arrival.h"

namespace mirrorscope::probe {

/// Probes of that run in a session that this or another process records: what is committed from now on.
class SessionArrivals final : public ArrivalSource {
public:
    /// Errors of SessionQueries::progress().
    static base::Result<std::unique_ptr<SessionArrivals>> open(std::unique_ptr<api::SessionQueries> queries,
                                                               std::string run, const base::Clock& clock);

    base::Result<std::vector<Arrival>> arrived(const base::CancelToken& cancel) override;
    /// The source that sent them and the client that it names, once the recorder knows.
    base::Result<bool> complete(std::vector<Arrival>& arrivals, const base::CancelToken& cancel) override;

private:
    SessionArrivals(std::unique_ptr<api::SessionQueries> queries, std::string run, traffic::RequestId after,
                    const base::Clock& clock)
        : m_queries(std::move(queries)), m_run(std::move(run)), m_after(after), m_clock(clock) {}

    base::Result<void> take(const std::vector<traffic::RequestRow>& rows, std::vector<Arrival>& out,
                            const base::CancelToken& cancel);

    const std::unique_ptr<api::SessionQueries> m_queries;
    const std::string m_run;
    traffic::RequestId m_after;
    const base::Clock& m_clock;
};

}  // namespace mirrorscope::probe
