// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/traffic/source.h"

namespace mirrorscope::doctor {

/// Something that copies of a kind of proxy do not show, or show otherwise than the client sent it. No mirror
/// can observe it, so it is no finding: no request raises or closes it.
struct KindLimit {
    traffic::SourceKind kind = traffic::SourceKind::Unknown;  // Unknown: every kind
    std::string_view name;                                    // for programs; one of its kind
    std::string_view limit;                                   // one sentence
    std::string_view known;                                   // measured with which versions, or from where
    std::string_view remedy;                                  // what can be done; empty: nothing
};

/// By kind; those of every kind come first.
std::span<const KindLimit> allKindLimits();

/// Of that kind alone, without those of every kind. ingress-nginx is an nginx and has nginx's too. Empty for
/// kinds whose habits are not known.
std::vector<KindLimit> limitsOf(traffic::SourceKind kind);
std::vector<KindLimit> limitsOfEveryKind();

}  // namespace mirrorscope::doctor
