// SPDX-License-Identifier: Apache-2.0
#include "core/bodies/xml_tree.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/bodies/body_limits.h"

namespace mirrorscope::bodies {
namespace {

constexpr std::string_view kSpace = " \t\r\n";
/// What ends a name (XML 1.0 2.3, read leniently: any byte that has no other meaning).
constexpr std::string_view kNameEnd = " \t\r\n/>=<\"'";

class XmlReader {
public:
    XmlReader(TreeBuilder& tree, std::uint16_t number, NodeId parent, const base::CancelToken& cancel)
        : m_tree(tree),
          m_text(tree.buffer(number).substr(0, kMostReadBytes)),
          m_buffer(number),
          m_parent(parent),
          m_cancel(cancel) {}

    ReadingEnd run() {
        m_at = m_text.starts_with("\xef\xbb\xbf") ? 3 : 0;
        std::size_t steps = 0;
        while (!m_stopped && m_at < m_text.size()) {
            if (++steps % kStepsBetweenLooks == 0 && m_cancel.isCancelled()) {
                stop(EndKind::Cancelled);
            } else if (m_text[m_at] == '<') {
                takeMarkup();
            } else {
                takeText();
            }
        }
        if (!m_stopped && (!m_open.empty() || !m_hasElement)) {
            stop(m_open.empty() ? EndKind::Invalid : EndKind::EndsEarly);
        }
        for (const Element& element : m_open) {
            m_tree.node(element.id).set(NodeMark::EndsEarly);
            setEnd(element.id);
        }
        return m_end;
    }

private:
    struct Element {
        std::string_view name;
        NodeId id = 0;
        std::size_t contents = 0;
        NodeId text = 0;  // the only content so far
    };

    void takeMarkup() {
        const std::string_view rest = m_text.substr(m_at);
        if (rest.starts_with("<!--")) {
            takeUntil("-->", 4, NodeType::Comment);
        } else if (rest.starts_with("<![CDATA[")) {
            takeUntil("]]>", 9, NodeType::CharacterData);
        } else if (rest.starts_with("<?")) {
            takeUntil("?>", 2, NodeType::Instruction);
        } else if (rest.starts_with("<!")) {
            takeDocumentType();
        } else if (rest.starts_with("</")) {
            takeEndTag();
        } else {
            takeStartTag();
        }
    }

    void takeUntil(std::string_view end, std::size_t opening, NodeType type) {
        const std::size_t begin = m_at + opening;
        const std::size_t found = m_text.find(end, std::min(begin, m_text.size()));
        const std::size_t until = std::min(found, m_text.size());
        if (begin <= until) {
            addContent(type, begin, until);
        }
        m_at = found == m_text.npos ? m_text.size() : found + end.size();
        if (found == m_text.npos) {
            stop(EndKind::EndsEarly);
        }
    }

    /// Up to its end, over quotes and the internal subset.
    void takeDocumentType() {
        const std::size_t begin = m_at;
        char quote = '\0';
        bool inSubset = false;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            const char c = m_text[m_at];
            if (quote != 0) {
                quote = c == quote ? '\0' : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '[' || c == ']') {
                inSubset = c == '[';
            } else if (c == '>' && !inSubset) {
                break;
            }
        }
        const bool isWhole = m_at < m_text.size();
        m_at += isWhole ? 1 : 0;
        addContent(NodeType::DocumentType, begin, m_at);
        if (!isWhole) {
            stop(EndKind::EndsEarly);
        }
    }

    void takeText() {
        const std::size_t end = std::min(m_text.find('<', m_at), m_text.size());
        const std::string_view text = m_text.substr(m_at, end - m_at);
        const std::size_t first = text.find_first_not_of(kSpace);
        if (first != text.npos) {
            if (m_open.empty()) {
                m_at += first;
                return stop(EndKind::Invalid);  // XML 1.0 2.1: nothing stands beside the one element
            }
            addContent(NodeType::CharacterData, m_at + first, m_at + text.find_last_not_of(kSpace) + 1);
        }
        m_at = end;
    }

    void takeStartTag() {
        const std::size_t begin = m_at;
        const std::size_t nameEnd = std::min(m_text.find_first_of(kNameEnd, m_at + 1), m_text.size());
        const std::string_view name = m_text.substr(m_at + 1, nameEnd - m_at - 1);
        if (name.empty() || nameEnd == m_text.size()) {
            return stop(name.empty() && nameEnd < m_text.size() ? EndKind::Invalid : EndKind::EndsEarly);
        }
        m_hasElement = true;
        if (m_isTooDeep) {
            ++m_below;
        } else if (!open(begin, name)) {
            return;
        }
        m_at = nameEnd;
        takeAttributes();
    }

