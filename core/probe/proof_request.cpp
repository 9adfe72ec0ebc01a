// SPDX-License-Identifier: Apache-2.0
#include "core/probe/proof_request.h"

#include <utility>

namespace mirrorscope::probe {

base::Result<RunOptions> runOptionsOf(const ProofRequest& request) {
    auto url = ProbeUrl::parse(request.via);
    if (!url) {
        return url.error();
    }
    RunOptions out;
    out.url = std::move(*url);
    out.plan.run = newRun();
    out.plan.count = request.count;
    out.plan.kinds = request.only;
    out.plan.warmUps = request.warmUps;
    out.perSecond = request.perSecond;
    out.wait = request.wait;
    out.isShare = request.percentage < 100;
    return out;
}

SenderOptions senderOptionsOf(const ProofRequest& request, const ProbeUrl& url) {
    SenderOptions out;
    out.url = url;
    out.caFile = request.caFile;
    out.answerTime = request.answerTime;
    return out;
}

Expectations expectationsOf(const ProofRequest& request) {
    Expectations out;
    out.maxLoss = request.maxLoss;
    out.lateAfter = request.lateAfter;
    out.percentage = request.percentage;
    out.law = request.law;
    out.hasBodies = request.hasBodies;
    out.kind = request.kind;
    return out;
}

}  // namespace mirrorscope::probe
