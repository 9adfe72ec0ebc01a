// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace mirrorscope::traffic {

/// Which rule gives which type: detection/attack_classifier.h.
enum class AttackType : std::uint8_t {
    Sqli,
    Xss,
    Rce,
    Lfi,
    Rfi,
    Traversal,
    Ssrf,
    Ssti,
    Nosqli,
    Ldapi,
    Xxe,
    Crlf,
    Php,
    Java,
    Nodejs,
    Scanner,
    Protocol,
    SessionFixation,
    DataLeak,
    Other,
    Count
};

struct AttackTypeInfo {
    AttackType type;
    std::string_view name;   // as stored and in filters: "sqli"
    std::string_view title;  // for people: "SQL injection"
    int cwe;                 // CWE number, 0 for none
    std::string_view owasp;  // OWASP Top 10 2021 id, empty for none
};

const std::array<AttackTypeInfo, static_cast<std::size_t>(AttackType::Count)>& attackTypes();
const AttackTypeInfo& attackTypeInfo(AttackType type);
std::optional<AttackType> attackTypeByName(std::string_view name);

}  // namespace mirrorscope::traffic
