// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>

#include "core/api/demo_service.h"
#include "core/pipeline/demo_visits.h"

namespace mirrorscope::pipeline {

/// Several invented proxies with a connection each, on one thread of its own that lives from start() to
/// stop(). What they send is told by the seed and by how often it was started, whatever the machine does
/// meanwhile. Together at most kDemoRequestsPerSecond; a slow listener makes them slower, nothing piles up.
class DemoTraffic final : public api::DemoService {
public:
    explicit DemoTraffic(DemoSeed seed = kSeed);
    ~DemoTraffic() override;

    base::Result<void> start(const api::ListenerAddress& listener) override;
    void stop() override;
    bool isRunning() const override;

    static constexpr DemoSeed kSeed = 20'261'123;

private:
    class Run;

    const DemoSeed m_seed;
    mutable std::mutex m_mutex;
    DemoSeed m_starts = 0;  // so that no request id comes again
    std::unique_ptr<Run> m_run;
};

/// Enough to fill a chart, little beside real traffic, and within what one analysis thread judges.
inline constexpr double kDemoRequestsPerSecond = 200;

}  // namespace mirrorscope::pipeline
