// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTemporaryDir>
#include <array>
#include <memory>

#include "ui/wizard/found_programs.h"
#include "ui/wizard/plan.h"
#include "ui/wizard/program_run.h"

namespace mirrorscope::ui::wizard {

/// A snippet with the least around it that its program can read, ready to be written to a file.
struct CheckedFile {
    QByteArray text;
    QStringList arguments;  // "%1" stands for the file
};

/// Of `nginx -t` and `envoy --mode validate`; nullopt for a kind that cannot be checked that way.
std::optional<CheckedFile> checkedFile(const std::string& kind, const snippets::SnippetText& snippet,
                                       const QString& directory);
/// Why the proxy's program on this machine cannot say whether the snippet is right; empty: it can. nginx
/// resolves names while it reads, which would be a connection to the outside.
QString whyNotChecked(const Plan& plan);

/// Has the proxy's own program read both forms, in a temporary directory, without starting it. A new plan
/// cancels what runs. UI thread; nothing waits.
class ConfigurationCheck : public QObject {
    Q_OBJECT

public:
    enum class Answer : std::uint8_t { Unknown, Accepted, Refused };
    struct Result {
        Answer faithful = Answer::Unknown;
        Answer hardened = Answer::Unknown;
        QString complaint;  // of the first one refused, what the program printed
    };

    explicit ConfigurationCheck(QObject* parent = nullptr);
    ~ConfigurationCheck() override;

    void start(const Plan& plan, const FoundProgram& program);
    void cancel();

signals:
    void done(const mirrorscope::ui::wizard::ConfigurationCheck::Result& result);

private:
    void next();
    void take(const ProgramRun::Outcome& outcome);

    Plan m_plan;
    FoundProgram m_program;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<ProgramRun> m_run;
    std::array<Answer, 2> m_answers{};  // by snippets::Variant
    std::size_t m_at = 0;
    QString m_complaint;
};

}  // namespace mirrorscope::ui::wizard
