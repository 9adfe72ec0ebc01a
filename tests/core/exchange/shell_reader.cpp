// SPDX-License-Identifier: Apache-2.0
#include "tests/core/exchange/shell_reader.h"

namespace mirrorscope::test {
namespace {

using Text = std::optional<std::string>;

bool isBare(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '@' || c == '.' || c == '%';
}

bool isOctal(char c) {
    return c >= '0' && c <= '7';
}

/// What printf makes of a format without directives (POSIX, "File Format Notation").
Text printed(std::string_view format) {
    std::string out;
    for (std::size_t i = 0; i < format.size(); ++i) {
        const char c = format[i];
        const char next = i + 1 < format.size() ? format[i + 1] : '\0';
        if (c == '%') {
            if (next != '%') {
                return std::nullopt;
            }
            out += '%';
            ++i;
        } else if (c == '\\' && next == '\\') {
            out += '\\';
            ++i;
        } else if (c == '\\') {
            if (i + 3 >= format.size() || !isOctal(next) || !isOctal(format[i + 2]) ||
                !isOctal(format[i + 3])) {
                return std::nullopt;
            }
            out += static_cast<char>((next - '0') * 64 + (format[i + 2] - '0') * 8 + (format[i + 3] - '0'));
            i += 3;
        } else {
            out += c;
        }
    }
    return out;
}

Text base64Decoded(std::string_view text) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        const auto value = letters.find(c);
        if (c == '=') {
            break;
        }
        if (value == letters.npos) {
            return std::nullopt;
        }
        bits = (bits << 6U) | static_cast<unsigned>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            out += static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xFFU);
        }
    }
    return out;
}

class Reader {
public:
    explicit Reader(std::string_view text) : m_rest(text) {}

    bool take(std::string_view token) {
        if (!m_rest.starts_with(token)) {
            return false;
        }
        m_rest.remove_prefix(token.size());
        return true;
    }
    bool atEnd() const { return m_rest.empty(); }
    void skipBlanks() {
        while (take(" ") || take("\\\n")) {
        }
    }
    std::string line() {
        const auto end = m_rest.find('\n');
        std::string text(m_rest.substr(0, end));
        m_rest.remove_prefix(end == m_rest.npos ? m_rest.size() : end + 1);
        return text;
    }
    /// Pieces that touch are one word.
    Text word() {
        std::string out;
        bool any = false;
        for (;; any = true) {
            Text piece;
            if (m_rest.starts_with("'\\''") && any) {
                return std::nullopt;
            }
            if (take("'")) {
                piece = upTo("'");
            } else if (take("\\'")) {
                piece = "'";
            } else if (take("\"$(printf ")) {
                const Text format = word();
                piece = format && take(")\"") ? printed(*format) : std::nullopt;
                // $(…) drops line ends at its end, and no word holds a NUL.
                if (piece && (piece->ends_with('\n') || piece->find('\0') != std::string::npos)) {
                    return std::nullopt;
                }
            } else if (!m_rest.empty() && isBare(m_rest.front())) {
                piece = std::string(1, m_rest.front());
                m_rest.remove_prefix(1);
            } else if (any && m_rest.starts_with("\\\n'")) {
                m_rest.remove_prefix(2);
                piece = "";
            } else {
                return any ? Text(out) : std::nullopt;
            }
            if (!piece) {
                return std::nullopt;
            }
            out += *piece;
        }
    }

private:
    Text upTo(std::string_view end) {
        const auto at = m_rest.find(end);
        if (at == m_rest.npos) {
            return std::nullopt;
        }
        std::string text(m_rest.substr(0, at));
        m_rest.remove_prefix(at + end.size());
        return text;
    }

    std::string_view m_rest;
};

/// `printf FORMAT`, or `printf %s TEXT | base64 -d`.
Text readPrinter(Reader& reader) {
    const Text first = reader.word();
    if (!first) {
        return std::nullopt;
    }
    if (*first != "%s") {
        return printed(*first);
    }
    reader.skipBlanks();
    const Text text = reader.word();
    return text && reader.take(" | base64 -d") ? base64Decoded(*text) : std::nullopt;
}

}  // namespace

std::optional<ShellCommand> readShell(std::string_view text) {
    Reader reader(text);
    ShellCommand command;
    while (reader.take("# ")) {
        command.comments.push_back(reader.line());
    }
    if (reader.atEnd()) {
        return command;
    }
    if (reader.take("printf ")) {
        const Text piped = readPrinter(reader);
        if (!piped || !reader.take(" | \\\n")) {
            return std::nullopt;
        }
        command.piped = *piped;
        command.hasPipe = true;
    }
    if (!reader.take("curl")) {
        return std::nullopt;
    }
    for (reader.skipBlanks(); !reader.take("\n"); reader.skipBlanks()) {
        const Text word = reader.word();
        if (!word) {
            return std::nullopt;
        }
        command.words.push_back(*word);
    }
    return reader.atEnd() ? std::optional(command) : std::nullopt;
}

}  // namespace mirrorscope::test
