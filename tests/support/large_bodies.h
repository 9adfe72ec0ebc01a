// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mirrorscope::test {

/// A body that asks for more than a pane should give, with its header lines.
struct LargeBody {
    std::string_view name;
    std::string headers;
    std::string body;
    std::string_view said;  // what the pane says about it
};

inline std::string repeatedText(std::string_view text, std::size_t times) {
    std::string out;
    out.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) {
        out += text;
    }
    return out;
}

/// `gzip`: codes a text.
template <typename Gzip>
std::vector<LargeBody> largeBodies(Gzip gzip) {
    const std::string json = "Content-Type: application/json\r\n";
    return {
        {"1 MB of JSON in one line", json, '[' + repeatedText("1,", 524'286) + "1]",
         "Values stop after 100,000; the rest is in Text."},
        {"one string of 1 MB", json, "{\"a\":\"" + std::string(1U << 20U, 'A') + "\"}", ""},
        {"100 kB in one header line", "X-Long: " + std::string(100'000, 'A') + "\r\n" + json, "[1]", ""},
        {"10,000 parts", "Content-Type: multipart/form-data; boundary=x\r\n",
         repeatedText("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n", 10'000) + "--x--\r\n",
         "10,000 parts, the first 5,000 are listed."},
        {"a bomb of gzip", json + "Content-Encoding: gzip\r\n",
         gzip('[' + repeatedText("0,", 8U << 20U) + "0]"), "Values stop after 100,000; the rest is in Text."},
        {"100,000 levels", json, std::string(100'000, '[') + std::string(100'000, ']'),
         "Nested deeper than 256 levels; what is below is not opened."},
        {"100,000 fields", "Content-Type: application/x-www-form-urlencoded\r\n",
         repeatedText("a=1&", 100'000), "Values stop after 100,000; the rest is in Text."},
        {"1 MB of XML", "Content-Type: text/xml\r\n", "<a>" + repeatedText("<b/>", 262'144) + "</a>",
         "Values stop after 100,000; the rest is in Text."},
    };
}

}  // namespace mirrorscope::test
