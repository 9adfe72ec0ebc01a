// SPDX-License-Identifier: Apache-2.0
#include "core/query/reference.h"

#include <array>

#include "core/query/field_table.h"
#include "core/traffic/attack_type.h"
#include "core/traffic/request_flags.h"

namespace mirrorscope::query {
namespace {

struct KindText {
    std::string_view name;
    std::string_view values;
};

constexpr std::array<KindText, static_cast<std::size_t>(FieldKind::Count)> kKinds{{
    {"text", "bytes, compared without ASCII case; `\"\"` is what is not known"},
    {"number", "decimal digits, a range `5..10`, `5..`, `..10`, or `unknown`"},
    {"size", "a number with `B`, `kB`, `MB`, `GB` (thousands), `KiB`, `MiB`, `GiB`; ranges"},
    {"duration", "a number with `us`, `ms`, `s`, `m`, `h`, `d`, also `1h30m`; ranges"},
    {"time", "`now`, `-15m`, `today`, `yesterday`, `14:30`, `2026-11-23`, `2026-11-23T14:30:05Z`; ranges"},
    {"address", "an address, a block such as `10.0.0.0/8`, or `unknown`"},
    {"name", "one of a list, see below"},
    {"rank", "one of a list that has an order, see below"},
    {"header name", "the name of a header field, without case"},
}};

std::string code(std::string_view text) {
    return "`" + std::string(text) + "`";
}

std::string kindTable() {
    std::string out = "| kind | values | operators |\n|---|---|---|\n";
    for (std::size_t i = 0; i < kKinds.size(); ++i) {
        std::string signs;
        for (const std::string_view sign : operatorTexts(static_cast<FieldKind>(i))) {
            signs += (signs.empty() ? "" : " ") + code(sign);
        }
        out += "| " + std::string(kKinds[i].name) + " | " + std::string(kKinds[i].values) + " | " + signs +
               " |\n";
    }
    return out;
}

std::string fieldTable() {
    std::string out = "| field | kind | meaning | example |\n|---|---|---|---|\n";
    for (const Field& field : fields()) {
        std::string name = code(field.id == FieldId::Header ? "header.NAME" : field.name);
        name += field.alias.empty() ? "" : ", " + code(field.alias);
        std::string kind(kKinds[static_cast<std::size_t>(field.kind)].name);
        kind += field.several ? ", several" : "";
        out += "| " + name + " | " + kind + " | " + std::string(field.meaning) + " | " + code(field.example) +
               " |\n";
    }
    return out;
}

/// Lists whose names need no explanation, a line each.
std::string shortLists() {
    std::string out = "| field | names |\n|---|---|\n";
    for (const Field& field : fields()) {
        if (field.names == nullptr || field.id == FieldId::Flag || field.id == FieldId::Type) {
            continue;
        }
        out += "| " + code(field.name) + " |";
        for (const std::string_view name : field.names()) {
            out += " " + code(name);
        }
        out += " |\n";
    }
    return out;
}

std::string typeTable() {
    std::string out = "| type | attack |\n|---|---|\n";
    for (const traffic::AttackTypeInfo& type : traffic::attackTypes()) {
        out += "| " + code(type.name) + " | " + std::string(type.title) + " |\n";
    }
    return out;
}

std::string flagTable() {
    std::string out = "| flag | meaning |\n|---|---|\n";
    for (std::size_t i = 0; i < static_cast<std::size_t>(traffic::RequestFlag::Count); ++i) {
        const auto flag = static_cast<traffic::RequestFlag>(i);
        out +=
            "| " + code(traffic::flagName(flag)) + " | " + std::string(traffic::flagMeaning(flag)) + " |\n";
    }
    return out;
}

}  // namespace

std::string referenceTables() {
    return "## Fields\n\n" + fieldTable() + "\n## Kinds of values\n\n" + kindTable() + "\n## Names\n\n" +
           shortLists() + "\n### Attack types\n\n" + typeTable() + "\n### Flags\n\n" + flagTable();
}

std::string withReferenceTables(std::string_view page) {
    const auto begin = page.find(kReferenceBegin);
    const auto end = page.find(kReferenceEnd);
    if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) {
        return std::string(page);
    }
    return std::string(page.substr(0, begin + kReferenceBegin.size())) + "\n" + referenceTables() + "\n" +
           std::string(page.substr(end));
}

}  // namespace mirrorscope::query
