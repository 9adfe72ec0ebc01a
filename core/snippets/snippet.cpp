// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/snippet.h"

namespace mirrorscope::snippets {

std::string_view variantName(Variant variant) {
    return variant == Variant::Faithful ? "faithful" : "hardened";
}

std::optional<Variant> variantByName(std::string_view name) {
    for (const Variant variant : {Variant::Faithful, Variant::Hardened}) {
        if (variantName(variant) == name) {
            return variant;
        }
    }
    return std::nullopt;
}

const SnippetPart* SnippetText::part(std::string_view name) const {
    for (const SnippetPart& part : parts) {
        if (part.name == name) {
            return &part;
        }
    }
    return nullptr;
}

std::string SnippetText::all() const {
    std::string out;
    for (const SnippetPart& part : parts) {
        if (part.isExtract) {
            continue;
        }
        out += out.empty() ? "" : "\n";
        out += "# --- part " + part.name + ": " + part.place + "\n";
        out += part.text.empty() ? "# (nothing)\n" : part.text;
    }
    return out;
}

std::string SnippetText::explanation() const {
    std::string out;
    for (const Reason& reason : reasons) {
        out += "# " + reason.edit + ": " + reason.text + "\n";
    }
    return out;
}

}  // namespace mirrorscope::snippets
