// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/snippets/snippet.h"

namespace mirrorscope::snippets {

/// One row of a kind's option table, as command line and wizard show it.
struct OptionInfo {
    std::string_view name;         // "--listener"
    std::string_view argument;     // "HOST:PORT"
    std::string_view help;         // one sentence
    std::string_view defaultText;  // empty: none
    bool required = false;
    bool repeatable = false;
    bool hardenedOnly = false;  // the faithful form has no place for it
};

/// An option as given, name with its dashes; a repeatable one may occur several times.
struct OptionValue {
    std::string name;
    std::string value;
};

/// A proxy that snippets are made for.
struct SnippetKind {
    std::string_view name;                    // "nginx"
    std::span<const std::string_view> parts;  // what --part takes beside "all"
    std::span<const OptionInfo> options;
    /// What the hardened form changes, and why.
    std::vector<Reason> edits;
    /// InvalidArgument names option, value and expectation.
    base::Result<SnippetText> (*make)(std::span<const OptionValue> values, Variant variant);
};

std::span<const SnippetKind> snippetKinds();
/// Nullptr for an unknown name.
const SnippetKind* snippetKind(std::string_view name);

}  // namespace mirrorscope::snippets
