// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/snippets/lint/nginx_tokenizer.h"

namespace mirrorscope::snippets::lint {

struct NginxWord {
    std::string text;
    bool isQuoted = false;
    TextPlace place;
};

/// One directive as it stands in a file. Entries of map, geo, split_clients and types are directives too. One
/// thread: what is asked often is remembered.
struct NginxItem {
    std::string name;
    std::vector<NginxWord> arguments;
    std::vector<std::unique_ptr<NginxItem>> children;
    const NginxItem* parent = nullptr;  // nullptr: this is the root, without a name
    bool isBlock = false;
    TextPlace place;

    /// Empty when there are fewer.
    std::string_view argument(std::size_t index) const;
    bool is(std::string_view other) const { return name == other; }
    /// The first and all children of that name.
    const NginxItem* child(std::string_view childName) const;
    std::vector<const NginxItem*> all(std::string_view childName) const;
    /// The innermost block of that name around this; nullptr when there is none.
    const NginxItem* enclosing(std::string_view blockName) const;

private:
    using ByName = std::unordered_map<std::string_view, std::vector<const NginxItem*>>;
    /// Of a block with many children, which each of them asks: without it a long file takes minutes.
    const ByName& byName() const;

    mutable ByName m_byName;
    mutable std::size_t m_indexed = 0;  // children that are in it
};

/// A whole text: its directives are the children of `root`. Includes are not followed: what they bring is
/// unknown, and a rule about something missing has to keep silent beside one.
struct NginxTree {
    std::unique_ptr<NginxItem> root;

    /// Every item, outer before inner, in the order of the text.
    std::vector<const NginxItem*> items() const;
};

/// Blocks inside blocks; nginx's own contexts need six. Without a limit a file of braces exhausts the stack.
inline constexpr std::size_t kDeepestNginxBlock = 64;

/// TextInvalid with the place: missing ";" or "}", a "}" too much, a quote that is not closed.
base::Result<NginxTree> readNginx(std::string_view text, std::string_view file);

/// The value that holds at `scope`: its own directive of that name or that of the nearest block around it,
/// as most directives of nginx are inherited. Nullptr when nobody sets it.
const NginxItem* effective(const NginxItem& scope, std::string_view name);

/// As effective() for directives that may be repeated (proxy_set_header, mirror, set_real_ip_from): those of
/// the nearest level that has any; one at a lower level hides all of those above.
std::vector<const NginxItem*> effectiveAll(const NginxItem& scope, std::string_view name);

/// True for an include that may set anything; files of types and of FastCGI parameters set nothing that
/// matters here.
bool isUnreadInclude(const NginxItem& item);

/// Such an include here or in a block around it; nullptr when there is none.
const NginxItem* unreadInclude(const NginxItem& scope);

/// The directive as one line, quoted where it was: "proxy_set_header Connection \"\";". For people: escapes
/// are resolved, and a block ends with its "{".
std::string asText(const NginxItem& item);

}  // namespace mirrorscope::snippets::lint
