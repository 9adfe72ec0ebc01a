// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTimer>

namespace mirrorscope::ui::wizard {

/// Runs a program by its absolute path beside the window, with no shell, no input, a bare environment and an
/// end in time; what it prints is kept to a limit. UI thread; nothing waits.
class ProgramRun : public QObject {
    Q_OBJECT

public:
    struct Command {
        QString path;
        QStringList arguments;
        QString directory;  // to run in; empty: the root
        int atMost = 0;     // ms
    };
    struct Outcome {
        enum class End : std::uint8_t { Passed, Failed, TooLong, NotStarted };
        End end = End::NotStarted;
        QByteArray printed;  // of both channels
    };

    explicit ProgramRun(QObject* parent = nullptr);
    /// Ends the program.
    ~ProgramRun() override;

    /// Once.
    void start(const Command& command);

signals:
    /// Once.
    void ended(const mirrorscope::ui::wizard::ProgramRun::Outcome& outcome);

private:
    void readSome();
    void end(Outcome::End how);

    QProcess m_process;
    QTimer m_limit;
    QByteArray m_printed;
    bool m_hasEnded = false;
};

}  // namespace mirrorscope::ui::wizard
