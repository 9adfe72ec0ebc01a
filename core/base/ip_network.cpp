// SPDX-License-Identifier: Apache-2.0
#include "core/base/ip_network.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

namespace mirrorscope::base {
namespace {

constexpr std::size_t kLongestAddress = 64;  // longer text is no address, whatever it holds

bool samePrefix(std::span<const unsigned char> a, std::span<const unsigned char> b, unsigned bits) {
    const unsigned whole = bits / 8;
    if (!std::equal(a.begin(), a.begin() + whole, b.begin())) {
        return false;
    }
    const unsigned rest = bits % 8;
    const auto mask = static_cast<unsigned char>(0xFF << (8 - rest));
    return rest == 0 || (a[whole] & mask) == (b[whole] & mask);
}

/// Four decimal numbers without leading zeros, as inet_pton() takes them: most addresses, and the quick way.
std::optional<IpAddress> parseDottedQuad(std::string_view text) {
    boost::asio::ip::address_v4::bytes_type bytes{};
    const char* at = text.data();
    const char* const end = at + text.size();
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i > 0 && (at == end || *at++ != '.')) {
            return std::nullopt;
        }
        const auto [next, failed] = std::from_chars(at, end, bytes[i]);
        if (failed != std::errc{} || (*at == '0' && next - at > 1)) {
            return std::nullopt;
        }
        at = next;
    }
    return at == end ? std::optional<IpAddress>(boost::asio::ip::address_v4(bytes)) : std::nullopt;
}

}  // namespace

std::string addressText(const IpAddress& address) {
    if (!address.is_v4()) {
        return address.to_string();
    }
    std::array<char, sizeof("255.255.255.255")> text{};
    char* at = text.data();
    for (const unsigned char byte : address.to_v4().to_bytes()) {
        if (at != text.data()) {
            *at++ = '.';
        }
        at = std::to_chars(at, text.data() + text.size(), byte).ptr;
    }
    return {text.data(), at};
}

std::optional<IpAddress> parseAddress(std::string_view text) {
    if (text.size() >= 2 && text.front() == '[' && text.back() == ']') {
        text = text.substr(1, text.size() - 2);
    }
    if (text.empty() || text.size() > kLongestAddress ||
        text.find_first_of(std::string_view("%\0", 2)) != text.npos) {
        return std::nullopt;
    }
    if (const auto quad = parseDottedQuad(text)) {
        return quad;
    }
    boost::system::error_code failed;
    const auto address = boost::asio::ip::make_address(std::string(text), failed);
    if (failed) {
        return std::nullopt;
    }
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6());
    }
    return address;
}

std::optional<IpNetwork> IpNetwork::parse(std::string_view text) {
    const auto slash = text.find('/');
    const auto address = parseAddress(text.substr(0, slash));
    if (!address) {
        return std::nullopt;
    }
    IpNetwork network;
    network.m_address = *address;
    const unsigned longest = address->is_v4() ? 32 : 128;
    network.m_prefixLength = longest;
    if (slash != std::string_view::npos) {
        const std::string_view digits = text.substr(slash + 1);
        const auto [end, failed] =
            std::from_chars(digits.data(), digits.data() + digits.size(), network.m_prefixLength);
        if (failed != std::errc{} || end != digits.data() + digits.size() ||
            network.m_prefixLength > longest) {
            return std::nullopt;
        }
    }
    return network;
}

bool IpNetwork::contains(const IpAddress& address) const {
    if (address.is_v4() && m_address.is_v4()) {
        return samePrefix(address.to_v4().to_bytes(), m_address.to_v4().to_bytes(), m_prefixLength);
    }
    if (address.is_v6() && m_address.is_v6()) {
        return samePrefix(address.to_v6().to_bytes(), m_address.to_v6().to_bytes(), m_prefixLength);
    }
    return false;
}

std::string IpNetwork::text() const {
    return addressText(m_address) + "/" + std::to_string(m_prefixLength);
}

std::optional<IpAddress> IpNetwork::onlyAddress() const {
    const unsigned longest = m_address.is_v4() ? 32 : 128;
    return m_prefixLength == longest ? std::optional(m_address) : std::nullopt;
}

bool containsAddress(const std::vector<IpNetwork>& networks, const IpAddress& address) {
    return std::ranges::any_of(networks, [&](const IpNetwork& network) { return network.contains(address); });
}

}  // namespace mirrorscope::base
