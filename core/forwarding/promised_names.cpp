// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/promised_names.h"

#include <boost/json.hpp>

namespace mirrorscope::forwarding {

std::optional<std::vector<std::string>> promisedNames(std::string_view contract) {
    boost::system::error_code failed;
    const boost::json::value text = boost::json::parse(contract, failed);
    const auto* object = failed ? nullptr : text.if_object();
    const auto* headers = object != nullptr ? object->if_contains("headers") : nullptr;
    if (headers == nullptr || !headers->is_array()) {
        return std::nullopt;
    }
    std::vector<std::string> names;
    for (const auto& header : headers->get_array()) {
        const auto* fields = header.if_object();
        const auto* name = fields != nullptr ? fields->if_contains("name") : nullptr;
        const auto* always = fields != nullptr ? fields->if_contains("always") : nullptr;
        if (name != nullptr && name->is_string() && always != nullptr && always->is_bool() &&
            always->get_bool()) {
            names.emplace_back(name->get_string());
        }
    }
    return names;
}

}  // namespace mirrorscope::forwarding
