// SPDX-License-Identifier: Apache-2.0
#include "core/bodies/multipart_tree.h"

#include <algorithm>

#include "core/base/byte_text.h"
#include "core/bodies/body_limits.h"
#include "core/content/media_type.h"
#include "core/http/head.h"

namespace mirrorscope::bodies {
namespace {

class MultipartReader {
public:
    MultipartReader(TreeBuilder& tree, std::uint16_t number, NodeId parent, std::string delimiter,
                    const base::CancelToken& cancel)
        : m_tree(tree),
          m_text(tree.buffer(number).substr(0, kMostReadBytes)),
          m_buffer(number),
          m_parent(parent),
          m_delimiter(std::move(delimiter)),
          m_cancel(cancel) {}

    MultipartEnd run() {
        m_out.hasBoundary = true;
        std::size_t steps = 0;
        for (std::size_t at = 0; at < m_text.size() && m_where != Where::Behind;) {
            if (++steps % kStepsBetweenLooks == 0 && m_cancel.isCancelled()) {
                m_out.end = {EndKind::Cancelled, static_cast<std::uint32_t>(at)};
                return m_out;
            }
            const std::size_t end = std::min(m_text.find('\n', at), m_text.size());
            takeLine(at, std::min(end + 1, m_text.size()));
            at = end + 1;
        }
        endPart(m_text.size());
        if (m_tree.isFull()) {
            m_out.end.kind = EndKind::Full;
        } else if (m_where != Where::Behind) {
            const bool wasIn = m_where != Where::Before;
            m_out.end = {wasIn ? EndKind::EndsEarly : EndKind::Invalid,
                         static_cast<std::uint32_t>(wasIn ? m_text.size() : 0)};
        }
        return m_out;
    }

private:
    enum class Where : std::uint8_t { Before, Headers, Content, Behind };

    void takeLine(std::size_t begin, std::size_t end) {
        std::string_view line = m_text.substr(begin, end - begin);
        line = line.substr(0, line.find_last_not_of("\r\n") + 1);
        if (line.starts_with(m_delimiter)) {
            const std::string_view rest = http::trimmed(line.substr(m_delimiter.size()));
            if (rest.empty() || rest.starts_with("--")) {
                endPart(begin);
                rest.empty() ? beginPart(end) : void(m_where = Where::Behind);
                return;
            }
        }
        if (m_where != Where::Headers) {
            return;
        }
        if (!line.empty()) {
            takeHeader(begin, line);
            return;
        }
        m_where = Where::Content;
        m_content = end;
    }

    void beginPart(std::size_t at) {
        m_where = Where::Headers;
        m_content = at;
        m_headers = 0;
        m_part.reset();
        if (++m_out.parts <= kMostParts) {
            m_part = m_tree.add(NodeType::Part, m_parent, m_buffer, {}, {static_cast<std::uint32_t>(at), 0});
        }
    }

    void takeHeader(std::size_t at, std::string_view line) {
        if (!m_part) {
            return;
        }
        if (++m_headers > kMostPartHeaders) {
            m_out.hasLongPartHead = true;
            return;
        }
        const std::size_t colon = std::min(line.find(':'), line.size());
        const std::string_view name = http::trimmed(line.substr(0, colon));
        const std::string_view value = http::trimmed(line.substr(std::min(colon + 1, line.size())));
        const auto spanOf = [&](std::string_view part) {
            return part.empty() ? Span{static_cast<std::uint32_t>(at), 0}
                                : Span{static_cast<std::uint32_t>(part.data() - m_text.data()),
                                       static_cast<std::uint32_t>(part.size())};
        };
        m_tree.add(NodeType::Header, *m_part, m_buffer, spanOf(name), spanOf(value));
        if (base::equalsIgnoreCase(name, "Content-Disposition")) {
            m_tree.node(*m_part).name = spanOf(content::parameterBytes(value, "name"));
        }
    }

    /// The line end before a delimiter belongs to the delimiter.
    void endPart(std::size_t at) {
        if (!m_part) {
            return;
        }
        BodyNode& part = m_tree.node(*m_part);
        if (m_where == Where::Headers) {
            m_content = at;
        }
        if (at < m_text.size() && at > m_content) {
            at -= m_text[at - 1] == '\n' ? 1 : 0;
            at -= at > m_content && m_text[at - 1] == '\r' ? 1 : 0;
        } else if (m_where != Where::Behind && at == m_text.size()) {
            part.set(NodeMark::EndsEarly);
        }
        part.value = {static_cast<std::uint32_t>(m_content), static_cast<std::uint32_t>(at - m_content)};
        m_part.reset();
    }

    TreeBuilder& m_tree;
    std::string_view m_text;
    std::uint16_t m_buffer;
    NodeId m_parent;
    std::string m_delimiter;
    const base::CancelToken& m_cancel;
    Where m_where = Where::Before;
    std::optional<NodeId> m_part;  // the open one, when it has a row
    std::size_t m_content = 0;     // where its content begins
    std::size_t m_headers = 0;
    MultipartEnd m_out;
};

}  // namespace

std::string boundaryInBytes(std::string_view body) {
    if (!body.starts_with("--")) {
        return {};
    }
    std::string_view line = body.substr(2, kLongestBoundary + 2);
    const std::size_t end = line.find('\n');
    if (end == line.npos) {
        return {};
    }
    line = line.substr(0, line.find_last_not_of("\r\n", end) + 1);
    // The next line is a header: "--" alone begins many texts.
    const std::string_view next = body.substr(2 + end + 1, 64);
    const bool isHead = base::toLower(next.substr(0, 8)) == "content-" && next.find(':') != next.npos;
    return isHead ? std::string(line) : std::string();
}

MultipartEnd readMultipart(TreeBuilder& tree, std::uint16_t number, NodeId parent, std::string boundary,
                           const base::CancelToken& cancel) {
    const bool isGuessed = boundary.empty();
    if (isGuessed) {
        boundary = boundaryInBytes(tree.buffer(number));
    }
    if (boundary.empty() || boundary.size() > kLongestBoundary || boundary.find('\n') != boundary.npos) {
        return {{EndKind::Invalid, 0}, 0, isGuessed, false, false};
    }
    MultipartEnd out = MultipartReader(tree, number, parent, "--" + boundary, cancel).run();
    out.isGuessed = isGuessed;
    return out;
}

}  // namespace mirrorscope::bodies