    bool open(std::size_t begin, std::string_view name) {
        const auto id = addContent(NodeType::Element, begin, begin + 1 + name.size(),
                                   {offset(begin + 1), offset(name.size())});
        if (!id) {
            return false;
        }
        Element element;
        element.name = name;
        element.id = *id;
        m_open.push_back(element);
        if (m_tree.node(*id).depth >= kMostDepth) {
            m_tree.node(*id).set(NodeMark::TooDeep);
            m_end.tooDeep = true;
            m_isTooDeep = true;
        }
        return true;
    }

    void takeAttributes() {
        while (!m_stopped) {
            m_at = std::min(m_text.find_first_not_of(kSpace, m_at), m_text.size());
            const std::string_view rest = m_text.substr(m_at, 2);
            if (rest.empty()) {
                return stop(EndKind::EndsEarly);
            }
            if (rest[0] == '>') {
                ++m_at;
                return;
            }
            if (rest == "/>") {
                m_at += 2;
                return close();
            }
            takeAttribute();
        }
    }

    void takeAttribute() {
        const std::size_t nameBegin = m_at;
        const std::size_t nameEnd = std::min(m_text.find_first_of(kNameEnd, m_at), m_text.size());
        std::size_t at = std::min(m_text.find_first_not_of(kSpace, nameEnd), m_text.size());
        if (nameEnd == nameBegin || (at < m_text.size() && m_text[at] != '=')) {
            return stop(EndKind::Invalid);
        }
        at = std::min(m_text.find_first_not_of(kSpace, at + 1), m_text.size());
        if (at == m_text.size()) {
            return stop(EndKind::EndsEarly);
        }
        if (m_text[at] != '"' && m_text[at] != '\'') {
            m_at = at;
            return stop(EndKind::Invalid);
        }
        const std::size_t end = m_text.find(m_text[at], at + 1);
        if (end == m_text.npos) {
            return stop(EndKind::EndsEarly);
        }
        if (!m_isTooDeep &&
            !m_tree.add(NodeType::Attribute, m_open.back().id, m_buffer,
                        {offset(nameBegin), offset(nameEnd - nameBegin)}, span(at + 1, end))) {
            stop(EndKind::Full);
        }
        m_at = end + 1;
    }

    void takeEndTag() {
        const std::size_t end = m_text.find('>', m_at);
        if (end == m_text.npos) {
            return stop(EndKind::EndsEarly);
        }
        std::string_view name = m_text.substr(m_at + 2, end - m_at - 2);
        name = name.substr(0, name.find_last_not_of(kSpace) + 1);
        if (m_below == 0 && (m_open.empty() || name != m_open.back().name)) {
            return stop(EndKind::Invalid);
        }
        m_at = end + 1;
        close();
    }

    void close() {
        if (m_below > 0) {
            --m_below;
            return;
        }
        m_isTooDeep = false;
        const Element element = m_open.back();
        m_open.pop_back();
        // The text is the newest node, or something came behind it.
        const bool isOnlyText =
            element.contents == 1 && element.text != 0 && element.text + 1 == m_tree.size();
        if (isOnlyText) {
            m_tree.node(element.id).value = m_tree.node(element.text).value;
            m_tree.node(element.id).set(NodeMark::ValueOnly);
            m_tree.shrinkTo(element.text, m_tree.bufferCount());
        } else {
            setEnd(element.id);
        }
    }

    std::optional<NodeId> addContent(NodeType type, std::size_t begin, std::size_t end, Span name = {}) {
        if (m_isTooDeep) {
            return std::nullopt;
        }
        const auto id =
            m_tree.add(type, m_open.empty() ? m_parent : m_open.back().id, m_buffer, name, span(begin, end));
        if (!id) {
            stop(EndKind::Full);
            return std::nullopt;
        }
        if (!m_open.empty()) {
            ++m_open.back().contents;
            m_open.back().text = type == NodeType::CharacterData ? *id : 0;
        }
        return id;
    }

    static std::uint32_t offset(std::size_t at) { return static_cast<std::uint32_t>(at); }
    static Span span(std::size_t begin, std::size_t end) { return {offset(begin), offset(end - begin)}; }
    void setEnd(NodeId id) {
        Span& value = m_tree.node(id).value;
        value.length = offset(m_at) - value.offset;
    }

    void stop(EndKind kind) {
        m_stopped = true;
        m_end.kind = kind;
        m_end.offset = offset(m_at);
    }

    TreeBuilder& m_tree;
    std::string_view m_text;
    std::uint16_t m_buffer;
    NodeId m_parent;
    const base::CancelToken& m_cancel;
    std::size_t m_at = 0;
    std::vector<Element> m_open;
    bool m_isTooDeep = false;  // the last of m_open has no rows below it
    std::size_t m_below = 0;   // open elements in there: counted, so that levels cost no memory
    bool m_hasElement = false;
    ReadingEnd m_end;
    bool m_stopped = false;
};

}  // namespace

ReadingEnd readXml(TreeBuilder& tree, std::uint16_t number, NodeId parent, const base::CancelToken& cancel) {
    return XmlReader(tree, number, parent, cancel).run();
}

}  // namespace mirrorscope::bodies
