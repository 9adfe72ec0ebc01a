// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/advice.h"

#include <vector>

#include "core/doctor/advice_tables.h"

namespace mirrorscope::doctor {
namespace {

using enum traffic::SourceKind;

traffic::SourceKind relative(traffic::SourceKind kind) {
    if (kind == Istio || kind == GatewayApi) {
        return Envoy;
    }
    return kind == IngressNginx ? Nginx : kind;
}

const Advice* find(std::string_view code, traffic::SourceKind kind) {
    for (const Advice& advice : allAdvice()) {
        if (advice.code == code && advice.kind == kind) {
            return &advice;
        }
    }
    return nullptr;
}

constexpr Advice kNone{};

}  // namespace

std::span<const Advice> allAdvice() {
    static const std::vector<Advice> kAll = [] {
        std::vector<Advice> all;
        for (const auto table : {clientAdvice(), hostAndSchemeAdvice(), transferAdvice(), identityAdvice()}) {
            all.insert(all.end(), table.begin(), table.end());
        }
        return all;
    }();
    return kAll;
}

const Advice& adviceFor(std::string_view code, traffic::SourceKind kind) {
    for (const auto wanted : {kind, relative(kind), Unknown}) {
        if (const Advice* advice = find(code, wanted)) {
            return *advice;
        }
    }
    return kNone;
}

}  // namespace mirrorscope::doctor
