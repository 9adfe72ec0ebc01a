// SPDX-License-Identifier: Apache-2.0
#include "core/listener/peer_book.h"

#include <algorithm>

namespace mirrorscope::listener {
namespace {

constexpr std::size_t kSiteBytes = 8;  // a /64

}  // namespace

std::string peerKey(const base::IpAddress& peer) {
    const auto plain = base::parseAddress(peer.to_string()).value_or(peer);
    if (plain.is_v4() || plain.is_loopback() || plain.to_v6().is_link_local()) {
        return plain.to_string();
    }
    auto bytes = plain.to_v6().to_bytes();
    std::fill(bytes.begin() + kSiteBytes, bytes.end(), std::uint8_t{0});
    return boost::asio::ip::address_v6(bytes).to_string() + "/64";
}

void PeerBook::count(std::string_view key, NoRow why, base::WallTime now, std::string_view firstBytes) {
    auto found = std::ranges::find(m_peers, key, &traffic::PeerCounters::peer);
    if (found == m_peers.end()) {
        if (m_peers.size() >= traffic::kMostPeers) {
            m_peers.pop_back();
        }
        m_peers.push_front({});
        found = m_peers.begin();
        found->peer = key;
        found->firstSeen = now;
    }
    found->lastSeen = now;
    switch (why) {
        case NoRow::NotAllowed:
            ++found->notAllowed;
            break;
        case NoRow::OverLimit:
            ++found->overLimit;
            break;
        case NoRow::Empty:
            ++found->empty;
            break;
        case NoRow::Unreadable:
            ++found->unreadable;
            found->firstBytes = firstBytes.substr(0, traffic::kFirstBytes);
            break;
    }
    m_peers.splice(m_peers.begin(), m_peers, found);
}

}  // namespace mirrorscope::listener
