// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/decision.h"

#include <utility>

namespace mirrorscope::ui::live {
namespace {

using Marks = std::vector<traffic::RequestMark>;

/// What was before, given back to the service, takes the change back.
base::Result<DecisionOutcome> outcomeOf(base::Result<Marks> before) {
    if (!before.has_value()) {
        return before.error();
    }
    DecisionOutcome outcome;
    for (const traffic::RequestMark& mark : *before) {
        outcome.requests.push_back(mark.request);
    }
    if (!before->empty()) {
        outcome.back = [marks = std::move(*before)](api::DecisionService& service,
                                                    const std::filesystem::path& session) {
            return outcomeOf(service.setMarks(session, marks));
        };
    }
    return outcome;
}

}  // namespace

Decision markDecision(QString text, std::vector<traffic::RequestId> requests, traffic::Mark mark) {
    return {std::move(text), [requests = std::move(requests), mark](api::DecisionService& service,
                                                                    const std::filesystem::path& session) {
                if (mark != traffic::Mark::None) {
                    return outcomeOf(service.toggleMark(session, requests, mark));
                }
                Marks none;
                none.reserve(requests.size());
                for (const traffic::RequestId request : requests) {
                    none.push_back({request, mark});
                }
                return outcomeOf(service.setMarks(session, none));
            }};
}

Decision muteDecision(QString text, traffic::FindingKey key, std::optional<traffic::FindingMute> mute) {
    DecisionWork work = [key = std::move(key), mute = std::move(mute)](
                            api::DecisionService& service,
                            const std::filesystem::path& session) -> base::Result<DecisionOutcome> {
        auto before = service.setFindingMute(session, key, mute);
        if (!before) {
            return before.error();
        }
        return DecisionOutcome{{}, muteDecision({}, key, std::move(*before)).work};
    };
    return {std::move(text), std::move(work)};
}

}  // namespace mirrorscope::ui::live
