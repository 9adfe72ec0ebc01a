// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/lint/nginx_tree.h"

#include <algorithm>
#include <array>

#include "core/snippets/lint/lint_finding.h"

namespace mirrorscope::snippets::lint {
namespace {

/// Directives that often hold a regular expression or a variable; nginx ends their word at "{" as well.
bool takesNoBlock(std::string_view name) {
    constexpr std::array<std::string_view, 9> names{"server_name", "rewrite",    "return",           "set",
                                                    "mirror",      "proxy_pass", "proxy_set_header", "root",
                                                    "alias"};
    return std::ranges::find(names, name) != names.end();
}

class Reader {
public:
    Reader(std::string_view text, std::string_view file) : m_tokens(text, file), m_file(file) {}

    base::Result<NginxTree> read() {
        NginxTree tree{std::make_unique<NginxItem>()};
        tree.root->isBlock = true;
        if (auto done = readBlock(*tree.root, 0); !done) {
            return done.error();
        }
        return tree;
    }

private:
    /// The directives of a block up to its "}", of the file up to its end.
    base::Result<void> readBlock(NginxItem& block, std::size_t depth) {
        using enum NginxToken::Kind;
        for (;;) {
            auto token = m_tokens.next();
            if (!token) {
                return token.error();
            }
            if (token->kind == End || token->kind == Close) {
                return endOf(block, *token, depth);
            }
            if (token->kind != Word) {
                return error(token->place, token->kind == Semicolon ? "\";\" where a directive should begin"
                                                                    : "\"{\" where a directive should begin");
            }
            auto item = std::make_unique<NginxItem>();
            item->name = std::move(token->text);
            item->place = token->place;
            item->parent = &block;
            if (auto done = readItem(*item, depth); !done) {
                return done;
            }
            block.children.push_back(std::move(item));
        }
    }

    base::Result<void> endOf(const NginxItem& block, const NginxToken& token, std::size_t depth) const {
        const bool isFileEnd = token.kind == NginxToken::Kind::End;
        if (isFileEnd && depth > 0) {
            return error(block.place, "the block of \"" + block.name + "\" is not closed: \"}\" is missing");
        }
        if (!isFileEnd && depth == 0) {
            return error(token.place, "\"}\" closes nothing");
        }
        return {};
    }

    /// Behind its name.
    base::Result<void> readItem(NginxItem& item, std::size_t depth) {
        using enum NginxToken::Kind;
        for (;;) {
            auto token = m_tokens.next();
            if (!token) {
                return token.error();
            }
            if (token->kind == Word) {
                item.arguments.push_back({std::move(token->text), token->isQuoted, token->place});
            } else if (token->kind == Semicolon) {
                return {};
            } else if (token->kind == Open) {
                return readInside(item, *token, depth);
            } else {
                return error(item.place, "\"" + item.name + "\" is not ended: \";\" is missing");
            }
        }
    }

    base::Result<void> readInside(NginxItem& item, const NginxToken& open, std::size_t depth) {
        if (takesNoBlock(item.name)) {
            return error(open.place,
                         "\"" + item.name + "\" takes no block: quote a regular expression that holds \"{\"");
        }
        item.isBlock = true;
        if (item.name.ends_with("_by_lua_block")) {
            return m_tokens.skipLuaBlock(open.place);
        }
        if (depth + 1 > kDeepestNginxBlock) {
            return error(open.place,
                         "more than " + std::to_string(kDeepestNginxBlock) + " blocks inside each other");
        }
        return readBlock(item, depth + 1);
    }

    base::Error error(const TextPlace& where, std::string_view reason) const {
        return unreadableText(m_file, where.line, where.column, reason);
    }

    NginxTokenizer m_tokens;
    std::string m_file;
};

/// Looked through as quickly as they are found in an index.
constexpr std::size_t kFewChildren = 16;

void collect(const NginxItem& block, std::vector<const NginxItem*>& out) {
    for (const auto& child : block.children) {
        out.push_back(child.get());
        collect(*child, out);
    }
}

}  // namespace

std::string_view NginxItem::argument(std::size_t index) const {
    return index < arguments.size() ? std::string_view(arguments[index].text) : std::string_view();
}

const NginxItem::ByName& NginxItem::byName() const {
    for (; m_indexed < children.size(); ++m_indexed) {
        m_byName[children[m_indexed]->name].push_back(children[m_indexed].get());
    }
    return m_byName;
}

const NginxItem* NginxItem::child(std::string_view childName) const {
    if (children.size() > kFewChildren) {
        const auto found = byName().find(childName);
        return found == byName().end() ? nullptr : found->second.front();
    }
    const auto found = std::ranges::find_if(children, [&](const auto& one) { return one->is(childName); });
    return found == children.end() ? nullptr : found->get();
}

std::vector<const NginxItem*> NginxItem::all(std::string_view childName) const {
    std::vector<const NginxItem*> out;
    if (children.size() > kFewChildren) {
        const auto found = byName().find(childName);
        return found == byName().end() ? out : found->second;
    }
    for (const auto& each : children) {
        if (each->is(childName)) {
            out.push_back(each.get());
        }
    }
    return out;
}

const NginxItem* NginxItem::enclosing(std::string_view blockName) const {
    const NginxItem* at = parent;
    while (at != nullptr && !at->is(blockName)) {
        at = at->parent;
    }
    return at;
}

std::vector<const NginxItem*> NginxTree::items() const {
    std::vector<const NginxItem*> out;
    collect(*root, out);
    return out;
}

base::Result<NginxTree> readNginx(std::string_view text, std::string_view file) {
    return Reader(text, file).read();
}

const NginxItem* effective(const NginxItem& scope, std::string_view name) {
    for (const NginxItem* at = &scope; at != nullptr; at = at->parent) {
        if (const NginxItem* found = at->child(name); found != nullptr) {
            return found;
        }
    }
    return nullptr;
}

std::vector<const NginxItem*> effectiveAll(const NginxItem& scope, std::string_view name) {
    for (const NginxItem* at = &scope; at != nullptr; at = at->parent) {
        if (auto found = at->all(name); !found.empty()) {
            return found;
        }
    }
    return {};
}

bool isUnreadInclude(const NginxItem& item) {
    constexpr std::array<std::string_view, 4> harmless{"mime.types", "fastcgi_params", "fastcgi.conf",
                                                       "uwsgi_params"};
    return item.is("include") && !item.isBlock && std::ranges::none_of(harmless, [&](std::string_view name) {
               return item.argument(0).ends_with(name);
           });
}

const NginxItem* unreadInclude(const NginxItem& scope) {
    for (const NginxItem* at = &scope; at != nullptr; at = at->parent) {
        for (const NginxItem* include : at->all("include")) {
            if (isUnreadInclude(*include)) {
                return include;
            }
        }
    }
    return nullptr;
}

std::string asText(const NginxItem& item) {
    std::string out = item.name;
    for (const NginxWord& word : item.arguments) {
        const char quote = word.text.find('"') == word.text.npos ? '"' : '\'';
        out += word.isQuoted ? std::string(" ") + quote + word.text + quote : ' ' + word.text;
    }
    return out + (item.isBlock ? " {" : ";");
}

}  // namespace mirrorscope::snippets::lint
