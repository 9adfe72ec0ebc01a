// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/address_class.h"

#include <initializer_list>
#include <string_view>
#include <vector>

namespace mirrorscope::doctor {
namespace {

std::vector<base::IpNetwork> networks(std::initializer_list<std::string_view> texts) {
    std::vector<base::IpNetwork> out;
    for (const std::string_view text : texts) {
        out.push_back(*base::IpNetwork::parse(text));
    }
    return out;
}

}  // namespace

bool isPrivate(const base::IpAddress& address) {
    static const auto kPrivate =
        networks({"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16",
                  "127.0.0.0/8", "::1/128", "fc00::/7", "fe80::/10"});
    return base::containsAddress(kPrivate, address);
}

bool isReserved(const base::IpAddress& address) {
    static const auto kReserved = networks(
        {"0.0.0.0/8", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4", "2001:db8::/32"});
    return base::containsAddress(kReserved, address);
}

}  // namespace mirrorscope::doctor
