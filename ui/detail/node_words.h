// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/bodies/body_tree.h"

namespace mirrorscope::ui::detail {

// The three cells of a value. Shown text, cut at base::kShownBytes.
QString nameText(const bodies::BodyTree& tree, bodies::NodeId node);
QString valueText(const bodies::BodyTree& tree, bodies::NodeId node);
QString typeText(const bodies::BodyTree& tree, bodies::NodeId node);

/// The name is a word of ours, not one of the body: "text", "3".
bool hasOwnName(const bodies::BodyTree& tree, bodies::NodeId node);
/// The value is a word of ours: "3 members".
bool isSummary(const bodies::BodyTree& tree, bodies::NodeId node);

}  // namespace mirrorscope::ui::detail
