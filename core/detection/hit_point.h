// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace mirrorscope::detection {

/// How the engine parsed the body.
enum class BodyKind { Other, Form, Multipart, Json, Xml };

/// A variable of SecLang as a place that people know: "query › id", "body › form › comment",
/// "body › json › user.tags[1]", "header › User-Agent", "cookie › sid", "path", "body › xml". `inBody`: an
/// argument came from the body; `inQuery`: the match in a variable of the whole target lies behind the "?".
/// Names are bytes of strangers: show them with base::shownText.
std::string hitPoint(std::string_view variable, BodyKind body, bool inBody, bool inQuery);

}  // namespace mirrorscope::detection
