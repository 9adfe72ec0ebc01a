// SPDX-License-Identifier: Apache-2.0
#include "core/redaction/secret_names.h"

#include <algorithm>
#include <array>

namespace mirrorscope::redaction {
namespace {

constexpr std::array<std::string_view, 20> kHeaders{"authorization",
                                                    "proxyauthorization",
                                                    "cookie",
                                                    "cookie2",
                                                    "setcookie",
                                                    "setcookie2",
                                                    "xapikey",
                                                    "xauth",
                                                    "xauthkey",
                                                    "xauthpassword",
                                                    "xcsrf",
                                                    "xxsrf",
                                                    "xfunctionskey",
                                                    "xsharedkey",
                                                    "ocpapimsubscriptionkey",
                                                    "xgoogiamauthorizationtoken",
                                                    "xamzsecuritytoken",
                                                    "xauthenticationkey",
                                                    "xsessionid",
                                                    "xsubscriptionkey"};

constexpr std::array<std::string_view, 34> kParameters{
    "pass",       "pwd",        "passphrase",    "passcode",       "secret",
    "token",      "apikey",     "accesskey",     "privatekey",     "secretkey",
    "authkey",    "credential", "credentials",   "authorization",  "proxyauthorization",
    "cookie",     "setcookie",  "jwt",           "bearer",         "otp",
    "pin",        "cvv",        "cvc",           "cvv2",           "ssn",
    "cardnumber", "ccnumber",   "sessionid",     "phpsessid",      "jsessionid",
    "sig",        "signature",  "xamzsignature", "clientassertion"};

/// Ends of names that tell the same.
constexpr std::array<std::string_view, 10> kEnds{"token",     "secret",     "apikey",     "accesskey",
                                                 "secretkey", "privatekey", "passphrase", "sessionid",
                                                 "authkey",   "pwd"};
constexpr std::array<std::string_view, 3> kInside{"password", "passwd", "clientsecret"};
/// Places in a list, no secrets.
constexpr std::array<std::string_view, 4> kHarmless{"pagetoken", "nextpagetoken", "continuationtoken",
                                                    "nexttoken"};

/// Letters and digits in lower case.
std::string plainName(std::string_view name) {
    std::string plain;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z') {
            plain += static_cast<char>(c + ('a' - 'A'));
        } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            plain += c;
        }
    }
    return plain;
}

template <typename Table>
bool isIn(const Table& table, std::string_view name) {
    return std::ranges::find(table, name) != table.end();
}

bool hasSecretForm(std::string_view plain) {
    const auto ends = [plain](std::string_view end) { return plain.ends_with(end); };
    const auto holds = [plain](std::string_view part) { return plain.find(part) != plain.npos; };
    return std::ranges::any_of(kEnds, ends) || std::ranges::any_of(kInside, holds);
}

std::set<std::string, std::less<>> plainNames(const std::vector<std::string>& names) {
    std::set<std::string, std::less<>> plain;
    for (const std::string& name : names) {
        if (std::string one = plainName(name); !one.empty()) {
            plain.insert(std::move(one));
        }
    }
    return plain;
}

}  // namespace

SecretNames::SecretNames(const std::vector<std::string>& headers, const std::vector<std::string>& parameters)
    : m_headers(plainNames(headers)), m_parameters(plainNames(parameters)) {}

bool SecretNames::isHeader(std::string_view name) const {
    const std::string plain = plainName(name);
    return isIn(kHeaders, plain) || m_headers.contains(plain) ||
           (hasSecretForm(plain) && !isIn(kHarmless, plain));
}

bool SecretNames::isParameter(std::string_view name) const {
    const auto tells = [this](std::string_view plain) {
        return !plain.empty() && (isIn(kParameters, plain) || m_parameters.contains(plain) ||
                                  (hasSecretForm(plain) && !isIn(kHarmless, plain)));
    };
    if (tells(plainName(name))) {
        return true;
    }
    constexpr std::string_view steps = ".[]:/";
    while (!name.empty()) {
        const auto end = name.find_first_of(steps);
        if (tells(plainName(name.substr(0, end)))) {
            return true;
        }
        name.remove_prefix(end == name.npos ? name.size() : end + 1);
    }
    return false;
}

bool holdsIds(std::string_view header) {
    constexpr std::array<std::string_view, 12> names{"requestid",      "xrequestid",         "correlationid",
                                                     "xcorrelationid", "traceparent",        "xtraceid",
                                                     "xamzntraceid",   "contentlength",      "xrequeststart",
                                                     "ifnonematch",    "xcloudtracecontext", "uberltraceid"};
    const std::string plain = plainName(header);
    return isIn(names, plain) || plain.starts_with("xb3") || plain.ends_with("requestid") ||
           plain.ends_with("traceid");
}

}  // namespace mirrorscope::redaction
