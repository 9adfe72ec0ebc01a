// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/ip_network.h"
#include "core/listener/limits.h"
#include "core/traffic/delivery.h"
#include "core/traffic/listener_counters.h"
#include "core/traffic/peer_counters.h"

namespace mirrorscope::listener {

/// When a request is answered. Commit: 204 after it is stored. Enqueue: 202 once it waits for the disk, which
/// promises nothing; for proxies whose clients must never wait.
enum class Acknowledge : std::uint8_t { Commit, Enqueue };

struct ListenerOptions {
    std::string name = "default";
    base::IpAddress address = boost::asio::ip::address_v4::loopback();
    std::uint16_t port = 8445;  // 0: any free one, see MirrorListener::port()
    /// Who may connect; empty: loopback peers only.
    std::vector<base::IpNetwork> allow;
    Limits limits;
    Acknowledge acknowledge = Acknowledge::Commit;
};

using traffic::ListenerCounters;

/// Accepts mirrored requests on one address and hands them to the sink; answers 204 after they are stored.
/// Lives on the io_context's thread (one thread runs it); open, stop and counters may be called from any
/// thread.
class MirrorListener {
public:
    /// Binds and listens: AddressInUse, AddressNotPermitted, AddressUnavailable, AllowListRequired.
    static base::Result<std::shared_ptr<MirrorListener>> open(boost::asio::io_context& io,
                                                              ListenerOptions options,
                                                              traffic::RequestSink& sink,
                                                              const base::Clock& clock);
    virtual ~MirrorListener() = default;

    /// Who may connect from now on, in place of options().allow; connections that are open stay.
    virtual void setAllow(std::vector<base::IpNetwork> allow) = 0;
    /// Stops accepting, closes idle connections, lets requests in flight be answered.
    virtual void stop() = 0;
    /// After stop(): every connection was told, and what it had is answered or stored.
    virtual bool isQuiet() const = 0;
    virtual std::uint16_t port() const = 0;
    virtual const ListenerOptions& options() const = 0;
    virtual ListenerCounters counters() const = 0;
    /// Who was refused, sent nothing or nothing that is a request, the last seen first, at most
    /// traffic::kMostPeers.
    virtual std::vector<traffic::PeerCounters> peers() const = 0;
};

}  // namespace mirrorscope::listener
