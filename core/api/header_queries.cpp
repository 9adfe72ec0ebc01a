// SPDX-License-Identifier: Apache-2.0
#include "core/api/header_queries.h"

#include <utility>

#include "core/doctor/attribution_reasons.h"
#include "core/forwarding/request_attribution.h"

namespace mirrorscope::api {

RequestHeaders headersOf(traffic::RequestDetail detail) {
    RequestHeaders out;
    out.detail = std::move(detail);
    const traffic::MirroredRequest& request = out.detail.request;
    const forwarding::ReadHead read = forwarding::readHead(request);
    out.hops = doctor::hopPicture(request, read, out.detail.row.context);
    out.origins = doctor::headerOrigins(request, read, out.detail.row.context);
    return out;
}

RequestForwarding forwardingOf(traffic::RequestDetail detail) {
    RequestForwarding out{headersOf(std::move(detail)), {}, {}, {}};
    const traffic::RequestDetail& read = out.headers.detail;
    out.clientReason = doctor::clientReason(forwarding::readHead(read.request), read.row.context);
    out.sourceReason = doctor::sourceReason(read.row.context);
    return out;
}

RequestComparison comparisonOf(traffic::RequestDetail a, traffic::RequestDetail b) {
    RequestComparison out{headersOf(std::move(a)), headersOf(std::move(b)), {}};
    out.lines = doctor::differencesOf(out.a.detail.request, out.b.detail.request);
    return out;
}

}  // namespace mirrorscope::api
