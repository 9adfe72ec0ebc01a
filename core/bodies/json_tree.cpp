// SPDX-License-Identifier: Apache-2.0
#include "core/bodies/json_tree.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/bodies/body_limits.h"

namespace mirrorscope::bodies {
namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// RFC 8259 6.
bool isNumber(std::string_view text) {
    std::size_t at = 0;
    const auto digits = [&] {
        const std::size_t from = at;
        while (at < text.size() && isDigit(text[at])) {
            ++at;
        }
        return at > from;
    };
    at += text.starts_with('-') ? 1 : 0;
    const bool isZero = at < text.size() && text[at] == '0';
    const std::size_t first = at;
    if (!digits() || (isZero && at - first > 1)) {
        return false;
    }
    if (at < text.size() && text[at] == '.') {
        ++at;
        if (!digits()) {
            return false;
        }
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        at += at < text.size() && (text[at] == '+' || text[at] == '-') ? 1 : 0;
        if (!digits()) {
            return false;
        }
    }
    return at == text.size();
}

/// Of a literal or number that goes on behind the end.
bool isBegin(std::string_view word) {
    for (const std::string_view literal : {"true", "false", "null"}) {
        if (literal.starts_with(word)) {
            return true;
        }
    }
    return isNumber(std::string(word) + '0');
}

class JsonReader {
public:
    JsonReader(TreeBuilder& tree, std::uint16_t number, NodeId parent, const base::CancelToken& cancel)
        : m_tree(tree),
          m_text(tree.buffer(number).substr(0, kMostReadBytes)),
          m_buffer(number),
          m_parent(parent),
          m_cancel(cancel) {}

    ReadingEnd run() {
        m_at = m_text.starts_with("\xef\xbb\xbf") ? 3 : 0;  // a BOM may be ignored (RFC 8259 8.1)
        std::size_t steps = 0;
        while (!m_stopped) {
            if (++steps % kStepsBetweenLooks == 0 && m_cancel.isCancelled()) {
                stop(EndKind::Cancelled);
                break;
            }
            m_at = std::min(m_text.find_first_not_of(" \t\r\n", m_at), m_text.size());
            if (m_at == m_text.size()) {
                if (m_expect != Expect::End) {
                    stop(EndKind::EndsEarly);
                }
                break;
            }
            step(m_text[m_at]);
        }
        closeAll();
        return m_end;
    }

private:
    enum class Expect : std::uint8_t { Value, ValueOrClose, Key, KeyOrClose, Colon, CommaOrClose, End };
    struct Container {
        NodeId id;
        bool isObject;
    };

    void step(char c) {
        switch (m_expect) {
            case Expect::End:
                complain(EndKind::Invalid, m_at);  // more values: read, but not what RFC 8259 calls JSON
                takeValue(c);
                return;
            case Expect::ValueOrClose:
                c == ']' ? close() : takeValue(c);
                return;
            case Expect::Value:
                takeValue(c);
                return;
            case Expect::KeyOrClose:
                c == '}' ? close() : takeKey(c);
                return;
            case Expect::Key:
                takeKey(c);
                return;
            case Expect::Colon:
                if (c != ':') {
                    return stop(EndKind::Invalid);
                }
                ++m_at;
                m_expect = Expect::Value;
                return;
            case Expect::CommaOrClose:
                if (c == ',') {
                    ++m_at;
                    m_expect = m_open.back().isObject ? Expect::Key : Expect::Value;
                } else if (c == (m_open.back().isObject ? '}' : ']')) {
                    close();
                } else {
                    stop(EndKind::Invalid);
                }
                return;
        }
    }

    void takeKey(char c) {
        if (c != '"') {
            return stop(EndKind::Invalid);
        }
        if (const auto key = takeString()) {
            m_key = *key;
            m_expect = Expect::Colon;
        }
    }

    void takeValue(char c) {
        const auto begin = static_cast<std::uint32_t>(m_at);
        if (c == '{' || c == '[') {
            return open(c == '{');
        }
        if (c == '"') {
            const bool isCut = !takeInto(NodeType::String, takeString());
            if (isCut && m_end.kind == EndKind::EndsEarly) {
                // What there is of it is worth seeing.
                const Span rest{begin + 1, static_cast<std::uint32_t>(m_text.size()) - begin - 1};
                if (const auto id = m_tree.add(NodeType::String, parent(), m_buffer, m_key, rest)) {
                    m_tree.node(*id).set(NodeMark::EndsEarly);
                }
            }
            return;
        }
        const std::size_t end = std::min(m_text.find_first_of(" \t\r\n,:]}[{\"", m_at), m_text.size());
        const std::string_view word = m_text.substr(m_at, end - m_at);
        const bool isLiteral = word == "true" || word == "false" || word == "null";
        if (!isLiteral && !isNumber(word)) {
            return stop(end == m_text.size() && isBegin(word) ? EndKind::EndsEarly : EndKind::Invalid);
        }
        m_at = end;
        takeInto(isLiteral ? NodeType::Literal : NodeType::Number,
                 Span{begin, static_cast<std::uint32_t>(word.size())});
    }

