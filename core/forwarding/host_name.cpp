// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/host_name.h"

#include "core/base/byte_text.h"
#include "core/http/request_target.h"

namespace mirrorscope::forwarding {
namespace {

constexpr std::string_view kShadowSuffix = "-shadow";

}  // namespace

ShadowHost splitShadowHost(std::string_view value) {
    const http::HostPort split = http::splitHostPort(value);
    ShadowHost out{split.host, split.port, false};
    if (out.host.size() > kShadowSuffix.size() &&
        base::equalsIgnoreCase(out.host.substr(out.host.size() - kShadowSuffix.size()), kShadowSuffix)) {
        out.host.remove_suffix(kShadowSuffix.size());
        out.hadSuffix = true;
    }
    return out;
}

std::string normalisedHost(std::string_view host) {
    return base::toLower(host.substr(0, kLongestHost));
}

}  // namespace mirrorscope::forwarding
