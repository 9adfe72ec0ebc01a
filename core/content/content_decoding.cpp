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

Decoded decodeContent(std::string_view body, std::string_view codings, std::size_t limit) {
    const auto names = http::listElements(codings);
    std::string_view coded = body;
    std::string last;  // what `coded` looks at, once something was decoded
    const auto soFar = [&](DecodeEnd end) { return Decoded{std::string(coded.substr(0, limit)), end}; };
    if (names.size() > kMostCodings) {
        return soFar(DecodeEnd::Unknown);
    }
    for (auto name = names.rbegin(); name != names.rend(); ++name) {
        if (base::equalsIgnoreCase(*name, "identity")) {
            continue;
        }
        const Coding* coding = codingOf(*name);
        if (coding == nullptr) {
            return soFar(DecodeEnd::Unknown);
        }
        Decoded out = coding->decode(coded, limit);
        if (out.end != DecodeEnd::Whole) {
            return out;
        }
        last = std::move(out.bytes);
        coded = last;
    }
    return soFar(coded.size() > limit ? DecodeEnd::Limit : DecodeEnd::Whole);
}

}  // namespace mirrorscope::content
