// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/reference.h"

#include "core/snippets/snippet_catalogue.h"

namespace mirrorscope::snippets {
namespace {

constexpr char kIntroduction[] =
    R"(# Snippets

`mirrorscope-cli snippet KIND --listener HOST:PORT` prints the configuration that makes a proxy mirror its requests to
Mirrorscope. This page is written by the target `snippet_reference` from the tables of the code (`core/snippets`); a test
says when it is not current.

Each kind has two forms. `--variant faithful` is the example of Wallarm's page on mirrored traffic with your values (the
Gateway API and ingress-nginx are not on that page; theirs is the plainest form). `--variant hardened`, the default, adds
the edits below; each has a reason, which `--explain` prints too. `--part NAME` prints one part alone.

Values are checked against what may stand in their place; one that could leave it is refused with the reason. The text is
made from a tree, never glued from strings.

)";

std::string nameOf(const OptionInfo& info) {
    return "`" + std::string(info.name) + " " + std::string(info.argument) + "`" +
           (info.repeatable ? ", may be repeated" : "") + (info.required ? ", required" : "");
}

/// A vertical line would end the cell.
std::string cell(std::string_view text) {
    std::string out;
    for (const char c : text) {
        out += c == '|' ? std::string("\\|") : std::string(1, c);
    }
    return out;
}

std::string section(const SnippetKind& kind) {
    std::string out = "## " + std::string(kind.name) + "\n\nParts:";
    for (const std::string_view part : kind.parts) {
        out += " `" + std::string(part) + "`";
    }
    out += "\n\n| option | is | default |\n|---|---|---|\n";
    for (const OptionInfo& info : kind.options) {
        out += "| " + cell(nameOf(info)) + " | " + cell(info.help) + " | " + cell(info.defaultText) + " |\n";
    }
    out += "\n| edit of the hardened form | why |\n|---|---|\n";
    for (const Reason& edit : kind.edits) {
        out += "| " + edit.edit + " | " + cell(edit.text) + " |\n";
    }
    return out;
}

}  // namespace

std::string snippetsPage() {
    std::string page = kIntroduction;
    for (const SnippetKind& kind : snippetKinds()) {
        page += section(kind) + (&kind == &snippetKinds().back() ? "" : "\n");
    }
    return page;
}

}  // namespace mirrorscope::snippets
