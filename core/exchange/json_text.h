// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/value.hpp>
#include <string_view>

namespace mirrorscope::exchange {

/// Captured bytes as a JSON value: text where they are UTF-8, else {"base64": …}.
boost::json::value jsonText(std::string_view bytes);

}  // namespace mirrorscope::exchange
