// SPDX-License-Identifier: Apache-2.0
#include "core/probe/name_resolution.h"

#include <netdb.h>

#include <condition_variable>
#include <cstring>
#include <memory>
#include <mutex>
#include <thread>

#include "core/base/ip_network.h"

namespace mirrorscope::probe {
namespace {

using Endpoint = boost::asio::ip::tcp::endpoint;

constexpr std::chrono::milliseconds kLook{20};

struct Shared {
    std::mutex mutex;
    std::condition_variable changed;
    bool isDone = false;
    Resolution found;
};

Resolution askSystem(const std::string& host, std::uint16_t port) {
    Resolution out;
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    if (const int failed = ::getaddrinfo(host.c_str(), nullptr, &wanted, &list); failed != 0) {
        out.problem = gai_strerror(failed);
        return out;
    }
    for (const addrinfo* one = list; one != nullptr; one = one->ai_next) {
        Endpoint endpoint;
        if (one->ai_addrlen <= endpoint.capacity()) {
            std::memcpy(endpoint.data(), one->ai_addr, one->ai_addrlen);
            endpoint.resize(one->ai_addrlen);
            endpoint.port(port);
            out.endpoints.push_back(endpoint);
        }
    }
    ::freeaddrinfo(list);
    return out;
}

}  // namespace

Resolution resolve(const std::string& host, std::uint16_t port, std::chrono::milliseconds within,
                   const base::CancelToken& cancel) {
    if (const auto address = base::parseAddress(host)) {
        return {{Endpoint(*address, port)}, {}};
    }
    const auto shared = std::make_shared<Shared>();
    std::thread([shared, host, port] {
        Resolution found = askSystem(host, port);
        const std::lock_guard lock(shared->mutex);
        shared->found = std::move(found);
        shared->isDone = true;
        shared->changed.notify_all();
    }).detach();
    const auto end = std::chrono::steady_clock::now() + within;
    std::unique_lock lock(shared->mutex);
    while (!shared->isDone && !cancel.isCancelled() && std::chrono::steady_clock::now() < end) {
        shared->changed.wait_for(lock, kLook);
    }
    return shared->isDone ? shared->found : Resolution{{}, "the name was not resolved in time"};
}

}  // namespace mirrorscope::probe
