// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/api/session_queries.h"
#include "core/lab/demo.h"
#include "core/lab/demo_recorder.h"
#include "core/lab/echo_origin.h"
#include "core/lab/lab_directory.h"
#include "core/lab/running_proxy.h"

namespace mirrorscope::lab {

/// What the chapters of the demonstration share: the processes, the session, and the audience. One owner, one
/// thread.
class Stage {
public:
    Stage(const DemoOptions& options, const base::CancelToken& cancel, const OnDemoLine& tell)
        : m_options(options), m_cancel(cancel), m_tell(tell) {}

    /// Directory, origin and recorder.
    LabResult<void> open();
    /// Stops everything; the session is whole then.
    void close();

    void chapter(const std::string& title) { m_tell({DemoLine::Kind::Chapter, title}); }
    /// And lets the audience read. Cancelled.
    LabResult<void> say(const std::string& text);
    void show(const std::string& text) { m_tell({DemoLine::Kind::Shown, text}); }
    void showPatch(const std::string& before, const std::string& after);

    /// Asks until it is true, a minute at most; `what` is said to be missing then. NotShown, Cancelled.
    LabResult<void> waitUntil(const std::function<LabResult<bool>()>& isTrue, const std::string& what);
    /// What was stored up to now has its source, and findings know it.
    LabResult<void> waitUntilAttributed();
    /// A proxy in a directory of its own, whose copies go to that port.
    LabResult<std::unique_ptr<RunningProxy>> startProxy(const ProxyProgram& program,
                                                        snippets::Variant variant,
                                                        std::vector<snippets::OptionValue> options,
                                                        std::uint16_t recorderPort);
    LabResult<ProxyProgram> find(ProxyKind kind, const std::string& named) const;

    // Questions to the session.
    LabResult<std::vector<traffic::Finding>> findings();
    LabResult<std::vector<traffic::Source>> sources();
    LabResult<std::vector<traffic::AttackRow>> attacks();
    LabResult<traffic::SessionProgress> progress();
    /// Requests behind that id, oldest first.
    LabResult<std::vector<traffic::RequestRow>> requestsAfter(traffic::RequestId after);

    const DemoOptions& options() const { return m_options; }
    const base::CancelToken& cancel() const { return m_cancel; }
    DemoRecorder& recorder() { return *m_recorder; }

    std::unique_ptr<RunningProxy> first;   // nginx, from chapter 1 on
    std::unique_ptr<RunningProxy> second;  // from chapter 3 on

private:
    LabResult<api::SessionQueries*> queries();

    const DemoOptions& m_options;
    const base::CancelToken& m_cancel;
    const OnDemoLine& m_tell;
    std::unique_ptr<LabDirectory> m_directory;
    std::unique_ptr<EchoOrigin> m_origin;
    std::unique_ptr<DemoRecorder> m_recorder;
    std::unique_ptr<api::SessionQueries> m_queries;
};

LabFailure notShown(const std::string& what);

/// "1 request", "60 requests".
std::string counted(std::size_t count, const std::string& noun);

// The chapters, in their order. Each says what it does, does it, and checks what came of it.
LabResult<void> showFault(Stage& stage);
LabResult<void> applyPatch(Stage& stage);
LabResult<void> addSecondProxy(Stage& stage);
LabResult<void> attackThroughBoth(Stage& stage);
LabResult<void> killRecorder(Stage& stage);

}  // namespace mirrorscope::lab
