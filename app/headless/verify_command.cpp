// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/headless/command.h"
#include "app/headless/interrupt.h"
#include "app/headless/verify_options.h"
#include "core/api/mirror_service.h"
#include "core/base/byte_text.h"
#include "core/base/error_text.h"
#include "core/pipeline/local_session_queries.h"
#include "core/pipeline/proving.h"
#include "core/probe/listening_arrivals.h"
#include "core/probe/proof_json.h"
#include "core/probe/proof_text.h"
#include "core/probe/session_arrivals.h"
#include "core/storage/source_proofs.h"
#include "core/storage/writer_lock.h"

namespace mirrorscope::headless {
namespace {

using probe::ArrivalSource;
using SourceOrError = base::Result<std::unique_ptr<ArrivalSource>>;

/// The recorder's session, while it is recorded: nothing would arrive in any other.
SourceOrError openSession(const VerifyOptions& options, const std::string& run, const base::Clock& clock) {
    auto queries = pipeline::openLocalQueries(options.session);
    if (!queries) {
        return queries.error();
    }
    auto arrivals = probe::SessionArrivals::open(std::move(*queries), run, clock);
    return arrivals ? SourceOrError(std::move(*arrivals)) : SourceOrError(arrivals.error());
}

SourceOrError openListener(const VerifyOptions& options, const std::string& run, const base::Clock& clock) {
    const auto address = api::parseListenerAddress(options.listen);
    if (!address) {
        return address.error();
    }
    auto opened =
        probe::ListeningArrivals::open({address->address, address->port, options.allowed(), run}, clock);
    if (!opened) {
        return opened.error();
    }
    std::fprintf(stderr, "mirrorscope-cli: listening on %s for the time of this check; nothing is stored\n",
                 address->text().c_str());
    return SourceOrError(std::move(*opened));
}

int print(const VerifyOptions& options, const probe::Proof& proof) {
    if (options.json) {
        std::printf("%s\n", probe::proofJson(proof).c_str());
    } else {
        std::fputs(probe::proofText(proof).c_str(), stdout);
    }
    return proof.verdict == probe::Verdict::Passed ? kDone : kCheckFailed;
}

void showProgress(const probe::RunProgress& progress) {
    std::fprintf(stderr, "\rsent %zu of %zu, arrived %zu ", progress.sent, progress.all, progress.arrived);
}

int stopped(const base::Error& error) {
    if (error.code == base::ErrorCode::Cancelled) {
        std::fprintf(stderr, "mirrorscope-cli: stopped; nothing is proven\n");
        return kInterrupted;
    }
    return report(error);
}

/// Of an own listener: what it took in and nobody keeps.
void reportOthers(const ArrivalSource& source) {
    const auto* own = dynamic_cast<const probe::ListeningArrivals*>(&source);
    if (own != nullptr && own->others() > 0) {
        std::fprintf(stderr, "mirrorscope-cli: %llu other requests came meanwhile and were not kept\n",
                     static_cast<unsigned long long>(own->others()));
    }
}

void sayNotKept(const base::Error& error) {
    std::fprintf(stderr, "mirrorscope-cli: the result is not kept with the source: %s\n",
                 base::errorText(error).c_str());
}

/// The recorder's session can only be waited at while somebody records it.
bool isRecorded(const VerifyOptions& options) {
    if (options.session.empty() || !std::filesystem::exists(options.session) ||
        storage::WriterLock::isHeld(options.session)) {
        return true;
    }
    std::fprintf(stderr,
                 "mirrorscope-cli: nobody records %s, so nothing can arrive. Start: mirrorscope-cli listen "
                 "--session FILE\n",
                 base::shownText(options.session).c_str());
    return false;
}

int finish(const VerifyOptions& options, const probe::ProofEnd& end) {
    if (!end.proof) {
        std::fprintf(stderr, "mirrorscope-cli: cannot reach %s: %s. Check the URL given to --via.\n",
                     base::shownText(options.via).c_str(), base::shownText(end.why).c_str());
        return kCannotAccess;
    }
    if (end.notKept) {
        sayNotKept(*end.notKept);
    }
    return print(options, *end.proof);
}

int verify(const VerifyOptions& options) {
    const base::SystemClock clock;
    const auto request = options.request();
    const auto run =
        request ? probe::runOptionsOf(*request) : base::Result<probe::RunOptions>(request.error());
    if (!run) {
        return report(run.error());
    }
    if (!isRecorded(options)) {
        return kCannotAccess;
    }
    const auto sender = probe::makeSender(probe::senderOptionsOf(*request, run->url), clock);
    if (!sender) {
        return report(sender.error());
    }
    const auto source = options.session.empty() ? openListener(options, run->plan.run, clock)
                                                : openSession(options, run->plan.run, clock);
    if (!source) {
        return report(source.error());
    }
    std::fprintf(stderr, "mirrorscope-cli: %s\n", probe::originNotice(*run).c_str());
    const bool isShown = isatty(STDERR_FILENO) != 0;
    const auto end =
        pipeline::prove({*request, *run, options.session}, **sender, **source, clock, cancelledBySignal(),
                        isShown ? probe::OnRunProgress(showProgress) : probe::OnRunProgress());
    std::fputs(isShown ? "\n" : "", stderr);
    reportOthers(**source);
    return end ? finish(options, *end) : stopped(end.error());
}

int printKept(const VerifyOptions& options) {
    const auto json = storage::keptProof(options.session, options.kept);
    if (!json) {
        return report(json.error());
    }
    const auto proof = *json ? probe::readProof(**json) : std::nullopt;
    if (!proof) {
        std::fprintf(stderr, "mirrorscope-cli: no result is kept with source %lld\n",
                     static_cast<long long>(options.kept));
        return kCheckFailed;
    }
    return print(options, *proof);
}

}  // namespace

void addVerifyCommand(CLI::App& program, Action& action) {
    auto options = std::make_shared<VerifyOptions>();
    CLI::App* command = program.add_subcommand(
        "verify", "Prove that a proxy mirrors: send tagged requests through it and match the copies");
    addVerifyOptions(*command, *options);
    command->callback([options, &action] {
        action = [options] { return options->kept != 0 ? printKept(*options) : verify(*options); };
    });
}

}  // namespace mirrorscope::headless
