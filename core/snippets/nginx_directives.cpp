// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/nginx_directives.h"

#include <algorithm>

#include "core/base/byte_text.h"

namespace mirrorscope::snippets {
namespace {

constexpr std::string_view kIndent = "    ";

/// Characters that ngx_conf_read_token() takes as part of a word wherever they stand.
bool isPlain(char c) {
    constexpr std::string_view others = "$_-./:=@~^*+%,[]()|?!<>&";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           others.find(c) != others.npos;
}

base::Result<void> appendArgument(const NginxDirective& owner, const NginxArgument& argument,
                                  std::string& out) {
    const auto hasControl = [](char c) { return (c >= '\0' && c < ' ') || c == '\x7f'; };
    const bool unsafe = std::ranges::any_of(argument.text, hasControl) ||
                        (!argument.mayHoldVariables && argument.text.find('$') != std::string::npos);
    if (unsafe) {
        return base::Error{base::ErrorCode::InvalidArgument,
                           {owner.name, argument.text, "text without control characters and \"$\""}};
    }
    if (!argument.text.empty() && std::ranges::all_of(argument.text, isPlain)) {
        out += argument.text;
        return {};
    }
    out += '"';
    for (const char c : argument.text) {
        if (c == '"' || c == '\\') {
            out += '\\';
        }
        out += c;
    }
    out += '"';
    return {};
}

void appendComment(std::string_view comment, const std::string& indent, std::string& out) {
    while (!comment.empty()) {
        const auto end = comment.find('\n');
        out += indent + "# " + std::string(comment.substr(0, end)) + "\n";
        comment = end == comment.npos ? std::string_view{} : comment.substr(end + 1);
    }
}

base::Result<void> appendDirectives(const NginxDirectives& directives, const std::string& indent,
                                    std::string& out) {
    bool isFirst = true;
    for (const NginxDirective& directive : directives) {
        out += directive.isBlock && !isFirst ? "\n" : "";
        isFirst = false;
        appendComment(directive.comment, indent, out);
        out += indent;
        if (auto done = appendArgument(directive, NginxArgument::expression(directive.name), out); !done) {
            return done.error();
        }
        for (const NginxArgument& argument : directive.arguments) {
            out += ' ';
            if (auto done = appendArgument(directive, argument, out); !done) {
                return done.error();
            }
        }
        if (!directive.isBlock) {
            out += ";\n";
            continue;
        }
        out += " {\n";
        if (auto done = appendDirectives(directive.children, indent + std::string(kIndent), out); !done) {
            return done.error();
        }
        out += indent + "}\n";
    }
    return {};
}

}  // namespace

NginxDirective* NginxDirective::child(std::string_view childName) {
    const auto found = std::ranges::find(children, childName, &NginxDirective::name);
    return found == children.end() ? nullptr : &*found;
}

NginxDirective* NginxDirective::child(std::string_view childName, std::string_view first) {
    const auto found = std::ranges::find_if(children, [&](const NginxDirective& candidate) {
        return candidate.name == childName && !candidate.arguments.empty() &&
               base::equalsIgnoreCase(candidate.arguments.front().text, first);
    });
    return found == children.end() ? nullptr : &*found;
}

NginxDirective directive(std::string_view name, std::vector<std::string_view> expressions) {
    NginxDirective out;
    out.name = name;
    for (const std::string_view expression : expressions) {
        out.arguments.push_back(NginxArgument::expression(expression));
    }
    return out;
}

NginxDirective directiveWith(std::string_view name, std::vector<NginxArgument> arguments) {
    NginxDirective out;
    out.name = name;
    out.arguments = std::move(arguments);
    return out;
}

NginxDirective block(std::string_view name, std::vector<NginxArgument> arguments, NginxDirectives children) {
    NginxDirective out = directiveWith(name, std::move(arguments));
    out.children = std::move(children);
    out.isBlock = true;
    return out;
}

base::Result<std::string> renderNginx(const NginxDirectives& directives) {
    std::string out;
    if (auto done = appendDirectives(directives, {}, out); !done) {
        return done.error();
    }
    return out;
}

}  // namespace mirrorscope::snippets
