// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace mirrorscope::snippets {

/// One argument of a directive. Text is quoted as needed when rendered, so no value can end its directive.
struct NginxArgument {
    /// Our own text, in which $name stands for a variable.
    static NginxArgument expression(std::string_view text) { return {std::string(text), true}; }
    /// A value: nginx has no escape for "$", so one is refused when rendered.
    static NginxArgument literal(std::string_view text) { return {std::string(text), false}; }

    std::string text;
    bool mayHoldVariables = false;
};

/// nginx configuration as a tree; edits work on it, text is made last.
struct NginxDirective {
    std::string name;
    std::vector<NginxArgument> arguments;
    std::vector<NginxDirective> children;
    bool isBlock = false;
    std::string comment;  // lines above it; may hold line ends

    NginxDirective* child(std::string_view childName);
    /// The child of that name whose first argument is `first`, without case: proxy_set_header Host.
    NginxDirective* child(std::string_view childName, std::string_view first);
};

using NginxDirectives = std::vector<NginxDirective>;

/// A simple directive whose arguments are our own expressions. Entries of map, geo and split_clients are
/// directives too; the name is quoted like an argument.
NginxDirective directive(std::string_view name, std::vector<std::string_view> expressions);
NginxDirective directiveWith(std::string_view name, std::vector<NginxArgument> arguments);
NginxDirective block(std::string_view name, std::vector<NginxArgument> arguments, NginxDirectives children);

/// Lines indented by four spaces a level. InvalidArgument when an argument cannot be written safely: control
/// characters, or "$" in a literal.
base::Result<std::string> renderNginx(const NginxDirectives& directives);

}  // namespace mirrorscope::snippets
