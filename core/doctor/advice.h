// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "core/traffic/source.h"

namespace mirrorscope::doctor {

/// What to do about a finding, for one kind of proxy. The directives are those of the proxy's own
/// documentation.
struct Advice {
    std::string_view code;
    traffic::SourceKind kind = traffic::SourceKind::Unknown;  // Unknown: every kind without its own
    std::string_view cause;                                   // one sentence
    std::string_view wanted;                                  // the value that would be right
    std::string_view directive;                               // what to change
    std::string_view before;  // a line that shows the cause; empty: the line is missing
    std::string_view after;   // the line instead
};

/// Istio takes Envoy's advice and ingress-nginx nginx's where they have none of their own.
const Advice& adviceFor(std::string_view code, traffic::SourceKind kind);

std::span<const Advice> allAdvice();

}  // namespace mirrorscope::doctor
