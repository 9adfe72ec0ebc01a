// SPDX-License-Identifier: Apache-2.0
#include "core/bodies/body_reading.h"

#include <algorithm>
#include <deque>
#include <unordered_set>
#include <utility>

#include "core/bodies/body_limits.h"
#include "core/bodies/form_tree.h"
#include "core/bodies/json_tree.h"
#include "core/bodies/jwt_tree.h"
#include "core/bodies/multipart_tree.h"
#include "core/bodies/nested_values.h"
#include "core/bodies/node_text.h"
#include "core/bodies/xml_tree.h"
#include "core/content/media_type.h"

namespace mirrorscope::bodies {
namespace {

class Reading {
public:
    Reading(std::shared_ptr<const std::string> bytes, std::string_view contentType,
            const base::CancelToken& cancel)
        : m_bytes(std::move(bytes)), m_contentType(contentType), m_cancel(cancel), m_tree(m_bytes) {}

    void run(BodyReading& out) {
        const auto promised = kindOfType(out.type);
        const BodyKind seen = kindOfBytes(*m_bytes);
        out.kind = chosenKind(promised, seen);
        if (promised && *promised != out.kind) {
            m_remarks.push_back({RemarkKind::SaysOther, 0});
        }
        read(out.kind, out);
        addEnd();
        if (out.kind == BodyKind::Image) {
            out.image = imageFacts(*m_bytes);
        }
        if (!m_tree.isFull() && !readNested(m_tree, m_cancel)) {
            m_remarks.push_back({RemarkKind::NestedLimit, 0});
        }
        if (m_tree.isFull() && m_end.kind != EndKind::Full) {
            m_remarks.push_back({RemarkKind::TooManyNodes, m_tree.size()});
        }
        markRepeated();
        addMarks();
        out.tree = m_tree.build();
        out.remarks = std::move(m_remarks);
    }

private:
    /// The promise holds when the bytes look like it, or when they look like nothing else.
    BodyKind chosenKind(std::optional<BodyKind> promised, BodyKind seen) {
        if (!promised || *promised == seen) {
            return seen;
        }
        switch (*promised) {
            case BodyKind::Form:
                // A form of one field looks like text; a broken form is still a form.
                return seen == BodyKind::Text ? BodyKind::Form : isReally(seen) ? seen : BodyKind::Form;
            case BodyKind::Multipart:
                return isMultipart() ? BodyKind::Multipart : seen;
            case BodyKind::Json:
                // "text" and 42 are JSON, too.
                return isReally(BodyKind::Json) || !isReally(seen) ? BodyKind::Json : seen;
            case BodyKind::Xml:
                return isReally(BodyKind::Xml) ? BodyKind::Xml : seen;
            case BodyKind::Text:
                return isReally(seen) && seen != BodyKind::Form ? seen : BodyKind::Text;
            default:
                return seen;
        }
    }

    /// Read as such without a problem; a cut body may end early.
    bool isReally(BodyKind kind) {
        if (kind != BodyKind::Json && kind != BodyKind::Xml) {
            return true;
        }
        TreeBuilder trial(m_bytes);
        const ReadingEnd end =
            kind == BodyKind::Json ? readJson(trial, 0, kRoot, m_cancel) : readXml(trial, 0, kRoot, m_cancel);
        return end.kind != EndKind::Invalid;
    }

    bool isMultipart() {
        TreeBuilder trial(m_bytes);
        return readMultipart(trial, 0, kRoot, boundary(), m_cancel).parts > 0;
    }

    std::string boundary() const { return std::string(content::parameterBytes(m_contentType, "boundary")); }

    void read(BodyKind kind, BodyReading& out) {
        switch (kind) {
            case BodyKind::Json:
                m_end = readJson(m_tree, 0, kRoot, m_cancel);
                break;
            case BodyKind::Xml:
                m_end = readXml(m_tree, 0, kRoot, m_cancel);
                break;
            case BodyKind::Form:
                m_end = readForm(m_tree, 0, kRoot, m_cancel);
                break;
            case BodyKind::Multipart:
                readParts(out);
                break;
            case BodyKind::Jwt: {
                const std::string_view text = *m_bytes;
                const std::size_t first = std::min(text.find_first_not_of(" \t\r\n"), text.size());
                const std::size_t end = text.find_last_not_of(" \t\r\n") + 1;
                readJwt(m_tree, 0,
                        {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(end - first)}, kRoot,
                        {}, m_cancel);
                break;
            }
            default:
                break;
        }
    }

