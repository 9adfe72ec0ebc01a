// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/node_words.h"

#include <QCoreApplication>

#include "core/base/byte_text.h"
#include "core/bodies/body_kind.h"
#include "core/bodies/body_limits.h"
#include "core/bodies/image_facts.h"
#include "core/bodies/node_text.h"
#include "core/content/media_type.h"
#include "ui/text/number_text.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::detail {
namespace {

using bodies::BodyNode;
using bodies::BodyTree;
using bodies::NodeId;
using bodies::NodeMark;
using bodies::NodeType;

/// A little more than is shown, so that shownText() marks the cut.
constexpr std::size_t kDecoded = base::kShownBytes + 1;

QString tr(const char* text) {
    return QCoreApplication::translate("NodeWords", text);
}

QString counted(std::uint32_t count, const char* one, const char* many) {
    return count == 1 ? tr(one) : tr(many).arg(text::countText(count));
}

bool isNesting(NodeType type) {
    return type == NodeType::NestedJson || type == NodeType::NestedForm || type == NodeType::NestedBase64 ||
           type == NodeType::Token || type == NodeType::TokenHeader || type == NodeType::TokenPayload;
}

/// "l.png, image/png, 12.1 KiB".
QString fileText(const BodyTree& tree, NodeId part, const std::string& file) {
    const std::string type = bodies::partContentType(tree, part);
    QString out = text::shownText(file);
    out += type.empty() ? QString() : QStringLiteral(", ") + text::shownText(type);
    return out + QStringLiteral(", ") + text::bytesText(tree.node(part).value.length);
}

/// Uploads that say image and are something else are what people look for.
bool isNoImage(const BodyTree& tree, NodeId part) {
    const std::string type = content::mediaType(bodies::partContentType(tree, part));
    return bodies::kindOfType(type) == bodies::BodyKind::Image && !bodies::imageFacts(tree.valueBytes(part));
}

QString summary(const BodyTree& tree, NodeId id) {
    const BodyNode& node = tree.node(id);
    if (node.has(NodeMark::TooDeep)) {
        return tr("Deeper than %1 levels, not opened: %2")
            .arg(text::countText(bodies::kMostDepth), text::bytesText(node.value.length));
    }
    switch (node.type) {
        case NodeType::Object:
            return node.childCount == 0 ? tr("No members")
                                        : counted(node.childCount, QT_TRANSLATE_NOOP("NodeWords", "1 member"),
                                                  QT_TRANSLATE_NOOP("NodeWords", "%1 members"));
        case NodeType::Array:
            return node.childCount == 0
                       ? tr("No elements")
                       : counted(node.childCount, QT_TRANSLATE_NOOP("NodeWords", "1 element"),
                                 QT_TRANSLATE_NOOP("NodeWords", "%1 elements"));
        case NodeType::TokenSignature:
            return node.value.length == 0
                       ? tr("None")
                       : tr("%1, not verified").arg(text::bytesText(node.value.length * 3ULL / 4));
        case NodeType::Part: {
            const std::string file = bodies::partFileName(tree, id);
            return file.empty() ? QString() : fileText(tree, id, file);
        }
        case NodeType::Element:
            return !node.has(NodeMark::ValueOnly) && node.childCount == 0 ? tr("Empty") : QString();
        default:
            return {};
    }
}

}  // namespace

bool hasOwnName(const BodyTree& tree, NodeId id) {
    return tree.node(id).name.length == 0;
}

QString nameText(const BodyTree& tree, NodeId id) {
    const BodyNode& node = tree.node(id);
    if (!hasOwnName(tree, id)) {
        const QString name = text::shownText(bodies::nameOf(tree, id, kDecoded));
        return node.type == NodeType::Attribute ? u'@' + name : name;
    }
    switch (node.type) {
        case NodeType::CharacterData:
            return tr("Text");
        case NodeType::Comment:
            return tr("Comment");
        case NodeType::Instruction:
            return tr("Instruction");
        case NodeType::DocumentType:
            return tr("Document type");
        case NodeType::Token:
            return tr("Decoded as JWT");
        case NodeType::TokenHeader:
            return tr("JWT header");
        case NodeType::TokenPayload:
            return tr("JWT payload");
        case NodeType::TokenSignature:
            return tr("JWT signature");
        case NodeType::NestedJson:
            return tr("Decoded as JSON");
        case NodeType::NestedForm:
            return tr("Decoded as form");
        case NodeType::NestedBase64:
            return tr("Decoded as base64");
        case NodeType::Part:
            return tr("Part %1").arg(text::countText(node.row + 1ULL));
        default:
            break;
    }
    const NodeType above = tree.node(node.parent).type;
    if (above == NodeType::Object || node.type == NodeType::Field || node.type == NodeType::Cookie) {
        return tr("(no name)");
    }
    return above == NodeType::Array ? QString::number(node.row) : tr("Value");
}

bool isSummary(const BodyTree& tree, NodeId id) {
    const BodyNode& node = tree.node(id);
    return node.type == NodeType::Object || node.type == NodeType::Array || isNesting(node.type) ||
           node.type == NodeType::TokenSignature || node.has(NodeMark::TooDeep) ||
           (node.type == NodeType::Element && !node.has(NodeMark::ValueOnly));
}

QString valueText(const BodyTree& tree, NodeId id) {
    const BodyNode& node = tree.node(id);
    if (const QString words = summary(tree, id); !words.isEmpty()) {
        return words;
    }
    const bool isOwn = !node.has(NodeMark::Undecoded) && (isNesting(node.type) || isSummary(tree, id));
    if (isOwn) {
        return isNesting(node.type) ? text::bytesText(node.value.length) : QString();
    }
    return text::shownText(bodies::valueOf(tree, id, kDecoded));
}

QString typeText(const BodyTree& tree, NodeId id) {
    const BodyNode& node = tree.node(id);
    QString word;
    switch (node.type) {
        case NodeType::Object:
            word = tr("object");
            break;
        case NodeType::Array:
            word = tr("array");
            break;
        case NodeType::String:
            word = tr("string");
            break;
        case NodeType::Number:
            word = tr("number");
            break;
        case NodeType::Literal:
            word = tree.valueBytes(id) == "null" ? tr("null") : tr("boolean");
            break;
        case NodeType::Element:
            word = tr("element");
            break;
        case NodeType::Attribute:
            word = tr("attribute");
            break;
        case NodeType::Field:
            word = tr("field");
            break;
        case NodeType::Part:
            word = bodies::partFileName(tree, id).empty() ? tr("part") : tr("file");
            word = isNoImage(tree, id) ? tr("%1, is no image").arg(word) : word;
            break;
        case NodeType::Header:
            word = tr("header");
            break;
        case NodeType::Cookie:
            word = tr("cookie");
            break;
        case NodeType::Token:
            word = tr("not verified");
            break;
        default:
            break;
    }
    if (node.has(NodeMark::EndsEarly)) {
        word = word.isEmpty() ? tr("ends early") : tr("%1, ends early").arg(word);
    }
    if (node.has(NodeMark::Repeated)) {
        word = tr("%1, name repeated").arg(word);
    }
    if (node.has(NodeMark::Undecoded)) {
        word = tr("not JSON");
    }
    return word;
}

}  // namespace mirrorscope::ui::detail
