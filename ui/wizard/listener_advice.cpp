// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/listener_advice.h"

#include <QCoreApplication>
#include <algorithm>

#include "core/snippets/endpoint.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::wizard {
namespace {

using State = ListenerAdvice::State;

QString tr(const char* text) {
    return QCoreApplication::translate("ListenerAdvice", text);
}

api::ListenerAddress at(const api::ListenerAddress& listener, const base::IpAddress& address) {
    api::ListenerAddress out = listener;
    out.address = address;
    return out;
}

/// All addresses of a family: for names, and for addresses that something else forwards.
base::IpAddress everywhere(const base::IpAddress& like) {
    return like.is_v6() ? base::IpAddress(boost::asio::ip::address_v6::any())
                        : base::IpAddress(boost::asio::ip::address_v4::any());
}

bool contains(const std::vector<base::IpAddress>& all, const base::IpAddress& one) {
    return std::ranges::find(all, one) != all.end();
}

ListenerAdvice onlyHere(const api::ListenerAddress& bound, const base::IpAddress& target) {
    return {
        State::Wrong,
        tr("Only this machine can reach %1: the listener is bound to loopback. Copies from elsewhere would "
           "never arrive.")
            .arg(QString::fromStdString(bound.text())),
        at(bound, target)};
}

ListenerAdvice aboutName(const api::ListenerAddress& bound, const snippets::Endpoint& wanted) {
    if (bound.address.is_loopback() && wanted.host != "localhost") {
        return onlyHere(bound, everywhere(bound.address));
    }
    return {State::Unsure,
            tr("Whether %1 leads here cannot be seen from this side; the proof tells.")
                .arg(text::shownText(wanted.host)),
            {}};
}

ListenerAdvice aboutAddress(const api::ListenerAddress& bound, const base::IpAddress& host,
                            const std::vector<base::IpAddress>& own) {
    const bool isOurs = host.is_loopback() || contains(own, host);
    const bool takesAll = bound.address.is_unspecified() && bound.address.is_v4() == host.is_v4();
    if (bound.address == host || (takesAll && isOurs)) {
        return {
            State::Fine,
            tr("The listener takes connections at %1.").arg(QString::fromStdString(at(bound, host).text())),
            {}};
    }
    if (bound.address.is_loopback() && !host.is_loopback()) {
        return onlyHere(bound, isOurs ? host : everywhere(host));
    }
    if (isOurs) {
        return {State::Wrong,
                tr("The listener is bound to %1 and does not take connections at this address.")
                    .arg(QString::fromStdString(bound.text())),
                at(bound, host)};
    }
    return {State::Unsure,
            tr("This is no address of this machine: something must forward it to %1.")
                .arg(QString::fromStdString(bound.text())),
            {}};
}

}  // namespace

ListenerAdvice listenerAdvice(const api::ListenerStatus& listener, const std::string& wanted,
                              const std::vector<base::IpAddress>& own) {
    const auto endpoint = snippets::parseEndpoint(wanted);
    if (!endpoint) {
        return {State::Unsure, {}, {}};
    }
    const api::ListenerAddress& bound = listener.address;
    const auto host = base::parseAddress(endpoint->host);
    if (!listener.listening) {
        api::ListenerAddress start = bound;
        if (host && (host->is_loopback() || contains(own, *host))) {
            start.address = *host;
            start.port = endpoint->port;
        }
        return {State::Wrong,
                tr("The listener “%1” is off: nothing can arrive.").arg(text::shownText(bound.name)), start};
    }
    if (endpoint->port != bound.port) {
        api::ListenerAddress other = bound;
        other.port = endpoint->port;
        return {State::Wrong,
                tr("The listener has port %1, not %2. Move it, or let something forward the port.")
                    .arg(bound.port)
                    .arg(endpoint->port),
                other};
    }
    return host ? aboutAddress(bound, *host, own) : aboutName(bound, *endpoint);
}

std::vector<std::string> addressesFor(const api::ListenerStatus& listener, bool isElsewhere,
                                      const std::vector<base::IpAddress>& own) {
    const api::ListenerAddress& bound = listener.address;
    std::vector<base::IpAddress> hosts;
    const auto add = [&hosts](const base::IpAddress& host) {
        if (!contains(hosts, host) && !host.is_unspecified()) {
            hosts.push_back(host);
        }
    };
    if (!isElsewhere) {
        add(bound.address.is_loopback() ? bound.address
                                        : base::IpAddress(boost::asio::ip::address_v4::loopback()));
    }
    if (bound.address.is_unspecified() || !bound.address.is_loopback()) {
        add(bound.address);
    }
    std::ranges::for_each(own, add);
    std::vector<std::string> out;
    std::ranges::transform(hosts, std::back_inserter(out),
                           [&bound](const base::IpAddress& host) { return at(bound, host).text(); });
    return out;
}

bool mayConnect(const api::ListenerStatus& listener, const base::IpNetwork& sender) {
    const auto address = sender.onlyAddress();
    if (listener.allow.empty()) {
        return address && address->is_loopback();
    }
    if (address) {
        return base::containsAddress(listener.allow, *address);
    }
    return std::ranges::any_of(listener.allow,
                               [&sender](const base::IpNetwork& one) { return one.text() == sender.text(); });
}

}  // namespace mirrorscope::ui::wizard
