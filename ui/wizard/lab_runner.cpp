// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/lab_runner.h"

#include <chrono>

namespace mirrorscope::ui::wizard {
namespace {

using namespace std::chrono_literals;

/// UI.md section 7: counts repaint four times a second.
constexpr auto kPause = 250ms;

}  // namespace

LabRunner::LabRunner(lab::LabService& service, QObject* parent) : QObject(parent), m_service(service) {}

LabRunner::~LabRunner() {
    m_cancel.cancel();
}

void LabRunner::start(const lab::LabOptions& options) {
    if (m_isRunning) {
        return;
    }
    m_isRunning = true;
    m_cancel = {};
    m_worker = std::jthread([this, options, cancel = m_cancel] {
        auto told = std::chrono::steady_clock::time_point{};
        const auto tell = [this, &told](const lab::LabProgress& progress) {
            const auto now = std::chrono::steady_clock::now();
            if (progress.step == lab::LabStep::Proof && now - told < kPause) {
                return;
            }
            told = now;
            QMetaObject::invokeMethod(this, [this, progress] { emit progressed(progress); });
        };
        const auto outcome = m_service.run(options, cancel, tell);
        QMetaObject::invokeMethod(this, [this, outcome] { finish(outcome); });
    });
}

void LabRunner::finish(const lab::LabOutcome& outcome) {
    m_isRunning = false;
    emit ended(outcome);
}

void LabRunner::cancel() {
    m_cancel.cancel();
}

}  // namespace mirrorscope::ui::wizard
