// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/promised_headers.h"

#include <boost/json.hpp>
#include <cstddef>

#include "core/base/byte_text.h"

namespace mirrorscope::doctor {
namespace {

bool isPromised(const boost::json::value& header, std::string_view name) {
    const auto* fields = header.if_object();
    const auto* promised = fields != nullptr ? fields->if_contains("name") : nullptr;
    const auto* always = fields != nullptr ? fields->if_contains("always") : nullptr;
    return promised != nullptr && promised->is_string() && always != nullptr && always->is_bool() &&
           always->get_bool() && base::equalsIgnoreCase(std::string_view(promised->get_string()), name);
}

}  // namespace

std::optional<HeaderPresence> promisedHeaders(std::string_view contract) {
    boost::system::error_code failed;
    const boost::json::value text = boost::json::parse(contract, failed);
    const auto* object = failed ? nullptr : text.if_object();
    const auto* headers = object != nullptr ? object->if_contains("headers") : nullptr;
    if (headers == nullptr || !headers->is_array()) {
        return std::nullopt;
    }
    HeaderPresence promised;
    for (const auto& header : headers->get_array()) {
        for (std::size_t i = 0; i < kForwardingHeaderCount; ++i) {
            if (isPromised(header, forwardingHeaders()[i])) {
                promised.set(i);
            }
        }
    }
    return promised.any() ? std::optional(promised) : std::nullopt;
}

}  // namespace mirrorscope::doctor
