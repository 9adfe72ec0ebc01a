// SPDX-License-Identifier: Apache-2.0
// Secrets of any bytes lie in them, sorted, and are gone from what is shown; a secret of any bytes, planted
// in a place where it is coded, is hidden from its first byte to its last, and nothing in front of it.
// (Behind it something may be: a line that begins inside a decoded secret ends where lines end.)
#include <array>
#include <cstdio>
#include <string>

#include "core/redaction/redacted_copy.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using namespace mirrorscope;
using fuzz::require;

/// Each byte in one notation of four or six characters.
std::string coded(std::string_view bytes, const char* notation) {
    std::string out;
    for (const char c : bytes) {
        std::array<char, 8> text{};
        std::snprintf(text.data(), text.size(), notation,
                      static_cast<unsigned>(static_cast<unsigned char>(c)));
        out += text.data();
    }
    return out;
}

std::string shown(std::string head, std::string body) {
    static const redaction::Redactor redactor;
    traffic::RequestDetail detail;
    detail.request.head = std::move(head);
    detail.request.body = std::move(body);
    const auto copy = redaction::redactedCopy(detail, redactor, redaction::kPlainMark);
    const std::size_t size = detail.request.head.size() + detail.request.body.size();
    std::size_t end = 0;
    std::size_t hidden = 0;
    for (const redaction::Secret& one : copy.secrets) {
        require(one.length > 0 && one.offset >= end && one.length <= size - one.offset,
                "secrets are sorted places");
        require(!one.reason.empty(), "a secret has a reason");
        end = one.offset + one.length;
        hidden += one.length;
    }
    std::string out = copy.detail.request.head + copy.detail.request.body;
    require(out.size() == size - hidden + copy.secrets.size() * redaction::kPlainMark.size(),
            "what is no secret stays");
    return out;
}

void plant(std::string_view secret) {
    const std::string percent = coded(secret, "%%%02x");
    const std::string escaped = coded(secret, "\\u%04x");
    const std::string form = "POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n";
    require(shown(form, "a=1&password=" + percent + "&b=2").starts_with(form + "a=1&password=REDACTED"),
            "a field of a form is hidden");
    const std::string json = "POST / HTTP/1.1\r\nContent-Type: application/json\r\n\r\n";
    require(shown(json, R"({"a":1,"token":")" + escaped + R"(","b":2})")
                .starts_with(json + R"({"a":1,"token":"REDACTED)"),
            "a member of JSON is hidden");
    require(
        shown("GET /?secret=" + percent + "&a=1 HTTP/1.1\r\n\r\n", "").starts_with("GET /?secret=REDACTED"),
        "a parameter is hidden");
    const std::string head = "GET / HTTP/1.1\r\nX-Api-Key: ";
    require(shown(head + percent + "\r\nA: b\r\n\r\n", "") == head + "REDACTED\r\nA: b\r\n\r\n",
            "a header is hidden, and nothing else");
}

}  // namespace

std::vector<std::string> fuzz::inputsOf(std::string_view connection) {
    return {std::string(connection)};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto end = bytes.find("\r\n\r\n");
    const std::size_t head = end == bytes.npos ? bytes.size() : end + 4;
    shown(std::string(bytes.substr(0, head)), std::string(bytes.substr(head)));
    constexpr std::size_t longest = 200;
    if (!bytes.empty()) {
        plant(bytes.substr(0, longest));
    }
    return 0;
}
