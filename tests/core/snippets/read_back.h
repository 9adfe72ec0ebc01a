// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/snippets/snippet_catalogue.h"

namespace mirrorscope::test {

/// Options by name, with the values that a snippet's text says: read from the text alone, by the grammar of
/// its proxy. An option that the text says nothing about is not there.
using SaidOptions = std::map<std::string, std::string, std::less<>>;

SaidOptions readBack(std::string_view kind, const snippets::SnippetText& text);

}  // namespace mirrorscope::test
