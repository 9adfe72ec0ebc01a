// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <array>

#include "core/traffic/mark.h"
#include "ui/theme/icons.h"

namespace mirrorscope::ui::requests {

/// How a mark is told: each has a shape and a word of its own, so that no colour has to be told apart.
struct MarkLook {
    QString word;  // translated
    theme::Icon icon;
    theme::Role role;
};
MarkLook markLook(traffic::Mark mark);

/// Those that can be set, in the order of menus. The first one is what the key sets.
inline constexpr std::array kMarks{traffic::Mark::FollowUp, traffic::Mark::Important, traffic::Mark::Question,
                                   traffic::Mark::Evidence, traffic::Mark::Done};

}  // namespace mirrorscope::ui::requests
