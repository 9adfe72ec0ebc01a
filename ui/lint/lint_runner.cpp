// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lint/lint_runner.h"

#include <QMetaObject>
#include <algorithm>
#include <charconv>
#include <filesystem>

#include "core/snippets/lint/configuration_file.h"

namespace mirrorscope::ui::lint {
namespace {

using namespace snippets::lint;

/// Where TextInvalid says that the text breaks its grammar.
std::size_t failedLine(const base::Error& error, const std::string& text) {
    if (error.code != base::ErrorCode::TextInvalid || error.arguments.size() < 2) {
        return 0;
    }
    std::size_t line = 0;
    const std::string& digits = error.arguments[1];
    std::from_chars(digits.data(), digits.data() + digits.size(), line);
    return line == 0 ? 0 : lineInText(text, error.arguments[0], line);
}

LintAnswer answerTo(const LintQuestion& question) {
    LintAnswer answer;
    answer.file = question.file;
    answer.isEmpty = question.text.find_first_not_of(" \t\r\n") == std::string::npos;
    if (answer.isEmpty) {
        return answer;
    }
    answer.check = checkText(question.text, question.kind, question.file);
    if (!answer.check.report) {
        answer.failedLine = failedLine(answer.check.report.error(), question.text);
        return answer;
    }
    for (const LintFinding& finding : answer.check.report->findings) {
        answer.lines.push_back(lineInText(question.text, finding.file, finding.line));
    }
    return answer;
}

/// A pipe would block the thread for ever.
base::Result<std::string> readRegular(const std::string& path) {
    std::error_code failed;
    if (const auto status = std::filesystem::status(path, failed);
        std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
        return base::Error{base::ErrorCode::TextUnreadable, {path, "it is no file"}};
    }
    return readConfigurationFile(path);
}

}  // namespace

LintRunner::LintRunner(QObject* parent)
    : QObject(parent), m_thread([this](const std::stop_token& stop) { run(stop); }) {}

LintRunner::~LintRunner() = default;

void LintRunner::check(LintQuestion question) {
    ++m_asked;
    const std::lock_guard lock(m_mutex);
    m_question.emplace(m_asked, std::move(question));
    m_wake.notify_one();
}

void LintRunner::read(std::string path) {
    const std::lock_guard lock(m_mutex);
    m_path = std::move(path);
    m_wake.notify_one();
}

void LintRunner::run(const std::stop_token& stop) {
    while (true) {
        std::optional<std::pair<std::uint64_t, LintQuestion>> question;
        std::optional<std::string> path;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, stop, [this] { return m_question || m_path; })) {
                return;
            }
            question.swap(m_question);
            path.swap(m_path);
        }
        if (path) {
            QMetaObject::invokeMethod(
                this,
                [this, path = *path, text = readRegular(*path)] {
                    if (text) {
                        emit fileRead(path, *text);
                    } else {
                        emit fileFailed(text.error());
                    }
                },
                Qt::QueuedConnection);
        }
        if (question) {
            auto answer = std::make_shared<const LintAnswer>(answerTo(question->second));
            QMetaObject::invokeMethod(
                this, [this, number = question->first, answer] { deliver(number, answer); },
                Qt::QueuedConnection);
        }
    }
}

void LintRunner::deliver(std::uint64_t number, SharedAnswer answer) {
    if (number == m_asked) {
        m_answered = number;
        emit checked(answer);
    }
}

}  // namespace mirrorscope::ui::lint