    void readParts(BodyReading& out) {
        const MultipartEnd parts = readMultipart(m_tree, 0, kRoot, boundary(), m_cancel);
        m_end = parts.end;
        out.parts = parts.parts;
        if (parts.isGuessed) {
            m_remarks.push_back({RemarkKind::BoundaryGuessed, 0});
        }
        if (parts.parts > kMostParts) {
            m_remarks.push_back({RemarkKind::TooManyParts, parts.parts});
        }
        if (parts.hasLongPartHead) {
            m_remarks.push_back({RemarkKind::LongPartHead, kMostPartHeaders});
        }
    }

    void addEnd() {
        if (m_bytes->size() > kMostReadBytes) {
            m_remarks.push_back({RemarkKind::TooLarge, kMostReadBytes});
        }
        if (m_end.kind == EndKind::Invalid) {
            m_remarks.push_back({RemarkKind::Invalid, m_end.offset});
        } else if (m_end.kind == EndKind::EndsEarly) {
            m_remarks.push_back({RemarkKind::EndsEarly, m_end.offset});
        } else if (m_end.kind == EndKind::Full) {
            m_remarks.push_back({RemarkKind::TooManyNodes, m_tree.size()});
        }
        if (m_end.tooDeep) {
            m_remarks.push_back({RemarkKind::TooDeep, kMostDepth});
        }
    }

    /// Which of two members counts differs from reader to reader, which is what attackers use.
    void markRepeated() {
        struct Key {
            NodeId parent;
            std::string_view name;
            bool operator==(const Key&) const = default;
        };
        struct Hash {
            std::size_t operator()(const Key& key) const {
                return std::hash<std::string_view>()(key.name) ^ key.parent * std::size_t{0x9e3779b97f4a7c15};
            }
        };
        std::unordered_set<Key, Hash> seen;
        std::deque<std::string> unescaped;
        std::uint64_t repeated = 0;
        for (NodeId id = 1; id < m_tree.size(); ++id) {
            BodyNode& node = m_tree.node(id);
            if (m_tree.node(node.parent).type != NodeType::Object) {
                continue;
            }
            std::string_view name = m_tree.buffer(node.buffer).substr(node.name.offset, node.name.length);
            if (name.find('\\') != name.npos) {
                name = unescaped.emplace_back(withoutJsonEscapes(name));
            }
            if (!seen.insert({node.parent, name}).second) {
                node.set(NodeMark::Repeated);
                ++repeated;
            }
        }
        if (repeated > 0) {
            m_remarks.push_back({RemarkKind::RepeatedNames, repeated});
        }
    }

    void addMarks() {
        bool hasToken = false;
        bool hasDocumentType = false;
        for (NodeId id = 1; id < m_tree.size(); ++id) {
            hasToken = hasToken || m_tree.node(id).type == NodeType::Token;
            hasDocumentType = hasDocumentType || m_tree.node(id).type == NodeType::DocumentType;
        }
        if (hasDocumentType) {
            m_remarks.push_back({RemarkKind::DocumentType, 0});
        }
        if (hasToken) {
            m_remarks.push_back({RemarkKind::TokenNotVerified, 0});
        }
    }

    std::shared_ptr<const std::string> m_bytes;
    std::string_view m_contentType;
    const base::CancelToken& m_cancel;
    TreeBuilder m_tree;
    ReadingEnd m_end;
    std::vector<Remark> m_remarks;
};

}  // namespace

BodyReading readBody(std::shared_ptr<const std::string> body, std::string_view contentType,
                     std::string_view contentEncoding, const base::CancelToken& cancel) {
    BodyReading out;
    out.type = content::mediaType(contentType);
    out.bytes = std::move(body);
    if (!contentEncoding.empty()) {
        content::DecodedSteps decoded =
            content::decodeInSteps(*out.bytes, contentEncoding, content::kMostDecoded);
        out.codings = std::move(decoded.steps);
        const bool isDecoded = std::ranges::any_of(out.codings, [](const content::DecodingStep& step) {
            return step.end != content::DecodeEnd::Unknown && step.after > 0;
        });
        if (isDecoded) {
            out.bytes = std::make_shared<const std::string>(std::move(decoded.bytes));
        }
    }
    if (!cancel.isCancelled()) {
        Reading(out.bytes, contentType, cancel).run(out);
    }
    return out;
}

}  // namespace mirrorscope::bodies
