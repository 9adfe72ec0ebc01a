// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/ip_network.h"
#include "core/probe/arrival.h"

namespace mirrorscope::probe {

struct ListeningOptions {
    base::IpAddress address;
    std::uint16_t port = 0;              // 0: any free one
    std::vector<base::IpNetwork> allow;  // empty: loopback peers only
    std::string run;
};

/// A listener for the time of one proof, with a thread of its own: reads copies as the recorder does and
/// answers 204, but stores nothing. Of what is no probe of that run it keeps the number.
class ListeningArrivals : public ArrivalSource {
public:
    /// Errors of MirrorListener::open().
    static base::Result<std::unique_ptr<ListeningArrivals>> open(ListeningOptions options,
                                                                 const base::Clock& clock);

    virtual std::uint16_t port() const = 0;
    virtual std::uint64_t others() const = 0;
};

}  // namespace mirrorscope::probe
