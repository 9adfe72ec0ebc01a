// SPDX-License-Identifier: Apache-2.0
#include "core/detection/received_text.h"

#include <array>
#include <charconv>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "core/base/decoding.h"

namespace mirrorscope::detection {
namespace {

/// Decoded bytes, each with the place it is written at; one more place marks the end.
struct Decoded {
    std::string text;
    std::vector<std::uint32_t> at;
};

/// The value of `count` hex digits at `from`, or -1.
int hexNumber(std::string_view text, std::size_t from, std::size_t count) {
    if (from + count > text.size()) {
        return -1;
    }
    int value = 0;
    for (const char c : text.substr(from, count)) {
        const int digit = base::hexValue(c);
        if (digit < 0) {
            return -1;
        }
        value = value * 16 + digit;
    }
    return value;
}

void appendUtf8(std::string& out, int codePoint) {
    if (codePoint < 0x80) {
        out += static_cast<char>(codePoint);
    } else if (codePoint < 0x800) {
        out += static_cast<char>(0xc0 | codePoint >> 6);
        out += static_cast<char>(0x80 | (codePoint & 0x3f));
    } else {
        out += static_cast<char>(0xe0 | codePoint >> 12);
        out += static_cast<char>(0x80 | (codePoint >> 6 & 0x3f));
        out += static_cast<char>(0x80 | (codePoint & 0x3f));
    }
}

/// One unit of the writing at `i`: appends what it means and returns how long it is.
std::size_t decodePercent(std::string_view text, std::size_t i, bool plusIsSpace, std::string& out) {
    if (text[i] == '%') {
        if (const int byte = hexNumber(text, i + 1, 2); byte >= 0) {
            out += static_cast<char>(byte);
            return 3;
        }
        // IIS's %uXXXX, which CRS decodes as well (t:urlDecodeUni).
        if (i + 1 < text.size() && (text[i + 1] | 0x20) == 'u') {
            if (const int unit = hexNumber(text, i + 2, 4); unit >= 0) {
                out += static_cast<char>(unit & 0xff);
                return 6;
            }
        }
    }
    out += plusIsSpace && text[i] == '+' ? ' ' : text[i];
    return 1;
}

std::size_t decodeJson(std::string_view text, std::size_t i, std::string& out) {
    static constexpr std::string_view kLetters = "\"\\/bfnrt";
    static constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    if (text[i] == '\\' && i + 1 < text.size()) {
        if (const auto which = kLetters.find(text[i + 1]); which != kLetters.npos) {
            out += kMeanings[which];
            return 2;
        }
        if (const int unit = text[i + 1] == 'u' ? hexNumber(text, i + 2, 4) : -1; unit >= 0) {
            appendUtf8(out, unit);
            return 6;
        }
    }
    out += text[i];
    return 1;
}

/// &lt; &#60; &#x3c;: what XML and HTML share.
std::size_t decodeEntity(std::string_view text, std::size_t i, std::string& out) {
    static constexpr std::array<std::pair<std::string_view, char>, 5> kNamed{
        {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&apos;", '\''}}};
    static constexpr std::size_t kLongest = 10;  // "&#x10ffff;"
    const std::string_view rest = text.substr(i, kLongest);
    for (const auto& [name, meaning] : kNamed) {
        if (rest.starts_with(name)) {
            out += meaning;
            return name.size();
        }
    }
    const auto end = rest.find(';');
    if (rest.starts_with("&#") && end != rest.npos) {
        const bool hex = rest.size() > 2 && (rest[2] | 0x20) == 'x';
        const std::string_view digits = rest.substr(hex ? 3 : 2, end - (hex ? 3 : 2));
        int value = 0;
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
        if (read.ec == std::errc{} && read.ptr == digits.data() + digits.size() && value > 0) {
            appendUtf8(out, value);
            return end + 1;
        }
    }
    out += text[i];
    return 1;
}

Decoded asWritten(std::string_view written) {
    Decoded out{std::string(written), {}};
    out.at.resize(written.size() + 1);
    for (std::size_t i = 0; i < out.at.size(); ++i) {
        out.at[i] = static_cast<std::uint32_t>(i);
    }
    return out;
}

Decoded decodeLayer(const Decoded& in, Encoding encoding) {
    Decoded out;
    out.text.reserve(in.text.size());
    out.at.reserve(in.at.size());
    for (std::size_t i = 0; i < in.text.size();) {
        const std::size_t before = out.text.size();
        std::size_t length = 0;
        if (encoding == Encoding::Json) {
            length = decodeJson(in.text, i, out.text);
        } else if (encoding == Encoding::Xml) {
            length = decodeEntity(in.text, i, out.text);
        } else {
            length = decodePercent(in.text, i, encoding == Encoding::Form, out.text);
        }
        out.at.insert(out.at.end(), out.text.size() - before, in.at[i]);
        i += length;
    }
    out.at.push_back(in.at.back());
    return out;
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

bool isRemovable(char c) {
    static constexpr std::string_view kRemoved = "\\\"'^,;`";
    return (static_cast<unsigned char>(c) <= ' ') || kRemoved.find(c) != kRemoved.npos;
}

/// Lower case, and when `loose` without the characters that transformations remove.
Decoded folded(const Decoded& in, bool loose) {
    Decoded out;
    for (std::size_t i = 0; i < in.text.size(); ++i) {
        if (!loose || !isRemovable(in.text[i])) {
            out.text += lower(in.text[i]);
            out.at.push_back(in.at[i]);
        }
    }
    out.at.push_back(in.at.back());
    return out;
}

std::optional<TracedMatch> find(const Decoded& value, std::string_view needle, std::size_t near) {
    if (needle.empty()) {
        return std::nullopt;
    }
    const bool isNear =
        near < value.text.size() && std::string_view(value.text).substr(near).starts_with(needle);
    const std::size_t at = isNear ? near : value.text.find(needle);
    if (at == std::string::npos) {
        return std::nullopt;
    }
    const std::size_t first = value.at[at];
    // A match that ends inside a character ends behind the escape that makes it.
    std::size_t next = at + needle.size();
    while (next < value.text.size() && value.at[next] == value.at[next - 1]) {
        ++next;
    }
    return TracedMatch{first, value.at[next] - first};
}

/// What the bytes may have meant to the engine, the likeliest first: decoded once, as they are, and through
/// what the rules' own transformations decode.
std::vector<Decoded> readings(std::string_view written, Encoding encoding) {
    static constexpr int kPercentLayers = 2;
    const Decoded raw = asWritten(written);
    std::vector<Decoded> layers;
    if (encoding != Encoding::None) {
        layers.push_back(decodeLayer(raw, encoding));
    }
    layers.push_back(raw);
    Decoded deepest = layers.front();
    for (int layer = 0; layer < kPercentLayers; ++layer) {
        deepest = decodeLayer(deepest, Encoding::Percent);
        layers.push_back(deepest);
    }
    layers.push_back(decodeLayer(deepest, Encoding::Json));
    layers.push_back(decodeLayer(deepest, Encoding::Xml));
    return layers;
}

}  // namespace

std::optional<TracedMatch> traceMatch(std::string_view written, Encoding encoding, std::string_view matched,
                                      std::size_t near) {
    static constexpr std::size_t kShortestLoose = 3;  // shorter ones would be found anywhere
    const Decoded needle = folded(asWritten(matched), false);
    const Decoded looseNeedle = folded(asWritten(matched), true);
    const std::vector<Decoded> layers = readings(written.substr(0, kTracedBytes), encoding);
    for (const Decoded& layer : layers) {
        if (const auto found = find(folded(layer, false), needle.text, near)) {
            return found;
        }
    }
    if (looseNeedle.text.size() < kShortestLoose) {
        return std::nullopt;
    }
    for (const Decoded& layer : layers) {
        if (const auto found = find(folded(layer, true), looseNeedle.text, layer.text.size())) {
            return found;
        }
    }
    return std::nullopt;
}

}  // namespace mirrorscope::detection
