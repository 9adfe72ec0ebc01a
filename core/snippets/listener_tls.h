// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/snippets/endpoint.h"
#include "core/snippets/option_grammar.h"
#include "core/snippets/option_row.h"

namespace mirrorscope::snippets {

/// Whether copies travel encrypted, and whose certificate is taken. The same three options of every kind that
/// can do it.
struct ListenerTls {
    bool on = false;
    std::string name;  // in the certificate, sent as SNI (RFC 6066 3); empty: the listener's host
    std::string ca;    // file on the proxy's machine; empty: any certificate is taken
};

/// "http://" or "https://".
std::string_view schemeOf(const ListenerTls& tls);

/// The name to ask for and to check; empty when the listener is an address and none was given.
std::string tlsName(const ListenerTls& tls, const Endpoint& listener);

/// InvalidArgument when the options contradict each other.
std::optional<base::Error> tlsComplaint(const ListenerTls& tls, const Endpoint& listener);

/// readOptions() of a kind whose options have members `tls` and `listener`.
template <typename Options, std::size_t count>
base::Result<Options> readOptionsWithTls(const std::array<OptionRow<Options>, count>& rows,
                                         std::span<const OptionValue> values, Variant variant,
                                         std::string_view kind) {
    auto out = readOptions(rows, values, variant, kind);
    if (const auto complaint = out ? tlsComplaint(out->tls, out->listener) : std::nullopt) {
        return *complaint;
    }
    return out;
}

// Rows for the option table of such a kind.

template <typename Options>
constexpr OptionRow<Options> kTlsRow{
    {"--tls", "on|off", "Send the copies over TLS, to what ends it in front of the listener.", "off", false,
     false},
    [](Options& out, std::string_view value) { return readSwitch(out.tls.on, value); },
    "on or off"};

template <typename Options>
constexpr OptionRow<Options> kTlsNameRow{
    {"--tls-name", "NAME", "Name in the listener's certificate; also asked for (SNI).", "the listener's host",
     false, false},
    [](Options& out, std::string_view value) {
        out.tls.name = value;
        return isHostName(value);
    },
    "a name of letters, digits, \"-\" and \".\""};

template <typename Options>
constexpr OptionRow<Options> kTlsCaRow{
    {"--tls-ca", "FILE", "CA that signed the listener's certificate; without it any certificate is taken.",
     "", false, false},
    [](Options& out, std::string_view value) {
        out.tls.ca = value;
        return isPlainPath(value);
    },
    "an absolute path of letters, digits and / - . _ ~ ! * + , = : @"};

}  // namespace mirrorscope::snippets
