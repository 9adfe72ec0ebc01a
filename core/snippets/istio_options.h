// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/snippets/endpoint.h"
#include "core/snippets/listener_tls.h"
#include "core/snippets/snippet_catalogue.h"

namespace mirrorscope::snippets {

/// What the Istio snippet is made of. Strings hold only characters that their rule in istio_options.cpp
/// allows.
struct IstioOptions {
    enum class Destination : std::uint8_t {
        External,
        Service
    };  // outside of the mesh, or a service of the cluster
    enum class Traffic : std::uint8_t { Both, Gateway, Mesh };  // whose requests are mirrored

    Endpoint listener;
    ListenerTls tls;
    Endpoint origin{"httpbin", 80};
    Destination destination = Destination::External;
    Traffic traffic = Traffic::Both;
    std::string host = "httpbin.local";  // that clients outside ask for
    std::string gateway = "httpbin-gateway";
    std::vector<std::pair<std::string, std::string>>
        selector;  // labels of the gateway's pods; empty: the page's
    std::string space;
    std::string api;                   // "v1", "v1beta1", "v1alpha3"; empty: that of the form
    std::uint32_t percentage = 10000;  // hundredths of a percent
};

std::span<const OptionInfo> istioOptionTable();

/// Reads and checks values; InvalidArgument names option, value and expectation.
base::Result<IstioOptions> readIstioOptions(std::span<const OptionValue> values, Variant variant);

}  // namespace mirrorscope::snippets
