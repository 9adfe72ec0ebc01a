// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/ip/address.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorscope::base {

using IpAddress = boost::asio::ip::address;

/// An address as headers and options write it: IPv4, IPv6, IPv6 in brackets; no port, no zone, no name.
/// An IPv4-mapped IPv6 address becomes the IPv4 one, so that both spellings compare equal.
std::optional<IpAddress> parseAddress(std::string_view text);

/// As parseAddress() reads it. Asio's to_string() prints by snprintf, which the attribution of every request
/// feels.
std::string addressText(const IpAddress& address);

/// A CIDR block of either family. A block contains only addresses of its own family.
class IpNetwork {
public:
    /// "10.0.0.0/8", "fd00::/8", or one address. Host bits may be set, as proxies accept them.
    static std::optional<IpNetwork> parse(std::string_view text);

    bool contains(const IpAddress& address) const;
    std::string text() const;
    /// Of a block with one address.
    std::optional<IpAddress> onlyAddress() const;

private:
    IpAddress m_address;
    unsigned m_prefixLength = 0;
};

bool containsAddress(const std::vector<IpNetwork>& networks, const IpAddress& address);

}  // namespace mirrorscope::base
