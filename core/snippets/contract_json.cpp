// SPDX-License-Identifier: Apache-2.0
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>

#include "core/snippets/contract.h"

namespace mirrorscope::snippets {

std::string contractJson(const Contract& contract) {
    boost::json::array headers;
    for (const auto& header : contract.headers) {
        headers.push_back({{"name", header.name},
                           {"from", header.from},
                           {"always", header.always},
                           {"forgeable", header.forgeable}});
    }
    const boost::json::object out{{"headers", headers},
                                  {"client", contract.client},
                                  {"limits", boost::json::value_from(contract.limits)}};
    return boost::json::serialize(out) + "\n";
}

}  // namespace mirrorscope::snippets
