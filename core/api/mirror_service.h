// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/api/live_batch.h"
#include "core/api/session_queries.h"
#include "core/base/error.h"
#include "core/base/ip_network.h"
#include "core/traffic/listener_counters.h"
#include "core/traffic/peer_counters.h"

namespace mirrorscope::api {

struct ListenerAddress {
    std::string name = "default";
    base::IpAddress address;
    std::uint16_t port = 0;

    std::string text() const;  // "127.0.0.1:8445", "[::1]:8445"
};

/// "[NAME=]ADDR:PORT" as --listen takes it; IPv6 in brackets.
base::Result<ListenerAddress> parseListenerAddress(std::string_view text);

/// One listener, running or not; its counters go on over a stop and a move.
struct ListenerStatus : traffic::ListenerCounters {
    ListenerAddress address;
    bool listening = false;
    std::optional<base::Error> failure;  // why it is not
    std::vector<base::IpNetwork> allow;  // who may connect; empty: loopback addresses only
    /// Who was refused, sent nothing or no request, the last seen first, at most traffic::kMostPeers.
    std::vector<traffic::PeerCounters> peers;

    /// Adds those of an earlier or later incarnation of the same listener.
    void addPeers(const std::vector<traffic::PeerCounters>& more);
};

enum class AnalysisState : std::uint8_t { Off, Loading, Running, Failed };

struct AnalysisStatus {
    AnalysisState state = AnalysisState::Off;
    std::optional<base::Error> failure;  // of the last attempt to load rules
    std::string engine;
    std::string ruleSet;  // "CRS 3.3.4"
    int paranoia = 0;
    int threshold = 0;
    /// Stored requests that still wait for attribution and for their verdict.
    std::uint64_t attributionBacklog = 0;
    std::uint64_t verdictBacklog = 0;
    /// Age of the oldest request without a verdict; 0 when there is none.
    std::chrono::milliseconds behind{};
    /// Stored requests are being judged anew: how far it is, and how far it has to go (request ids).
    struct Reanalysis {
        traffic::RequestId at = 0;
        traffic::RequestId until = 0;
    };
    std::optional<Reanalysis> reanalysis;
};

/// How much room the session's disk has.
struct DiskStatus {
    enum class Level : std::uint8_t { Fine, Low, Refusing };
    Level level = Level::Fine;  // Refusing: new requests get 503
    std::optional<std::uint64_t> freeBytes;
    std::uint64_t refuseBelow = 0;  // bytes; 0: until it is full
};

/// What retention has removed since the session was made.
struct RemovedStatus {
    std::uint64_t requests = 0;
    traffic::RequestId newest = 0;
    base::WallTime at{};
};

/// Of a session that this process does not record.
struct AttachedStatus {
    std::string recorder;  // process id of who does; empty: nobody
};

struct ServiceStatus {
    std::vector<ListenerStatus> listeners;
    AnalysisStatus analysis;
    std::filesystem::path session;
    traffic::RequestId lastRequest = 0;
    std::uint64_t sessionBytes = 0;
    std::size_t queuedBytes = 0;
    std::size_t queueLimitBytes = 0;
    std::optional<base::Error> storageFailure;  // while commits fail or the disk is nearly full
    DiskStatus disk;
    RemovedStatus removed;
    std::optional<AttachedStatus> attached;

    /// Over all listeners.
    traffic::ListenerCounters totals() const;
};

/// What a face of the program (window, command line) may ask of the receiving side. Every function returns
/// quickly and may be called from any thread.
class MirrorService {
public:
    virtual ~MirrorService() = default;

    /// Opens a listener, or moves the one of that name: requests in flight are still answered.
    virtual base::Result<void> listen(const ListenerAddress& address) = 0;
    virtual void stopListening(const std::string& name) = 0;
    /// Lets these connect to every listener of this process from now on, beside those who may already. Holds
    /// until the process ends; the setting `allow` makes it last.
    virtual base::Result<void> allow(const base::IpNetwork& network) = 0;

    virtual ServiceStatus status() const = 0;
    virtual LiveBatch liveSince(std::uint64_t sequence) const = 0;
    /// A reader of the session for one thread.
    virtual base::Result<std::unique_ptr<SessionQueries>> queries() const = 0;
};

}  // namespace mirrorscope::api
