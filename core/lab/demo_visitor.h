// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/base/cancel_token.h"
#include "core/base/clock.h"
#include "core/lab/lab_failure.h"
#include "core/probe/probe_sender.h"

namespace mirrorscope::lab {

/// A request of the demonstration.
struct Visit {
    std::string_view method = "GET";
    std::string target;
    std::string headers{};  // whole lines beside those that every visit has
    std::string_view contentType{};
    std::string body{};
};

/// The address of a client that a balancer names: of the range for measurements (RFC 2544), which nobody has
/// and which, unlike those for documentation, is not called reserved.
std::string demoClient(int number);
/// What a balancer in front of a proxy writes about that client.
std::string balancerHeaders(const std::string& client);

/// Sends visits to one address. One owner, one thread.
class DemoVisitor {
public:
    /// `url`: "http://127.0.0.1:8080/"
    static LabResult<std::unique_ptr<DemoVisitor>> to(const std::string& url);

    /// The status of the answer; 0: there was none.
    int send(const Visit& visit, const base::CancelToken& cancel);
    /// The next visit is another client's: it connects anew.
    void leave() { m_sender->disconnect(); }

private:
    DemoVisitor() = default;

    base::SystemClock m_clock;
    std::unique_ptr<probe::ProbeSender> m_sender;
};

}  // namespace mirrorscope::lab
