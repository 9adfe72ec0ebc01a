// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/shell_words.h"

#include "core/base/byte_text.h"

namespace mirrorscope::exchange {
namespace {

/// Source bytes a line of a printed body.
constexpr std::size_t kLineBytes = 120;
/// With more escapes than one in so many bytes base64 is shorter and no less readable.
constexpr std::size_t kBytesAnEscape = 4;

bool isPlain(char c) {
    return c >= 0x20 && c < 0x7F;
}

/// The character at `at`, or one byte of what is none; `isVisible` when it can stand in a quoted text.
struct Unit {
    std::size_t bytes;
    bool isVisible;
};

Unit unitAt(std::string_view bytes, std::size_t at) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
        return {1, isPlain(bytes[at])};
    }
    const base::ShownUnit unit = base::shownUnit(bytes, at);
    return {unit.bytes, !unit.escaped};
}

std::string octal(char c) {
    const auto value = static_cast<unsigned char>(c);
    const auto digit = [value](unsigned shift) { return static_cast<char>('0' + ((value >> shift) & 7U)); };
    return {'\\', digit(6), digit(3), digit(0)};
}

/// A unit in the format of printf, between single quotes. History expansion of interactive shells looks for !
/// even there when double quotes are around.
std::string inFormat(std::string_view unit, bool isVisible, bool isFirst) {
    std::string out;
    for (const char c : unit) {
        const bool asOctal = !isVisible || c == '\'' || c == '!' || (isFirst && c == '-');
        if (asOctal) {
            out += octal(c);
        } else if (c == '%' || c == '\\') {
            out.append(2, c);
        } else {
            out += c;
        }
    }
    return out;
}

/// The format, in pieces that a backslash at the end of a line joins.
std::string formatOf(std::string_view bytes, std::size_t lineBytes) {
    std::string out = "'";
    std::size_t line = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const Unit unit = unitAt(bytes, at);
        out += inFormat(bytes.substr(at, unit.bytes), unit.isVisible, at == 0);
        const bool endsLine = bytes[at] == '\n' && lineBytes != std::string_view::npos;
        line += unit.bytes;
        at += unit.bytes;
        if ((endsLine || line >= lineBytes) && at < bytes.size()) {
            out += "'\\\n'";
            line = 0;
        }
    }
    return out + "'";
}

std::string base64Printer(std::string_view bytes) {
    constexpr std::size_t perLine = 76;
    const std::string text = base::toBase64(bytes);
    std::string out = "printf %s '";
    for (std::size_t at = 0; at < text.size(); at += perLine) {
        out += at == 0 ? "" : "'\\\n'";
        out += text.substr(at, perLine);
    }
    return out + "' | base64 -d";
}

}  // namespace

bool fitsShellWord(std::string_view bytes) {
    return bytes.size() <= kLongestShellWord && bytes.find('\0') == bytes.npos && !bytes.ends_with('\n');
}

std::string shellWord(std::string_view bytes) {
    std::string quoted = "'";
    for (std::size_t at = 0; at < bytes.size();) {
        const Unit unit = unitAt(bytes, at);
        if (!unit.isVisible) {
            return "\"$(printf " + formatOf(bytes, std::string_view::npos) + ")\"";
        }
        quoted += bytes[at] == '\'' ? "'\\''" : std::string(bytes.substr(at, unit.bytes));
        at += unit.bytes;
    }
    return quoted + "'";
}

std::string shellPrinter(std::string_view bytes) {
    std::size_t escapes = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const Unit unit = unitAt(bytes, at);
        escapes += unit.isVisible || bytes[at] == '\n' ? 0 : unit.bytes;
        at += unit.bytes;
    }
    return escapes > bytes.size() / kBytesAnEscape ? base64Printer(bytes)
                                                   : "printf " + formatOf(bytes, kLineBytes);
}

}  // namespace mirrorscope::exchange
