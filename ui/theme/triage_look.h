// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string_view>

#include "core/traffic/triage.h"
#include "ui/theme/icons.h"

namespace mirrorscope::ui::theme {

/// How a state of triage is told: drawing, colour, and the words of a table and of a button.
struct TriageLook {
    Icon icon;
    Role role;
    QString word;    // "False positive"
    QString action;  // "Confirm"
};

TriageLook triageLook(traffic::TriageState state);

}  // namespace mirrorscope::ui::theme
