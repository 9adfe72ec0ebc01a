// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hops/hop_data.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <optional>
#include <string>

#include "core/doctor/finding_subject.h"
#include "core/http/head.h"
#include "ui/privacy/shown_secrets.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::hops {
namespace {

using doctor::Hop;
using Look = HopValue::Look;
using Place = HopStation::Place;

/// More of a value the picture has no room for.
constexpr std::size_t kShownValue = 48;
/// More stations than these are told as a number.
constexpr std::size_t kMostBalancers = 2;

QString tr(const char* text) {
    return QCoreApplication::translate("HopData", text);
}

QString shown(std::string_view bytes) {
    return privacy::shownValue(bytes, {}, kShownValue);
}

std::vector<HopStation> stationsOf(const api::RequestHeaders& headers) {
    const traffic::RequestRow& row = headers.detail.row;
    std::vector<HopStation> balancers;
    HopStation client{Place::Client, tr("Client"), tr("address unknown"), theme::Icon::KindUnknown, 0};
    HopStation proxy{Place::Proxy,
                     text::shownText(row.sourceName, kShownValue),
                     {},
                     theme::kindIcon(row.context.kind),
                     row.context.source};
    HopStation listener{Place::Listener, QStringLiteral("Mirrorscope"), {}, theme::Icon::App, 0};
    for (const Hop& hop : headers.hops) {
        switch (hop.role) {
            case Hop::Role::Claim:
                break;  // a word of the client, no place
            case Hop::Role::Client:
                client.address = shown(hop.address);
                break;
            case Hop::Role::Balancer:
                balancers.push_back(
                    {Place::Balancer, tr("Balancer"), shown(hop.address), theme::Icon::KindHaproxy, 0});
                break;
            case Hop::Role::Proxy:
                proxy.address = shown(hop.address);
                break;
            case Hop::Role::Listener:
                listener.address = shown(hop.address);
                break;
        }
    }
    if (balancers.size() > kMostBalancers) {
        balancers.front().name = tr("%1 balancers").arg(balancers.size());
        balancers.front().address = balancers.back().address;
        balancers.resize(1);
    }
    if (proxy.address.isEmpty()) {
        proxy.address = shown(headers.detail.request.peer);
    }
    std::vector<HopStation> stations{client};
    stations.insert(stations.end(), balancers.begin(), balancers.end());
    stations.push_back(proxy);
    stations.push_back(listener);
    return stations;
}

/// The elements of X-Forwarded-For as received; those that nothing vouches for are claims.
std::vector<HopValue> elementsOf(const http::Head& head, const api::RequestHeaders& headers) {
    const auto claims =
        static_cast<std::size_t>(std::ranges::count(headers.hops, Hop::Role::Claim, &Hop::role));
    std::vector<HopValue> values;
    for (const std::string_view element : head.listed("X-Forwarded-For")) {
        values.push_back({shown(element), values.size() < claims ? Look::Claim : Look::Plain});
    }
    return values;
}

QString clientWord(const api::RequestHeaders& headers) {
    const traffic::RequestContext& context = headers.detail.row.context;
    const bool isBelieved = context.clientTrust == traffic::ClientTrust::Verified;
    return isBelieved && !context.client.empty() ? shown(context.client) : tr("the client");
}

void markLast(std::vector<HopValue>& values, Look look) {
    if (!values.empty()) {
        values.back().look = look;
    }
}

/// Whom the list names as the client is the balancer; the client is elsewhere.
void showBalancer(std::vector<HopStation>& stations, const QString& balancer, const QString& client) {
    stations.front().address = client;
    const bool isThere = std::ranges::find(stations, balancer, &HopStation::address) != stations.end();
    if (!isThere) {
        stations.insert(stations.begin() + 1,
                        {Place::Balancer, tr("Balancer"), balancer, theme::Icon::KindHaproxy, 0});
    }
}

void keepClaims(std::vector<HopValue>& values) {
    std::erase_if(values, [](const HopValue& one) { return one.look != Look::Claim; });
}

/// The list of addresses, now and as the proxy would send it after the change.
void fillForwardedFor(HopData& data, const traffic::Finding& finding, const api::RequestHeaders& headers,
                      const http::Head& head) {
    data.now.values = elementsOf(head, headers);
    data.after.values = data.now.values;
    const std::string& code = finding.code;
    const HopValue client{clientWord(headers), Look::Right};
    if (code == "XFF_CHAIN_LOST") {
        // What the balancer had sent in front of its own address is in X-Real-IP alone.
        const auto real = head.value("X-Real-IP");
        if (real && !data.now.values.empty()) {
            showBalancer(data.stations, data.now.values.back().text, shown(*real));
        }
        markLast(data.now.values, Look::Wrong);
        data.now.note = tr("the balancer's own; the client's list is gone");
        if (!data.after.values.empty()) {
            data.after.values.pop_back();  // the proxy wrote it, whatever it looks like
        }
        keepClaims(data.after.values);
        data.after.values.push_back({real ? shown(*real) : clientWord(headers), Look::Right});
        if (!data.now.values.empty()) {
            data.after.values.push_back({data.now.values.back().text, Look::Plain});
        }
        data.after.note = tr("client: 2nd from right");
    } else if (code == "XFF_ONLY_PROXY") {
        markLast(data.now.values, Look::Wrong);
        data.now.note = tr("the proxy's own address; the client is nowhere");
        data.after.values.insert(data.after.values.begin(), client);
        data.after.note = tr("client: in front of the proxy");
    } else if (code == "XFF_MISSING" || code == "CLIENT_UNKNOWN") {
        for (HopValue& value : data.now.values) {
            value.look = Look::Claim;
        }
        data.now.note = code == "XFF_MISSING" ? tr("not there") : tr("nothing vouches for any of these");
        data.after.values = data.now.values;
        data.after.values.push_back(client);
        data.after.note = tr("client: written by the proxy");
    } else if (code == "BALANCER_AS_CLIENT") {
        markLast(data.now.values, Look::Wrong);
        data.now.note = tr("a balancer, taken for the client");
        if (data.after.values.size() > 1) {
            data.after.values[data.after.values.size() - 2].look = Look::Right;
        }
        data.after.note = tr("client: in front of the balancer");
    } else if (code == "XFF_DUPLICATE") {
        markLast(data.now.values, Look::Wrong);
        data.now.note = tr("the same client twice");
        if (!data.after.values.empty()) {
            data.after.values.pop_back();
        }
        markLast(data.after.values, Look::Right);
        data.after.note = tr("each hop once");
    } else {
        markLast(data.now.values, Look::Wrong);
        data.after.values.clear();
    }
}

/// The only value that is right, where it follows from what was received.
QString rightValue(const traffic::Finding& finding, const http::Head& head, std::string_view value) {
    if (finding.code == "HOST_SHADOW") {
        constexpr std::string_view kSuffix = "-shadow";
        std::string host(value);
        if (const std::size_t at = host.rfind(kSuffix); at != std::string::npos) {
            host.erase(at, kSuffix.size());
        }
        return shown(host);
    }
    if (finding.code == "SCHEME_LOST") {
        return QStringLiteral("https");
    }
    if (finding.code == "FORWARDED_PORT_EPHEMERAL") {
        const auto scheme = head.value("X-Forwarded-Proto");
        return scheme == "https"  ? QStringLiteral("443")
               : scheme == "http" ? QStringLiteral("80")
                                  : QString();
    }
    return {};
}

void fillSingle(HopData& data, const traffic::Finding& finding, const http::Head& head,
                const std::string& name) {
    data.now.isList = data.after.isList = false;
    const auto value = head.value(name);
    if (value) {
        data.now.values = {{privacy::shownHeader(name, *value, {}, kShownValue), Look::Wrong}};
        if (const QString right = rightValue(finding, head, *value); !right.isEmpty()) {
            data.after.values = {{right, Look::Right}};
        }
    } else {
        data.now.note = tr("not there");
    }
}

/// Where the client is in the list, counted as proxies do it: from the right.
QString clientNote(const api::RequestHeaders& headers, const std::vector<HopValue>& list,
                   std::optional<std::size_t> client) {
    const traffic::RequestContext& context = headers.detail.row.context;
    if (context.client.empty()) {
        return list.empty() ? tr("not there; the client is unknown") : tr("the client is unknown");
    }
    if (!client) {
        return list.empty() ? tr("not there; client from %1").arg(shown(context.clientFrom))
                            : tr("client from %1").arg(shown(context.clientFrom));
    }
    const std::size_t fromTheRight = list.size() - *client;
    const QString place =
        fromTheRight == 1 ? tr("the last one") : tr("no. %1 from the right").arg(fromTheRight);
    return context.clientTrust == traffic::ClientTrust::Verified ? tr("client: %1").arg(place)
                                                                 : tr("client, as claimed: %1").arg(place);
}

QString spoken(const HopLine& line) {
    QStringList values;
    for (const HopValue& value : line.values) {
        values += value.look == Look::Claim ? tr("%1 as a claim").arg(value.text) : value.text;
    }
    if (!line.note.isEmpty()) {
        values += line.note;
    }
    return values.isEmpty() ? tr("nothing") : values.join(QStringLiteral(", "));
}

}  // namespace

