// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/proof_runner.h"

#include <chrono>
#include <utility>

#include "core/config/replaced_file.h"

namespace mirrorscope::ui::proof {
namespace {

using namespace std::chrono_literals;

/// UI.md section 7: counts repaint four times a second.
constexpr auto kPause = 250ms;

}  // namespace

ProofRunner::ProofRunner(probe::ProofService& service, QObject* parent)
    : QObject(parent), m_service(service) {}

ProofRunner::~ProofRunner() {
    m_cancel.cancel();
}

void ProofRunner::start(const probe::ProofRequest& request) {
    if (m_isRunning) {
        return;
    }
    m_isRunning = true;
    m_cancel = {};
    m_worker = std::jthread([this, request, cancel = m_cancel] {
        auto told = std::chrono::steady_clock::time_point{};
        const auto tell = [this, &told](const probe::RunProgress& progress) {
            const auto now = std::chrono::steady_clock::now();
            if (now - told >= kPause) {
                told = now;
                QMetaObject::invokeMethod(this, [this, progress] { emit progressed(progress); });
            }
        };
        const auto end = m_service.prove(request, cancel, tell);
        QMetaObject::invokeMethod(this, [this, end] { finish(end); });
    });
}

void ProofRunner::finish(const base::Result<probe::ProofEnd>& end) {
    m_isRunning = false;
    if (end) {
        emit ended(*end);
    } else {
        emit failed(end.error());
    }
}

void ProofRunner::cancel() {
    m_cancel.cancel();
}

void ProofRunner::askKept(traffic::SourceId source) {
    m_asked = source;
    if (source == 0) {
        return;
    }
    m_reader = std::jthread([this, source] {
        auto kept = m_service.kept(source);
        // One that cannot be read is as none: the next run writes a new one.
        QMetaObject::invokeMethod(
            this, [this, source, proof = kept ? std::move(*kept) : std::optional<probe::Proof>()] {
                if (source == m_asked) {
                    emit keptRead(proof);
                }
            });
    });
}

void ProofRunner::save(const std::filesystem::path& file, std::string content) {
    m_writer = std::jthread([this, file, content = std::move(content)] {
        const auto result = config::replaceFile(file, content);
        QMetaObject::invokeMethod(this, [this, result] {
            if (result) {
                emit saved();
            } else {
                emit notSaved(result.error());
            }
        });
    });
}

}  // namespace mirrorscope::ui::proof
