// SPDX-License-Identifier: Apache-2.0
#include "core/content/content_decoding.h"

#include <algorithm>
#include <array>

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
    Decoded out{std::string(body.substr(0, limit)),
                body.size() > limit ? DecodeEnd::Limit : DecodeEnd::Whole};
    if (names.size() > kMostCodings) {
        out.end = DecodeEnd::Unknown;
        return out;
    }
    std::string_view coded = body;
    std::string last;  // what `coded` looks at
    for (auto name = names.rbegin(); name != names.rend(); ++name) {
        if (base::equalsIgnoreCase(*name, "identity")) {
            continue;
        }
        const Coding* coding = codingOf(*name);
        if (coding == nullptr) {
            out.end = DecodeEnd::Unknown;
            return out;
        }
        out = coding->decode(coded, limit);
        if (out.end != DecodeEnd::Whole) {
            return out;
        }
        last = out.bytes;
        coded = last;
    }
    return out;
}

}  // namespace mirrorscope::content
