// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lab.h"

#include <utility>

#include "core/base/clock.h"
#include "core/lab/echo_origin.h"
#include "core/lab/lab_directory.h"
#include "core/lab/recorder.h"
#include "core/lab/running_proxy.h"
#include "core/pipeline/local_session_queries.h"
#include "core/probe/proof_json.h"
#include "core/probe/proof_request.h"
#include "core/probe/session_arrivals.h"
#include "core/storage/own_sessions.h"
#include "core/storage/source_proofs.h"

namespace mirrorscope::lab {
namespace {

/// A large program on a busy machine.
constexpr std::chrono::seconds kVersionTime{30};
constexpr std::size_t kLogLines = 200;
constexpr std::string_view kSessionName = "lab.mscope";

/// What `verify` would be asked through that proxy.
probe::ProofRequest requestOf(const LabOptions& options, const RunningProxy& proxy) {
    probe::ProofRequest out;
    out.via = proxy.url();
    out.count = options.count;
    out.only = options.kinds;
    out.perSecond = options.perSecond;
    out.wait = options.wait;
    out.percentage = proxy.setup().percentage;
    out.lateAfter = options.lateAfter;
    out.hasBodies = proxy.setup().hasBodies;
    out.headers = proxy.setup().promised;
    return out;
}

}  // namespace

/// In the order in which they need each other: the proxy goes first, the directory last.
struct Lab::Parts {
    std::unique_ptr<LabDirectory> directory;
    std::unique_ptr<EchoOrigin> origin;
    std::unique_ptr<Recorder> recorder;
    std::unique_ptr<RunningProxy> proxy;
    std::filesystem::path session;
};

Lab::~Lab() = default;

void Lab::tell(LabStep step, std::string text) const {
    if (m_progress) {
        m_progress({step, std::move(text), {}});
    }
}

LabOutcome Lab::run(const base::CancelToken& cancel, const OnLabProgress& progress) {
    m_progress = progress;
    LabOutcome outcome;
    Parts parts;
    auto done = prepare(parts, outcome, cancel);
    if (done) {
        done = prove(parts, outcome, cancel);
    }
    if (!done) {
        outcome.failure = done.error();
    }
    end(parts, outcome);
    return outcome;
}

LabResult<void> Lab::prepare(Parts& parts, LabOutcome& outcome, const base::CancelToken& cancel) {
    const auto place = usualLabPlace();
    const auto removed = removeDeadLabs(place);
    auto program = findProxy(m_options.kind, m_options.program, usualSearchPath(), kVersionTime, cancel);
    if (!program) {
        return program.error();
    }
    outcome.program = *program;
    // Options that do not fit are told before anything is made; the ports are any.
    if (auto fits = makeSetup({*program, m_options.variant, m_options.options, 1, 1, 1}); !fits) {
        return failureOf(fits.error());
    }
    tell(LabStep::Program, program->text());
    auto directory = LabDirectory::make(place);
    if (!directory) {
        return failureOf(directory.error());
    }
    parts.directory = std::move(*directory);
    tell(LabStep::Directory,
         parts.directory->path().string() +
             (removed == 0 ? "" : "; left by runs that were killed and removed: " + std::to_string(removed)));
    auto origin = EchoOrigin::start();
    if (!origin) {
        return failureOf(origin.error());
    }
    parts.origin = std::move(*origin);
    tell(LabStep::Origin, onLoopback(parts.origin->port()));
    const bool isTemporary = m_options.session.empty();
    parts.session = isTemporary ? parts.directory->path() / kSessionName : m_options.session;
    auto recorder = Recorder::start(parts.session, isTemporary);
    if (!recorder) {
        return failureOf(recorder.error());
    }
    parts.recorder = std::move(*recorder);
    tell(LabStep::Recorder, onLoopback(parts.recorder->port()));
    auto proxy = RunningProxy::start(
        {*program, m_options.variant, m_options.options, parts.recorder->port(), parts.origin->port(), 0},
        parts.directory->path(), *parts.origin, cancel);
    if (!proxy) {
        return proxy.error();
    }
    parts.proxy = std::move(*proxy);
    outcome.remark = parts.proxy->setup().remark;
    tell(LabStep::Proxy, parts.proxy->url());
    return {};
}

LabResult<void> Lab::prove(Parts& parts, LabOutcome& outcome, const base::CancelToken& cancel) {
    const base::SystemClock clock;
    const auto request = requestOf(m_options, *parts.proxy);
    const auto options = probe::runOptionsOf(request);
    auto queries = pipeline::openLocalQueries(parts.session);
    if (!options || !queries) {
        return failureOf(options ? queries.error() : options.error());
    }
    auto arrivals = probe::SessionArrivals::open(std::move(*queries), options->plan.run, clock);
    if (!arrivals) {
        return failureOf(arrivals.error());
    }
    auto sender = probe::makeSender(probe::senderOptionsOf(request, options->url), clock);
    if (!sender) {
        return failureOf(sender.error());
    }
    const auto ran = probe::runProbes(*options, **sender, **arrivals, clock, cancel,
                                      [this](const probe::RunProgress& run) {
                                          if (m_progress) {
                                              m_progress({LabStep::Proof, {}, run});
                                          }
                                      });
    if (!ran) {
        return failureOf(ran.error());
    }
    if (parts.proxy->hasEnded()) {
        return LabFailure{LabFailure::Kind::NotStarted, outcome.program.text() + " ended meanwhile",
                          "Its last words are below.", parts.proxy->lastWords(kLogLines)};
    }
    auto wanted = probe::expectationsOf(request);
    wanted.headers = request.headers;
    outcome.proof = probe::judge(ran->record, options->url, wanted);
    if (outcome.proof->source != 0) {
        // As `verify` does; a session that goes with the lab loses nothing without.
        static_cast<void>(
            storage::keepProof(parts.session, outcome.proof->source, probe::proofJson(*outcome.proof)));
    }
    return {};
}

void Lab::end(Parts& parts, LabOutcome& outcome) {
    if (parts.proxy) {
        const bool isHurried = outcome.failure && outcome.failure->kind == LabFailure::Kind::Cancelled;
        if (!isHurried) {
            parts.proxy->stop();
        }
        outcome.log = parts.proxy->lastWords(kLogLines);
    }
    const bool hasStarted = parts.proxy != nullptr;
    const bool hasSession = parts.recorder != nullptr;
    if (parts.directory && m_options.keeps) {
        parts.directory->keep();
        outcome.directory = parts.directory->path();
        outcome.configuration = hasStarted ? parts.proxy->configuration() : std::filesystem::path();
    }
    if (hasSession && (m_options.keeps || !m_options.session.empty())) {
        outcome.session = parts.session;
    }
    parts.proxy.reset();
    parts.recorder.reset();
    if (hasSession && outcome.session.empty()) {
        storage::forgetSession(parts.session);
    }
    parts.origin.reset();
    parts.directory.reset();
    tell(LabStep::End, {});
}

}  // namespace mirrorscope::lab
