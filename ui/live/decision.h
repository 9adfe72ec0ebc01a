// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "core/api/decision_service.h"

namespace mirrorscope::ui::live {

struct DecisionOutcome;

/// Writes a decision into that session. Runs on the thread of DecisionRunner and must own what it captures.
using DecisionWork = std::function<base::Result<DecisionOutcome>(api::DecisionService& service,
                                                                 const std::filesystem::path& session)>;

/// What became of it.
struct DecisionOutcome {
    std::vector<traffic::RequestId> requests;  // whose rows say something else now
    /// Takes it back, and tells in turn what does it again. Empty: nothing changed.
    DecisionWork back;
};

/// One thing that a person decided. `text` is what "Undo" names: "Mark 3 requests".
struct Decision {
    QString text;
    DecisionWork work;
};

/// Marks all of them, or takes the mark away when all have it; Mark::None takes any mark away. At most
/// DecisionService::kMostRequests.
Decision markDecision(QString text, std::vector<traffic::RequestId> requests, traffic::Mark mark);

/// Mutes what is found of that code in that source; unset: not any more.
Decision muteDecision(QString text, traffic::FindingKey key, std::optional<traffic::FindingMute> mute);

}  // namespace mirrorscope::ui::live
