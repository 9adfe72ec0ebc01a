// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "core/api/mirror_service.h"

namespace mirrorscope::headless {

/// What `listen` prints while it runs: one implementation a kind of output. Called on the main thread.
class ListenView {
public:
    virtual ~ListenView() = default;
    /// Once, when everything listens.
    virtual void started(const api::ServiceStatus& status) = 0;
    /// A few times a second with everything since the last call.
    virtual void update(const api::ServiceStatus& status, const api::LiveBatch& batch) = 0;
    /// Once, after the last request is stored.
    virtual void finished(const api::ServiceStatus& status, const api::LiveBatch& batch) = 0;
};

std::unique_ptr<ListenView> makeJsonView();
/// A block that repaints in place on a terminal, plain lines elsewhere.
std::unique_ptr<ListenView> makeTextView();

}  // namespace mirrorscope::headless
