// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/bodies/body_tree.h"
#include "core/redaction/redactor.h"

namespace mirrorscope::ui::detail {

/// Where secrets stand in each buffer of a tree: what was decoded out of a secret is one. Plain value.
using NodeSecrets = std::vector<redaction::Secrets>;
/// Null: nothing is hidden.
using SharedNodeSecrets = std::shared_ptr<const NodeSecrets>;

/// `inFirst`: of the buffer that the tree was read from. Without a redactor all that was decoded is hidden.
/// Linear in the buffers: off the UI thread.
NodeSecrets nodeSecrets(const bodies::BodyTree& tree, redaction::Secrets inFirst,
                        const redaction::Redactor* redactor);

bool hidesName(const NodeSecrets* secrets, const bodies::BodyTree& tree, bodies::NodeId node);
/// Of a container: something in it is hidden.
bool hidesValue(const NodeSecrets* secrets, const bodies::BodyTree& tree, bodies::NodeId node);

/// What may be seen of a value: decoded; dots when it holds a secret; a container as sent with dots in it.
std::string seenValue(const NodeSecrets* secrets, const bodies::BodyTree& tree, bodies::NodeId node,
                      std::size_t limit);

}  // namespace mirrorscope::ui::detail
