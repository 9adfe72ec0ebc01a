// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QFile>
#include <QProcess>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "app/desktop/absent_session.h"
#include "app/desktop/desktop_options.h"
#include "app/desktop/interrupt_notifier.h"
#include "core/base/error_text.h"
#include "core/lab/local_lab.h"
#include "core/pipeline/attached_mirror_service.h"
#include "core/pipeline/demo_traffic.h"
#include "core/pipeline/local_mirror_service.h"
#include "core/pipeline/session_decisions.h"
#include "core/pipeline/session_keeper.h"
#include "core/pipeline/session_proofs.h"
#include "core/pipeline/session_sources.h"
#include "ui/shell/application.h"
#include "ui/shell/main_window.h"

namespace mirrorscope::desktop {
namespace {

int report(const base::Error& error) {
    std::fprintf(stderr, "mirrorscope: %s\n", base::errorText(error).c_str());
    return base::exitCode(error.code);
}

/// The service of the session, or what stands in for it.
struct Receiver {
    std::unique_ptr<api::MirrorService> service;
    pipeline::LocalMirrorService* recorder = nullptr;  // the same, where this process records
    std::optional<base::Error> failure;
};

Receiver attach(const std::filesystem::path& session) {
    auto attached = pipeline::AttachedMirrorService::open(session);
    if (!attached) {
        report(attached.error());
        return {std::make_unique<AbsentSession>(session, attached.error()), nullptr, attached.error()};
    }
    return {std::move(*attached), nullptr, std::nullopt};
}

Receiver openReceiver(const pipeline::ServiceOptions& options) {
    auto opened = pipeline::LocalMirrorService::open(options);
    if (!opened && opened.error().code == base::ErrorCode::SessionLocked) {
        return attach(options.session);  // the window says who records it
    }
    if (!opened) {
        report(opened.error());
        return {std::make_unique<AbsentSession>(options.session, opened.error()), nullptr, opened.error()};
    }
    for (const api::ListenerAddress& address : options.listen) {
        // The window shows why one cannot start, and what to do.
        if (auto listening = (*opened)->listen(address); !listening) {
            report(listening.error());
        }
    }
    (*opened)->startAnalysisInBackground();
    pipeline::LocalMirrorService* recorder = opened->get();
    return {std::move(*opened), recorder, std::nullopt};
}

/// The same program again, to look at another session; it goes on when this one ends.
bool openWindow(const std::filesystem::path& session) {
    return QProcess::startDetached(
        QCoreApplication::applicationFilePath(),
        {QStringLiteral("--view"), QFile::decodeName(QByteArray::fromStdString(session.string()))});
}

/// Qt calls exit() when the display goes away: under running threads nothing static may be destroyed then.
/// What was acknowledged is stored.
void endWithoutUnwinding() {
    if (QCoreApplication::instance() != nullptr) {
        std::_Exit(kCannotAccess);
    }
}

/// Whether a start with these would get as far as this one did.
base::Result<void> check(const config::Settings& settings) {
    const auto usable = pipeline::ServiceOptions::from(settings);
    return usable ? base::Result<void>() : usable.error();
}

int run(QApplication& application, const DesktopOptions& options, const config::Settings& settings,
        const pipeline::ServiceOptions& serviceOptions) {
    ui::shell::prepareApplication(application, options.resetSettings);
    const Receiver receiver = options.view ? attach(serviceOptions.session) : openReceiver(serviceOptions);
    pipeline::DemoTraffic demo;
    pipeline::SessionKeeper keeper(*receiver.service, receiver.recorder);
    const base::SystemClock clock;
    pipeline::SessionDecisions decisions(clock);
    pipeline::SessionSources sources(*receiver.service, serviceOptions);
    pipeline::SessionProofs proofs(*receiver.service, clock);
    lab::LocalLab labs;
    bool interrupted = false;
    InterruptNotifier notifier;
    {
        ui::shell::MainWindow window({*receiver.service,
                                      demo,
                                      keeper,
                                      decisions,
                                      openWindow,
                                      serviceOptions.listen,
                                      receiver.failure,
                                      &sources,
                                      {settings, configFile(options), check},
                                      &proofs,
                                      &labs});
        QObject::connect(&notifier, &InterruptNotifier::interrupted, &window, [&] {
            interrupted = true;
            window.close();
        });
        window.show();
        if (options.demo) {
            window.startDemo();
        }
        // Last of all, so that it is called before anything static goes.
        std::atexit(endWithoutUnwinding);
        QApplication::exec();
    }
    demo.stop();
    if (receiver.failure) {
        return base::exitCode(receiver.failure->code);
    }
    return interrupted ? kInterrupted : kDone;
}

}  // namespace
}  // namespace mirrorscope::desktop

int main(int argc, char** argv) {
    using namespace mirrorscope;
    desktop::DesktopOptions options;
    // Usage and configuration are checked before a display is needed.
    if (const auto done = desktop::parseOptions(argc, argv, options)) {
        return *done;
    }
    auto settings = desktop::settingsFrom(options);
    if (!settings) {
        return desktop::report(settings.error());
    }
    auto serviceOptions = pipeline::ServiceOptions::from(*settings);
    if (!serviceOptions) {
        return desktop::report(serviceOptions.error());
    }
    QApplication application(argc, argv);
    return desktop::run(application, options, *settings, *serviceOptions);
}
