// SPDX-License-Identifier: Apache-2.0
#include "core/query/fixed_names.h"

#include <array>

#include "core/traffic/attack_type.h"
#include "core/traffic/mark.h"
#include "core/traffic/request_context.h"
#include "core/traffic/triage.h"
#include "core/traffic/verdict.h"

namespace mirrorscope::query {
namespace {

template <typename Enum, std::size_t Size = static_cast<std::size_t>(Enum::Count), typename NameOf>
std::array<std::string_view, Size> namesOf(const NameOf& nameOf) {
    std::array<std::string_view, Size> names;
    for (std::size_t i = 0; i < names.size(); ++i) {
        names[i] = nameOf(static_cast<Enum>(i));
    }
    return names;
}

}  // namespace

std::span<const std::string_view> formNames() {
    static const auto names = namesOf<traffic::RequestForm, traffic::kRequestForms>(traffic::requestFormName);
    return names;
}

std::span<const std::string_view> flagNames() {
    static const auto names = namesOf<traffic::RequestFlag>(traffic::flagName);
    return names;
}

std::span<const std::string_view> sourceKindNames() {
    static const auto names = namesOf<traffic::SourceKind>(traffic::sourceKindName);
    return names;
}

std::span<const std::string_view> clientTrustNames() {
    static const auto names = namesOf<traffic::ClientTrust>(traffic::clientTrustName);
    return names;
}

std::span<const std::string_view> stateNames() {
    static const auto names = namesOf<traffic::RequestState>(traffic::requestStateName);
    return names;
}

std::span<const std::string_view> attackTypeNames() {
    static const auto names = namesOf<traffic::AttackType>(
        [](traffic::AttackType type) { return traffic::attackTypeInfo(type).name; });
    return names;
}

std::span<const std::string_view> severityNames() {
    static const auto names = namesOf<traffic::Severity>(traffic::severityName);
    return names;
}

std::span<const std::string_view> triageNames() {
    static const auto names = namesOf<traffic::TriageState>(traffic::triageStateName);
    return names;
}

std::span<const std::string_view> markNames() {
    static const auto names = namesOf<traffic::Mark>(traffic::markName);
    return names;
}

}  // namespace mirrorscope::query
