// SPDX-License-Identifier: Apache-2.0
#include "core/query/full_text.h"

#include "core/http/request_target.h"

namespace mirrorscope::query {

bool occursInHead(const ByteSearch& word, std::string_view target, std::string_view head) {
    return word.occursIn(target) || word.occursIn(head) ||
           (target.find('%') != std::string_view::npos && word.occursIn(http::percentDecoded(target)));
}

}  // namespace mirrorscope::query
