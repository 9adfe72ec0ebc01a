// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/arrivals/peer_words.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

#include "ui/text/number_text.h"

namespace mirrorscope::ui::arrivals {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("PeerWords", text);
}

}  // namespace

QString peerText(const traffic::PeerCounters& peer) {
    QStringList parts;
    const auto add = [&parts](std::uint64_t count, const char* text) {
        if (count > 0) {
            parts += tr(text).arg(text::countText(count));
        }
    };
    add(peer.notAllowed, QT_TR_NOOP("refused %1 ×, not on the allow-list"));
    add(peer.overLimit, QT_TR_NOOP("refused %1 ×, too many connections at once"));
    add(peer.unreadable, QT_TR_NOOP("%1 × something else than HTTP/1"));
    add(peer.empty, QT_TR_NOOP("%1 × connected and sent no request"));
    return parts.join(QStringLiteral("; "));
}

std::optional<base::IpNetwork> allowable(const traffic::PeerCounters& peer) {
    return peer.notAllowed == 0 ? std::nullopt : base::IpNetwork::parse(peer.peer);
}

bool isAllowed(const traffic::PeerCounters& peer, const std::vector<base::IpNetwork>& allow) {
    const auto wanted = base::IpNetwork::parse(peer.peer);
    if (!wanted) {
        return false;
    }
    if (std::ranges::find(allow, wanted->text(), &base::IpNetwork::text) != allow.end()) {
        return true;
    }
    const auto only = wanted->onlyAddress();
    return only && base::containsAddress(allow, *only);
}

}  // namespace mirrorscope::ui::arrivals
