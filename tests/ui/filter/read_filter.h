// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "ui/filter/filter.h"

namespace mirrorscope::test {

/// A filter that can be read.
inline ui::filter::Filter readFilter(std::string_view text, const query::Moment& moment = {}) {
    return ui::filter::Filter::read(text, moment).value();
}

}  // namespace mirrorscope::test
