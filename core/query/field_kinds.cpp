// SPDX-License-Identifier: Apache-2.0
#include "core/query/field_table.h"

namespace mirrorscope::query {

bool isOrdered(FieldKind kind) {
    switch (kind) {
        case FieldKind::Number:
        case FieldKind::Bytes:
        case FieldKind::Duration:
        case FieldKind::Time:
        case FieldKind::Rank:
            return true;
        default:
            return false;
    }
}

bool isAllowed(FieldKind kind, Relation relation) {
    switch (relation) {
        case Relation::Is:
            return true;
        case Relation::Contains:
        case Relation::Matches:
            return kind == FieldKind::Text || kind == FieldKind::Address;
        default:
            return isOrdered(kind);
    }
}

std::vector<std::string_view> operatorTexts(FieldKind kind) {
    std::vector<std::string_view> texts{":"};
    if (kind != FieldKind::HeaderName) {
        texts.push_back("!=");
    }
    if (isAllowed(kind, Relation::Contains)) {
        texts.insert(texts.end(), {"~", "!~"});
    }
    if (isOrdered(kind)) {
        texts.insert(texts.end(), {"<", "<=", ">", ">="});
    }
    return texts;
}

std::string_view valueExpectation(FieldKind kind) {
    switch (kind) {
        case FieldKind::Number:
            return "a number";
        case FieldKind::Bytes:
            return "a size such as 100, 8KiB or 1MB";
        case FieldKind::Duration:
            return "a duration such as 500ms or 2s";
        case FieldKind::Time:
            return "a time such as -15m, today, 14:30 or 2026-11-23T14:30";
        case FieldKind::Address:
            return "an address or a CIDR block";
        case FieldKind::HeaderName:
            return "the name of a header";
        default:
            return "a value";
    }
}

}  // namespace mirrorscope::query
