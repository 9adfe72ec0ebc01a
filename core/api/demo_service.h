// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/mirror_service.h"

namespace mirrorscope::api {

/// Invented requests over real loopback connections, for people who have no proxy at hand. Every one carries
/// the field `X-Mirrorscope-Synthetic: demo` and is flagged `synthetic` in the session, from where
/// SessionOperations::removeDemo() takes it out. Returns quickly; any thread.
class DemoService {
public:
    virtual ~DemoService() = default;

    /// Sends to this listener until stopped; again while it runs: moves to the new address.
    /// AddressUnavailable when it is not one that loopback reaches.
    virtual base::Result<void> start(const ListenerAddress& listener) = 0;
    virtual void stop() = 0;
    virtual bool isRunning() const = 0;
};

}  // namespace mirrorscope::api
