// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/attack_type.h"

namespace mirrorscope::traffic {
namespace {

using enum AttackType;

// CWE: MITRE's entry for the weakness; OWASP: the Top 10 2021 category that lists this CWE.
constexpr std::array<AttackTypeInfo, static_cast<std::size_t>(AttackType::Count)> kTypes{{
    {Sqli, "sqli", "SQL injection", 89, "A03:2021"},
    {Xss, "xss", "Cross-site scripting", 79, "A03:2021"},
    {Rce, "rce", "Remote code execution", 78, "A03:2021"},
    {Lfi, "lfi", "Local file inclusion", 98, "A03:2021"},
    {Rfi, "rfi", "Remote file inclusion", 98, "A03:2021"},
    {Traversal, "traversal", "Path traversal", 22, "A01:2021"},
    {Ssrf, "ssrf", "Server-side request forgery", 918, "A10:2021"},
    {Ssti, "ssti", "Template injection", 1336, "A03:2021"},
    {Nosqli, "nosqli", "NoSQL injection", 943, "A03:2021"},
    {Ldapi, "ldapi", "LDAP injection", 90, "A03:2021"},
    {Xxe, "xxe", "XML external entities", 611, "A05:2021"},
    {Crlf, "crlf", "Header injection", 113, "A03:2021"},
    {Php, "php", "PHP injection", 94, "A03:2021"},
    {Java, "java", "Java injection", 917, "A03:2021"},
    {Nodejs, "nodejs", "Node.js injection", 94, "A03:2021"},
    {Scanner, "scanner", "Scanner", 0, ""},
    {Protocol, "protocol", "Protocol violation", 0, ""},
    {SessionFixation, "session-fixation", "Session fixation", 384, "A07:2021"},
    {DataLeak, "data-leak", "Data leak", 200, "A01:2021"},
    {Other, "other", "Other", 0, ""},
}};

}  // namespace

const std::array<AttackTypeInfo, static_cast<std::size_t>(AttackType::Count)>& attackTypes() {
    return kTypes;
}

const AttackTypeInfo& attackTypeInfo(AttackType type) {
    return kTypes[static_cast<std::size_t>(type)];
}

std::optional<AttackType> attackTypeByName(std::string_view name) {
    for (const AttackTypeInfo& info : kTypes) {
        if (info.name == name) {
            return info.type;
        }
    }
    return std::nullopt;
}

}  // namespace mirrorscope::traffic
