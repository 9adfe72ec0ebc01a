// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/snippets/contract.h"

namespace mirrorscope::snippets {

/// Faithful: the form that Wallarm's page on mirrored traffic shows. Hardened: the same with the edits that
/// measurements asked for.
enum class Variant : std::uint8_t { Faithful, Hardened };

std::string_view variantName(Variant variant);  // "faithful"
std::optional<Variant> variantByName(std::string_view name);

/// A piece of configuration and the place it belongs to.
struct SnippetPart {
    std::string name;        // "http", "server"
    std::string place;       // for people: "inside http { }, once"
    std::string text;        // whole lines; empty when this form needs nothing there
    bool isExtract = false;  // repeats a piece of a part before it; all() leaves it out
};

/// Why an edit is in the hardened form.
struct Reason {
    std::string edit;  // its name: "exact-location"
    std::string text;  // one or two sentences
};

/// What the edits did to one line.
struct LineMark {
    enum class Change : std::uint8_t { None, Added, Changed, Removed };
    Change change = Change::None;
    std::vector<std::size_t> reasons;  // places in SnippetText::reasons, ascending
    bool operator==(const LineMark&) const = default;
};

/// A mark a line of one part: of its faithful text, where lines are changed or removed, and of its hardened
/// text, where they are changed or added.
struct PartMarks {
    std::vector<LineMark> faithful;
    std::vector<LineMark> hardened;
};

/// A configuration for one proxy, in the order in which its parts are applied.
struct SnippetText {
    std::vector<SnippetPart> parts;
    std::vector<Reason> reasons;
    std::vector<PartMarks> marks;  // of the hardened form, in the order of the parts; else empty
    Contract contract;

    /// Nullptr when there is no such part.
    const SnippetPart* part(std::string_view name) const;
    /// Every part under a comment line that says where it goes.
    std::string all() const;
    /// The reasons as comment lines; empty for the faithful form.
    std::string explanation() const;
};

}  // namespace mirrorscope::snippets
