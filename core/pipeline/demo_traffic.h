// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>

#include "core/api/demo_service.h"

namespace mirrorscope::pipeline {

/// Several invented proxies with a connection each, on one thread of its own that lives from start() to
/// stop(). Together at most kDemoRequestsPerSecond; a slow listener makes them slower, nothing piles up.
class DemoTraffic final : public api::DemoService {
public:
    DemoTraffic();
    ~DemoTraffic() override;

    base::Result<void> start(const api::ListenerAddress& listener) override;
    void stop() override;
    bool isRunning() const override;

private:
    class Run;

    mutable std::mutex m_mutex;
    std::unique_ptr<Run> m_run;
};

/// Enough to fill a chart, little beside real traffic, and within what one analysis thread judges.
inline constexpr double kDemoRequestsPerSecond = 200;

}  // namespace mirrorscope::pipeline
