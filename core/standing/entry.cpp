// SPDX-License-Identifier: Apache-2.0
#include "core/standing/entry.h"

#include <algorithm>

#include "core/base/byte_text.h"
#include "core/query/parser.h"
#include "core/query/predicate.h"
#include "core/query/time_point.h"

namespace mirrorscope::standing {
namespace {

using Kind = Complaint::Kind;

bool isRelative(const query::Operand& operand) {
    const auto* range = std::get_if<query::TimeRange>(&operand);
    const auto moves = [](std::string_view text) {
        // A time without a day is one of today.
        return !text.empty() && (query::isRelativeTime(text) || text.find('-') == std::string_view::npos);
    };
    return range != nullptr && (moves(range->from) || moves(range->until));
}

bool hasRelativeTime(const query::Node& node) {
    if (const auto* condition = std::get_if<query::Condition>(&node.term)) {
        return std::ranges::any_of(condition->operands, isRelative);
    }
    const auto* group = std::get_if<query::Group>(&node.term);
    return group != nullptr && std::ranges::any_of(group->parts, hasRelativeTime);
}

/// What every filter of a list must be.
std::optional<Complaint> complaintAbout(std::string_view filter, query::SyntaxTree& tree) {
    const auto read = query::parse(filter);
    if (!read) {
        return Complaint{Kind::Unreadable, read.error()};
    }
    if (*read == query::SyntaxTree{}) {
        return Complaint{Kind::NoFilter};
    }
    tree = *read;
    return query::needs(tree).marks ? std::optional(Complaint{Kind::Decisions})
           : hasRelativeTime(tree)  ? std::optional(Complaint{Kind::RelativeTime})
                                    : std::nullopt;
}

}  // namespace

std::string expectation(const Complaint& complaint, std::string_view filter) {
    switch (complaint.kind) {
        case Kind::NoName:
            return "a name";
        case Kind::BadName:
            return "a name of at most " + std::to_string(kLongestName) + " characters without a colon";
        case Kind::NameTaken:
            return "a name that no line before it has";
        case Kind::NoFilter:
            return "a filter that does not fit everything";
        case Kind::Unreadable:
            return query::expectation(*complaint.place, filter);
        case Kind::Body:
            return "a filter without free words and without the body";
        case Kind::Decisions:
            return "a filter that does not ask for triage, notes, tags, marks or findings";
        case Kind::RelativeTime:
            return "times that name their day";
    }
    return {};
}

std::optional<Complaint> complaintAboutName(std::string_view name) {
    if (name.find_first_not_of(' ') == std::string_view::npos) {
        return Complaint{Kind::NoName};
    }
    const auto continues = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; };
    const auto characters = name.size() - static_cast<std::size_t>(std::ranges::count_if(name, continues));
    // What has to be spelled otherwise to be shown is no text.
    const bool isFine = characters <= kLongestName && base::shownText(name) == name &&
                        name.find(':') == std::string_view::npos;
    return isFine ? std::nullopt : std::optional(Complaint{Kind::BadName});
}

std::optional<Complaint> complaintAboutLabel(std::string_view filter) {
    query::SyntaxTree tree;
    if (auto complaint = complaintAbout(filter, tree)) {
        return complaint;
    }
    return query::needs(tree).body ? std::optional(Complaint{Kind::Body}) : std::nullopt;
}

std::optional<Complaint> complaintAboutRule(std::string_view filter) {
    query::SyntaxTree tree;
    return complaintAbout(filter, tree);
}

}  // namespace mirrorscope::standing
