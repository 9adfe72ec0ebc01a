// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/program_run.h"

#include <QProcessEnvironment>

namespace mirrorscope::ui::wizard {
namespace {

constexpr qsizetype kMostPrinted = 64 * 1024;  // a program that never stops printing must not fill memory

}  // namespace

ProgramRun::ProgramRun(QObject* parent) : QObject(parent) {
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardInputFile(QProcess::nullDevice());
    // Settings of the user's shell must not change what a program says.
    QProcessEnvironment bare;
    bare.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    bare.insert(QStringLiteral("PATH"), QStringLiteral("/usr/bin:/bin"));
    m_process.setProcessEnvironment(bare);
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, [this] { end(Outcome::End::TooLong); });
    connect(&m_process, &QProcess::readyRead, this, &ProgramRun::readSome);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            end(Outcome::End::NotStarted);
        }
    });
    connect(&m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        readSome();
        end(status == QProcess::NormalExit && code == 0 ? Outcome::End::Passed : Outcome::End::Failed);
    });
}

ProgramRun::~ProgramRun() {
    m_hasEnded = true;
    disconnect(&m_process, nullptr, this, nullptr);
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished();  // a killed one is gone at once
    }
}

void ProgramRun::start(const Command& command) {
    m_process.setWorkingDirectory(command.directory.isEmpty() ? QStringLiteral("/") : command.directory);
    m_limit.start(command.atMost);
    m_process.start(command.path, command.arguments, QIODevice::ReadOnly);
}

void ProgramRun::readSome() {
    const QByteArray more = m_process.readAll();
    m_printed += more.first(std::min(more.size(), kMostPrinted - m_printed.size()));
}

void ProgramRun::end(Outcome::End how) {
    if (std::exchange(m_hasEnded, true)) {
        return;
    }
    m_limit.stop();
    if (how == Outcome::End::TooLong) {
        m_process.kill();
    }
    emit ended({how, m_printed});
}

}  // namespace mirrorscope::ui::wizard
