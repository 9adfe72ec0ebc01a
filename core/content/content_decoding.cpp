// SPDX-License-Identifier: Apache-2.0
#include "core/content/content_decoding.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/byte_text.h"
#include "core/content/codings.h"
#include "core/http/head.h"

namespace mirrorscope::content {
namespace {

struct Coding {
    std::string_view name;
    Decoded (*decode)(std::string_view coded, std::size_t limit);
};

constexpr std::array kCodings{
    Coding{"gzip", decodeGzip}, Coding{"x-gzip", decodeGzip}, Coding{"deflate", decodeDeflate},
    Coding{"br", decodeBrotli}, Coding{"zstd", decodeZstd},
};

const Coding* codingOf(std::string_view name) {
    const auto found = std::ranges::find_if(
        kCodings, [name](const Coding& one) { return base::equalsIgnoreCase(one.name, name); });
    return found == kCodings.end() ? nullptr : &*found;
}

}  // namespace

DecodedSteps decodeInSteps(std::string_view body, std::string_view codings, std::size_t limit) {
    const auto names = http::listElements(codings);
    DecodedSteps out;
    std::string_view coded = body;
    std::string last;  // what `coded` looks at, once something was decoded
    const auto soFar = [&](DecodeEnd end) {
        out.bytes = std::string(coded.substr(0, limit));
        out.end = end;
        return std::move(out);
    };
    if (names.size() > kMostCodings) {
        out.steps.push_back({std::string(codings), body.size(), body.size(), DecodeEnd::Unknown});
        return soFar(DecodeEnd::Unknown);
    }
    for (auto name = names.rbegin(); name != names.rend(); ++name) {
        if (base::equalsIgnoreCase(*name, "identity")) {
            continue;
        }
        const Coding* coding = codingOf(*name);
        if (coding == nullptr) {
            out.steps.push_back({std::string(*name), coded.size(), coded.size(), DecodeEnd::Unknown});
            return soFar(DecodeEnd::Unknown);
        }
        Decoded decoded = coding->decode(coded, limit);
        out.steps.push_back({std::string(*name), coded.size(), decoded.bytes.size(), decoded.end});
        last = std::move(decoded.bytes);
        coded = last;
        if (decoded.end != DecodeEnd::Whole) {
            return soFar(decoded.end);
        }
    }
    return soFar(coded.size() > limit ? DecodeEnd::Limit : DecodeEnd::Whole);
}

Decoded decodeContent(std::string_view body, std::string_view codings, std::size_t limit) {
    DecodedSteps steps = decodeInSteps(body, codings, limit);
    return {std::move(steps.bytes), steps.end};
}

}  // namespace mirrorscope::content
