// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <random>
#include <vector>

#include "core/snippets/snippet_catalogue.h"

namespace mirrorscope::test {

using Options = std::vector<snippets::OptionValue>;

/// --listener and each other option by chance, with values that are right together.
Options randomOptions(const snippets::SnippetKind& kind, snippets::Variant variant, std::mt19937& random);

}  // namespace mirrorscope::test