HopData hopDataOf(const traffic::Finding& finding, const api::RequestHeaders& headers) {
    HopData data;
    const auto names = doctor::subjectHeaders(finding);
    data.request = headers.detail.request.id;
    data.stations = stationsOf(headers);
    const http::Head head(headers.detail.request.head);
    if (!names.empty()) {
        data.header = text::shownText(names.front());
        if (names.front() == "X-Forwarded-For") {
            fillForwardedFor(data, finding, headers, head);
        } else {
            fillSingle(data, finding, head, names.front());
        }
    }
    if (data.now.note.isEmpty() && data.now.values.empty()) {
        data.now.note = privacy::shownValue(finding.seen, {});
    }
    if (data.after.note.isEmpty()) {
        data.after.note = text::shownText(finding.wanted);
    }
    return data;
}

HopData hopDataOf(const api::RequestHeaders& headers) {
    HopData data;
    data.story = HopData::Story::Received;
    data.request = headers.detail.request.id;
    data.header = QStringLiteral("X-Forwarded-For");
    data.stations = stationsOf(headers);
    data.now.values = elementsOf(http::Head(headers.detail.request.head), headers);
    // The stations of the list stand first, in its order.
    const std::size_t count = std::min(data.now.values.size(), headers.hops.size());
    std::optional<std::size_t> client;
    for (std::size_t i = 0; i < count; ++i) {
        const Hop& hop = headers.hops[i];
        const bool isOfList =
            hop.role == Hop::Role::Claim || hop.role == Hop::Role::Client || hop.role == Hop::Role::Balancer;
        if (!isOfList) {
            break;
        }
        client = hop.role == Hop::Role::Client ? i : client;
        data.now.values[i].look = hop.forgeable                   ? Look::Claim
                                  : hop.role == Hop::Role::Client ? Look::Right
                                                                  : Look::Plain;
    }
    data.now.note = clientNote(headers, data.now.values, client);
    return data;
}

QString hopSummary(const HopData& data) {
    QStringList way;
    for (const HopStation& station : data.stations) {
        way += QStringLiteral("%1 %2").arg(station.name, station.address);
    }
    if (data.story == HopData::Story::Received) {
        return tr("%1. %2 as received: %3.").arg(way.join(tr(", then ")), data.header, spoken(data.now));
    }
    return tr("%1. %2 now: %3. After the change: %4.")
        .arg(way.join(tr(", then ")), data.header.isEmpty() ? tr("Seen") : data.header, spoken(data.now),
             spoken(data.after));
}

}  // namespace mirrorscope::ui::hops
