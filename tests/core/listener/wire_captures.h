// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace mirrorscope::test {

/// One request of a captured connection, where it stands in its bytes and what its body is without chunks.
struct CapturedRequest {
    std::string head;
    std::string form;  // whole, head-only
    std::uint64_t bodyBytes = 0;
    std::string bodySha256;  // hex; empty without a body
};

/// A connection as a real proxy opened it, byte for byte.
struct CapturedConnection {
    std::string proxy;  // nginx122, envoy-istio …
    std::string name;
    std::string wire;
    std::vector<CapturedRequest> requests;
};

/// All of tests/data/captures/wire, by proxy: one JSON line a connection. `wire` there is a list of texts
/// whose code points are bytes and of [text, times] for runs; `requests` holds lengths in the order of the
/// bytes.
std::vector<CapturedConnection> wireCaptures();

}  // namespace mirrorscope::test
