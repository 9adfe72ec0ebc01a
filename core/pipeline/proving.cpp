// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/proving.h"

#include <algorithm>
#include <utility>

#include "core/forwarding/promised_names.h"
#include "core/probe/proof_json.h"
#include "core/storage/session_reader.h"
#include "core/storage/source_proofs.h"

namespace mirrorscope::pipeline {
namespace {

using Names = std::vector<std::string>;

/// Of an error it is enough to see which text was meant.
constexpr std::size_t kNamedBytes = 40;

void append(Names& names, const std::optional<Names>& more) {
    if (more) {
        names.insert(names.end(), more->begin(), more->end());
    }
}

/// What the user said of the source that sent the copies; empty: nothing.
base::Result<std::string> keptContract(const std::filesystem::path& session, traffic::SourceId source) {
    const auto reader = storage::SessionReader::open(session);
    if (!reader) {
        return reader.error();
    }
    const auto settings = (*reader)->sourceSettings();
    if (!settings) {
        return settings.error();
    }
    const auto found = std::ranges::find(*settings, source, &traffic::SourceSetting::source);
    return found == settings->end() ? std::string() : found->contract;
}

base::Result<Names> expectedHeaders(const ProofJob& job, traffic::SourceId source) {
    Names names = job.request.headers;
    if (!job.request.contract.empty()) {
        append(names, forwarding::promisedNames(job.request.contract));
    } else if (names.empty() && !job.session.empty() && source != 0) {
        const auto contract = keptContract(job.session, source);
        if (!contract) {
            return contract.error();
        }
        append(names, forwarding::promisedNames(*contract));
    }
    return names;
}

/// A result without a source (nothing came, or no session) cannot be kept.
void keep(const std::filesystem::path& session, probe::ProofEnd& end) {
    if (session.empty() || end.proof->source == 0) {
        return;
    }
    const auto kept = storage::keepProof(session, end.proof->source, probe::proofJson(*end.proof));
    end.isKept = kept.has_value();
    if (!kept) {
        end.notKept = kept.error();
    }
}

}  // namespace

base::Result<probe::ProofEnd> prove(const ProofJob& job, probe::ProbeSender& sender,
                                    probe::ArrivalSource& arrivals, const base::Clock& clock,
                                    const base::CancelToken& cancel, const probe::OnRunProgress& progress) {
    const std::string& contract = job.request.contract;
    if (!contract.empty() && !forwarding::promisedNames(contract)) {
        return base::Error{base::ErrorCode::InvalidArgument,
                           {"--contract", contract.substr(0, kNamedBytes),
                            "JSON as snippet KIND --contract --json prints it"}};
    }
    auto outcome = probe::runProbes(job.run, sender, arrivals, clock, cancel, progress);
    if (!outcome) {
        return outcome.error();
    }
    probe::ProofEnd end;
    if (!outcome->unreachable.empty()) {
        end.obstacle = probe::Obstacle::Unreachable;
        end.why = std::move(outcome->unreachable);
        return end;
    }
    auto headers = expectedHeaders(job, probe::senderOf(outcome->record.arrivals).source);
    if (!headers) {
        return headers.error();
    }
    probe::Expectations wanted = probe::expectationsOf(job.request);
    wanted.headers = std::move(*headers);
    end.proof = probe::judge(outcome->record, job.run.url, wanted);
    keep(job.session, end);
    return end;
}

}  // namespace mirrorscope::pipeline
