// SPDX-License-Identifier: Apache-2.0
// How long the secrets of a request take to find: usual heads, large bodies, bodies made to be slow.
#include <chrono>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "core/redaction/redactor.h"

namespace {

using namespace mirrorscope;

constexpr std::size_t kBody = std::size_t{16} << 20U;

std::string repeated(std::string_view piece) {
    std::string text;
    text.reserve(kBody + piece.size());
    while (text.size() < kBody) {
        text += piece;
    }
    return text;
}

double millisecondsOf(const traffic::MirroredRequest& request, int rounds) {
    const redaction::Redactor redactor;
    const auto began = std::chrono::steady_clock::now();
    for (int i = 0; i < rounds; ++i) {
        if (redactor.secretsOf(request).empty() && request.body.empty()) {
            std::puts("no secret in a head that has some");
        }
    }
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count() /
           rounds;
}

}  // namespace

int main() {
    traffic::MirroredRequest request;
    request.head =
        "POST /shop/orders?id=4711&sort=price&token=abc HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: "
        "Mozilla/5.0 "
        "(X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\r\nAccept: "
        "text/html,application/xhtml+xml\r\n"
        "Cookie: session=0123456789abcdef; theme=dark\r\nAuthorization: Bearer 0123456789abcdef\r\nReferer: "
        "https://shop.example/?q=shoes%20red\r\nX-Forwarded-For: 203.0.113.9\r\nX-Request-Id: "
        "4711-4712\r\n\r\n";
    std::printf("a usual head: %.3f ms\n", millisecondsOf(request, 2000));
    request.head = "POST / HTTP/1.1\r\nContent-Type: application/json\r\n\r\n";
    const std::vector<std::pair<const char*, std::string>> bodies{
        {"JSON", R"({"id":4711,"name":"shoes","price":12.5,"tags":["red","42"],"password":"abc"},)"},
        {"JSON with escapes", R"({"id":4711,"name":"sh\u00f6es \"red\"","text":"a\nb\tc%20d"},)"},
        {"percent and JSON escapes, three deep", R"(%255C\u0025\"a\":)"},
        {"separators", "=:"},
        {"secrets", "a=b&token=c&"},
        {"bytes", std::string("\0\x01\xfe\xff\x80", 5)},
    };
    for (const auto& [name, piece] : bodies) {
        request.body = repeated(piece);
        std::printf("16 MiB of %s: %.0f ms\n", name, millisecondsOf(request, 1));
    }
    return 0;
}
