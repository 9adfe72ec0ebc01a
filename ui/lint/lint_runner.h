// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/snippets/lint/lint_check.h"

namespace mirrorscope::ui::lint {

/// What is to be checked. `kind` empty: guessed; `file` empty: the text has no name.
struct LintQuestion {
    std::string text;
    std::string kind;
    std::string file;
};

struct LintAnswer {
    snippets::lint::LintCheck check;
    std::string file;
    std::vector<std::size_t> lines;  // of the findings, in the text; see lineInText()
    std::size_t failedLine = 0;      // where the text cannot be read; 0: nowhere
    bool isEmpty = false;            // nothing but spaces was asked about

    bool isRead() const { return check.kind != nullptr && check.report.has_value() && !isEmpty; }
};

using SharedAnswer = std::shared_ptr<const LintAnswer>;

/// Reads files and checks texts on a thread of its own, the newest question only. Lives on the UI thread.
class LintRunner : public QObject {
    Q_OBJECT

public:
    explicit LintRunner(QObject* parent = nullptr);
    /// Waits for the check that runs: milliseconds, less than a second for a text at the limit.
    ~LintRunner() override;

    void check(LintQuestion question);
    void read(std::string path);
    /// A question is on its way.
    bool isBusy() const { return m_answered != m_asked; }

signals:
    void checked(const mirrorscope::ui::lint::SharedAnswer& answer);
    void fileRead(const std::string& path, const std::string& text);
    void fileFailed(const mirrorscope::base::Error& error);

private:
    void run(const std::stop_token& stop);
    void deliver(std::uint64_t number, SharedAnswer answer);

    std::uint64_t m_asked = 0;     // UI thread
    std::uint64_t m_answered = 0;  // UI thread
    std::mutex m_mutex;            // guards the two below
    std::optional<std::pair<std::uint64_t, LintQuestion>> m_question;
    std::optional<std::string> m_path;
    std::condition_variable_any m_wake;
    std::jthread m_thread;  // the last member: it uses the others
};

}  // namespace mirrorscope::ui::lint
