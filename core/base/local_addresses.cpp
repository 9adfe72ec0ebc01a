// SPDX-License-Identifier: Apache-2.0
#include "core/base/local_addresses.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <memory>

namespace mirrorscope::base {
namespace {

/// A host with many containers has many; the first ones are its own.
constexpr std::size_t kMost = 4;

std::optional<IpAddress> addressOf(const sockaddr& raw) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    const void* bytes = raw.sa_family == AF_INET
                            ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in&>(raw).sin_addr)
                        : raw.sa_family == AF_INET6
                            ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in6&>(raw).sin6_addr)
                            : nullptr;
    if (bytes == nullptr || inet_ntop(raw.sa_family, bytes, text.data(), text.size()) == nullptr) {
        return std::nullopt;
    }
    return parseAddress(text.data());
}

bool isForOthers(const IpAddress& address) {
    return !address.is_loopback() && !(address.is_v6() && address.to_v6().is_link_local());
}

}  // namespace

std::vector<IpAddress> localAddresses() {
    ifaddrs* first = nullptr;
    if (getifaddrs(&first) != 0) {
        return {};
    }
    const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> all(first, freeifaddrs);
    std::vector<IpAddress> found;
    for (const ifaddrs* one = first; one != nullptr; one = one->ifa_next) {
        if (one->ifa_addr == nullptr || (one->ifa_flags & IFF_UP) == 0) {
            continue;
        }
        if (const auto address = addressOf(*one->ifa_addr); address && isForOthers(*address)) {
            found.push_back(*address);
        }
    }
    std::ranges::stable_partition(found, [](const IpAddress& address) { return address.is_v4(); });
    found.resize(std::min(found.size(), kMost));
    return found;
}

}  // namespace mirrorscope::base
