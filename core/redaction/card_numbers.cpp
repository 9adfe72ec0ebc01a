// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "core/redaction/scans.h"

namespace mirrorscope::redaction {
namespace {

constexpr std::size_t kShortest = 13;
constexpr std::size_t kLongest = 19;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool isSeparator(char c) {
    return c == ' ' || c == '-' || c == '+';
}

/// Issuers by the first four digits, and the lengths of their numbers.
struct Issuer {
    int first;
    int last;
    std::size_t shortest;
    std::size_t longest;
};

constexpr std::array kIssuers{
    Issuer{4000, 4999, 13, 13}, Issuer{4000, 4999, 16, 16}, Issuer{4000, 4999, 19, 19},  // Visa
    Issuer{5100, 5599, 16, 16}, Issuer{2221, 2720, 16, 16},                              // Mastercard
    Issuer{3400, 3499, 15, 15}, Issuer{3700, 3799, 15, 15},                              // American Express
    Issuer{6011, 6011, 16, 19}, Issuer{6440, 6599, 16, 19},                              // Discover
    Issuer{3000, 3059, 14, 14}, Issuer{3600, 3699, 14, 14}, Issuer{3800, 3999, 14, 14},  // Diners Club
    Issuer{3528, 3589, 16, 19},                                                          // JCB
    Issuer{6200, 6299, 16, 19},                                                          // UnionPay
    Issuer{5018, 5018, 13, 19}, Issuer{5020, 5020, 13, 19}, Issuer{5038, 5038, 13, 19},  // Maestro
    Issuer{6304, 6304, 13, 19}, Issuer{6759, 6763, 13, 19},                              // Maestro
    Issuer{2200, 2204, 16, 19},                                                          // Mir
};

bool hasIssuer(std::string_view digits) {
    int first = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        first = first * 10 + (digits[i] - '0');
    }
    for (const Issuer& issuer : kIssuers) {
        if (first >= issuer.first && first <= issuer.last && digits.size() >= issuer.shortest &&
            digits.size() <= issuer.longest) {
            return true;
        }
    }
    return false;
}

/// The check digit of ISO/IEC 7812-1, annex B.
bool passesLuhn(std::string_view digits) {
    int sum = 0;
    bool doubles = false;
    for (std::size_t i = digits.size(); i-- > 0; doubles = !doubles) {
        const int digit = (digits[i] - '0') * (doubles ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
    }
    return sum % 10 == 0;
}

/// The end of a card number whose first digit is at `begin`, the longest one; 0: none. Looks at no more than
/// kLongest digits.
std::size_t cardEnd(std::string_view text, std::size_t begin) {
    std::string digits;
    std::size_t found = 0;
    for (std::size_t at = begin; at < text.size() && digits.size() <= kLongest; ++at) {
        if (!isDigit(text[at])) {
            const bool goesOn = isSeparator(text[at]) && at + 1 < text.size() && isDigit(text[at + 1]);
            if (!goesOn) {
                break;
            }
            continue;
        }
        digits += text[at];
        const bool endsGroup = at + 1 == text.size() || (!isDigit(text[at + 1]) && !isLetter(text[at + 1]));
        if (endsGroup && digits.size() >= kShortest && digits.size() <= kLongest && hasIssuer(digits) &&
            passesLuhn(digits)) {
            found = at + 1;
        }
    }
    return found;
}

}  // namespace

void findCardNumbers(std::string_view text, const Report& report) {
    for (std::size_t at = 0; at < text.size();) {
        if (!isDigit(text[at])) {
            ++at;
            continue;
        }
        // 0.4111111111111111 is a number, abc4111… an id.
        const bool isFraction = at >= 2 && text[at - 1] == '.' && isDigit(text[at - 2]);
        const bool isGlued = at >= 1 && isLetter(text[at - 1]);
        const std::size_t end = isFraction || isGlued ? 0 : cardEnd(text, at);
        if (end != 0) {
            report(at, end, "card number");
            at = end;
            continue;
        }
        while (at < text.size() && isDigit(text[at])) {
            ++at;
        }
    }
}

}  // namespace mirrorscope::redaction
