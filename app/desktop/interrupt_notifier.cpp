// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/interrupt_notifier.h"

#include <unistd.h>

#include <QSocketNotifier>
#include <array>
#include <csignal>

namespace mirrorscope::desktop {
namespace {

/// A handler may only do what is async-signal-safe: write a byte, which the event loop reads.
std::array<int, 2> g_pipe{-1, -1};

void handle(int) {
    const char byte = 0;
    static_cast<void>(!write(g_pipe[1], &byte, 1));
}

}  // namespace

InterruptNotifier::InterruptNotifier(QObject* parent) : QObject(parent) {
    if (pipe(g_pipe.data()) != 0) {
        return;
    }
    auto* notifier = new QSocketNotifier(g_pipe[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        static_cast<void>(!read(g_pipe[0], &byte, 1));
        emit interrupted();
    });
    std::signal(SIGINT, handle);
    std::signal(SIGTERM, handle);
}

InterruptNotifier::~InterruptNotifier() {
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    close(g_pipe[0]);
    close(g_pipe[1]);
}

}  // namespace mirrorscope::desktop
