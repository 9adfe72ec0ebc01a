// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstdint>
#include <vector>

#include "core/api/header_queries.h"
#include "ui/theme/icons.h"

namespace mirrorscope::ui::hops {

/// A place that a request passed.
struct HopStation {
    enum class Place : std::uint8_t { Client, Balancer, Proxy, Listener };
    Place place = Place::Client;
    QString name;     // "Client", of the proxy that of its source
    QString address;  // a word where it is unknown
    theme::Icon icon = theme::Icon::KindUnknown;
    traffic::SourceId source = 0;  // of the proxy
};

/// An element of the header, or the whole of it.
struct HopValue {
    enum class Look : std::uint8_t { Claim, Plain, Wrong, Right };
    QString text;
    Look look = Look::Plain;
};

/// The header now or after the change.
struct HopLine {
    std::vector<HopValue> values;  // claims first
    QString note;                  // what that means, a few words
    bool isList = true;            // elements divided by commas
};

/// What the picture shows: the way of one request, and a header on this way. Plain value.
struct HopData {
    /// Of one request there is only what was received; of a finding also what comes after its change.
    enum class Story : std::uint8_t { Change, Received };
    Story story = Story::Change;
    QString header;  // empty: the finding is about none
    traffic::RequestId request = 0;
    std::vector<HopStation> stations;
    HopLine now;
    HopLine after;
};

/// `headers` is the finding's sample. All bytes are shown text in it.
HopData hopDataOf(const traffic::Finding& finding, const api::RequestHeaders& headers);

/// X-Forwarded-For on the way of one request, whatever is found about it: who wrote which element, and which
/// one is the client.
HopData hopDataOf(const api::RequestHeaders& headers);

/// The picture in a sentence, for those who do not see it.
QString hopSummary(const HopData& data);

}  // namespace mirrorscope::ui::hops
