// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/raw_request.h"

namespace mirrorscope::exchange {

std::string rawRequest(const traffic::MirroredRequest& request) {
    std::string raw;
    raw.reserve(request.head.size() + request.body.size() + request.trailers.size() +
                request.trailing.size());
    return raw.append(request.head).append(request.body).append(request.trailers).append(request.trailing);
}

}  // namespace mirrorscope::exchange
