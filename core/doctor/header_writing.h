// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "core/doctor/header_origin.h"
#include "core/traffic/source.h"

namespace mirrorscope::doctor {

/// How a proxy is configured, where a head proves it.
enum class ProxyForm : std::uint8_t {
    Any,       // not known: what holds for every configuration of the kind
    Page,      // nginx as on the page on mirrored traffic: X-SERVER-ADDR stands where only nginx writes
    Hardened,  // our configuration: its token is right
};

/// What a kind of proxy in a form does with a header.
struct HeaderWriting {
    traffic::SourceKind kind;
    ProxyForm form;
    std::string_view name;
    HeaderWriter writer;
    std::string_view why;
};

std::span<const HeaderWriting> headerWritings();

/// That of the form, else that of any form; Istio writes as Envoy and ingress-nginx as nginx. Nullptr where
/// nothing is known.
const HeaderWriting* headerWriting(traffic::SourceKind kind, ProxyForm form, std::string_view name);

}  // namespace mirrorscope::doctor