    bool takeInto(NodeType type, std::optional<Span> value) {
        if (!value) {
            return false;
        }
        if (!m_tree.add(type, parent(), m_buffer, m_key, *value)) {
            stop(EndKind::Full);
        }
        afterValue();
        return true;
    }

    /// From the quote on: what is between the quotes. Unset, and stopped, when it does not end.
    std::optional<Span> takeString() {
        const std::size_t begin = ++m_at;
        for (; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at) {
            if (static_cast<unsigned char>(m_text[m_at]) < 0x20) {
                complain(EndKind::Invalid, m_at);
            } else if (m_text[m_at] == '\\') {
                checkEscape();
                ++m_at;
            }
        }
        if (m_at >= m_text.size()) {
            m_at = m_text.size();
            stop(EndKind::EndsEarly);
            return std::nullopt;
        }
        return Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(m_at++ - begin)};
    }

    void checkEscape() {
        const std::string_view rest = m_text.substr(m_at + 1, 5);
        if (rest.empty()) {
            return;  // ends early, which is said anyway
        }
        const bool isUnicode =
            rest[0] == 'u' && (rest.size() < 5 || std::ranges::all_of(rest.substr(1), isHex));
        if (!isUnicode && std::string_view("\"\\/bfnrt").find(rest[0]) == std::string_view::npos) {
            complain(EndKind::Invalid, m_at);
        }
    }

    void open(bool isObject) {
        const auto begin = static_cast<std::uint32_t>(m_at);
        const NodeType type = isObject ? NodeType::Object : NodeType::Array;
        const auto id = m_tree.add(type, parent(), m_buffer, m_key, {begin, 1});
        if (!id) {
            return stop(EndKind::Full);
        }
        if (m_tree.node(*id).depth >= kMostDepth) {
            return skip(*id);
        }
        ++m_at;
        m_open.push_back({*id, isObject});
        m_key = {};
        m_expect = isObject ? Expect::KeyOrClose : Expect::ValueOrClose;
    }

    /// Past the container that begins here; only strings and brackets are looked at.
    void skip(NodeId id) {
        m_end.tooDeep = true;
        m_tree.node(id).set(NodeMark::TooDeep);
        std::size_t depth = 0;
        for (std::size_t steps = 1; m_at < m_text.size(); ++steps, ++m_at) {
            if (steps % kStepsBetweenLooks == 0 && m_cancel.isCancelled()) {
                return stop(EndKind::Cancelled);
            }
            const char c = m_text[m_at];
            if (c == '"') {
                if (!takeString()) {
                    break;
                }
                --m_at;  // takeString() stands behind the quote
            } else if (c == '{' || c == '[') {
                ++depth;
            } else if ((c == '}' || c == ']') && --depth == 0) {
                ++m_at;
                setLength(id);
                return afterValue();
            }
        }
        setLength(id);
        stop(EndKind::EndsEarly);
    }

    void close() {
        ++m_at;
        const Container container = m_open.back();
        m_open.pop_back();
        setLength(container.id);
        afterValue();
    }

    void afterValue() {
        m_key = {};
        m_expect = m_open.empty() ? Expect::End : Expect::CommaOrClose;
    }

    void setLength(NodeId id) {
        Span& value = m_tree.node(id).value;
        value.length = static_cast<std::uint32_t>(m_at) - value.offset;
    }

    void closeAll() {
        for (const Container& container : m_open) {
            setLength(container.id);
            m_tree.node(container.id).set(NodeMark::EndsEarly);
        }
    }

    NodeId parent() const { return m_open.empty() ? m_parent : m_open.back().id; }

    void complain(EndKind kind, std::size_t offset) {
        if (m_end.isWhole()) {
            m_end.kind = kind;
            m_end.offset = static_cast<std::uint32_t>(offset);
        }
    }

    void stop(EndKind kind) {
        m_stopped = true;
        if (kind == EndKind::Cancelled || kind == EndKind::Full) {
            m_end.kind = kind;
        }
        complain(kind, m_at);
    }

    TreeBuilder& m_tree;
    std::string_view m_text;
    std::uint16_t m_buffer;
    NodeId m_parent;
    const base::CancelToken& m_cancel;
    std::size_t m_at = 0;
    Expect m_expect = Expect::Value;
    Span m_key;
    std::vector<Container> m_open;
    ReadingEnd m_end;
    bool m_stopped = false;
};

}  // namespace

ReadingEnd readJson(TreeBuilder& tree, std::uint16_t number, NodeId parent, const base::CancelToken& cancel) {
    return JsonReader(tree, number, parent, cancel).run();
}

}  // namespace mirrorscope::bodies
