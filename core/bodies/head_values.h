// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "core/base/cancel_token.h"
#include "core/bodies/body_tree.h"
#include "core/http/head.h"

namespace mirrorscope::bodies {

/// Values of a head that have values of their own: the JWT of Authorization, Proxy-Authorization and
/// X-Amzn-Oidc-Data, and the cookies (RFC 6265 4.2.1) with what is in them. Places count from the first byte
/// of `head`. The root alone when there are none. At most kMostCookies; bounded as bodies are. Any thread.
BodyTree readHeadValues(std::shared_ptr<const std::string> head, const base::CancelToken& cancel);

}  // namespace mirrorscope::bodies
