// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/json_text.h"

#include <boost/json/object.hpp>
#include <boost/json/string.hpp>

#include "core/base/byte_text.h"

namespace mirrorscope::exchange {

boost::json::value jsonText(std::string_view bytes) {
    if (base::isUtf8(bytes)) {
        return boost::json::string(bytes);
    }
    return boost::json::object{{"base64", base::toBase64(bytes)}};
}

}  // namespace mirrorscope::exchange
