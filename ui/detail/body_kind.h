// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string_view>

namespace mirrorscope::ui::detail {

/// What a body claims to be, in one word for its tab: "JSON", "Form", "Multipart"; from Content-Type alone,
/// the bytes are not believed more. Empty for none. Pure.
QString bodyKind(std::string_view head);

}  // namespace mirrorscope::ui::detail
