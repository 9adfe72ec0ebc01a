// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/scenario.h"

#include <vector>

namespace mirrorscope::bench {
namespace {

/// 2 KB of form fields as a shop sends them.
std::string formBody() {
    std::string body;
    for (int i = 0; body.size() < 2000; ++i) {
        body += (i > 0 ? "&" : "") + std::string("field") + std::to_string(i) + "=some+ordinary+text+" +
                std::to_string(i * 7919);
    }
    return body;
}

}  // namespace

const std::string& Scenario::headerLines() {
    static const std::string lines =
        "X-SERVER-PORT: 80\nX-SERVER-ADDR: 127.0.0.3\nX-Forwarded-For: 203.0.113.7\nX-Scheme: http\n"
        "X-Request-ID: 28538d222f70fb36a7c0c54cb8d98506\n"
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\n"
        "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\n"
        "Accept-Language: en-US,en;q=0.5\nAccept-Encoding: gzip, deflate, br\n"
        "Referer: http://shop.example/catalog\nCookie: session=3f9a1c; theme=dark\n"
        "Upgrade-Insecure-Requests: 1";
    return lines;
}

std::string Scenario::head() const {
    std::string head = std::string(method) + " " + path + " HTTP/1.1\r\nHost: shop.example\r\n";
    for (const char c : headerLines() + "\n") {
        head += c == '\n' ? std::string("\r\n") : std::string(1, c);
    }
    if (!body.empty()) {
        head += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
                std::to_string(body.size()) + "\r\n";
    }
    return head + (closes ? "Connection: close\r\n\r\n" : "\r\n");
}

std::string Scenario::wrkScript() const {
    std::string script = "wrk.method = \"" + std::string(method) + "\"\nwrk.path = \"" + path + "\"\n" +
                         "wrk.headers[\"Host\"] = \"shop.example\"\n";
    std::string lines = headerLines() + "\n";
    for (auto end = lines.find('\n'); end != lines.npos; end = lines.find('\n')) {
        const std::string line = lines.substr(0, end);
        lines.erase(0, end + 1);
        const auto colon = line.find(": ");
        script += "wrk.headers[\"" + line.substr(0, colon) + "\"] = \"" + line.substr(colon + 2) + "\"\n";
    }
    if (!body.empty()) {
        script += "wrk.headers[\"Content-Type\"] = \"application/x-www-form-urlencoded\"\nwrk.body = \"" +
                  body + "\"\n";
    }
    if (closes) {
        script += "wrk.headers[\"Connection\"] = \"close\"\n";
    }
    return script + "wrk.format()\n";
}

std::span<const Scenario> scenarios() {
    static const std::vector<Scenario> all{
        {"browser GET, keep-alive", "GET", "/catalog/item?id=4711&color=blue", false, {}},
        {"POST 2 KB, keep-alive", "POST", "/checkout/address", false, formBody()},
        {"browser GET, one connection a request", "GET", "/catalog/item?id=4711&color=blue", true, {}},
    };
    return all;
}

}  // namespace mirrorscope::bench
