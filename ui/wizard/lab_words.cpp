// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/lab_words.h"

#include <QCoreApplication>
#include <QStringList>
#include <sstream>

#include "ui/text/number_text.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::wizard {
namespace {

/// Envoy writes long ones; 200 lines of them are no load.
constexpr std::size_t kLineBytes = 1000;

QString tr(const char* text) {
    return QCoreApplication::translate("LabWords", text);
}

/// What the lab says of options of a command line is said for a window here.
QString whatToDo(const lab::LabOutcome& outcome, const QString& proxy) {
    using Kind = lab::LabFailure::Kind;
    const lab::LabFailure& failure = *outcome.failure;
    if (failure.kind != Kind::NotStarted) {
        return text::shownText(failure.todo);
    }
    if (outcome.program.version.empty()) {
        return tr("Choose the program of %1 itself.").arg(proxy);
    }
    return logText(outcome).isEmpty() ? tr("It printed nothing.") : tr("Its last words are in the log.");
}

}  // namespace

proof::Sentences notFoundSentences(lab::ProxyKind kind, const QString& proxy) {
    return {tr("%1 was not found on this machine").arg(proxy),
            tr("Choose its program, or install it and open this again. %1")
                .arg(text::ownText(lab::whereToGet(kind)))};
}

proof::Sentences failureSentences(const lab::LabOutcome& outcome, lab::ProxyKind kind, const QString& proxy) {
    using Kind = lab::LabFailure::Kind;
    const lab::LabFailure& failure = *outcome.failure;
    if (failure.kind == Kind::NotFound) {
        return {text::shownText(failure.what),
                tr("Choose its program, or install it. %1").arg(text::ownText(lab::whereToGet(kind)))};
    }
    return {text::shownText(failure.what), whatToDo(outcome, proxy)};
}

QString logText(const lab::LabOutcome& outcome) {
    const bool isOfFailure = outcome.log.empty() && outcome.failure;
    std::istringstream in(isOfFailure ? outcome.failure->log : outcome.log);
    QStringList lines;
    for (std::string line; std::getline(in, line);) {
        lines.append(text::shownText(line, kLineBytes));
    }
    return lines.join(u'\n');
}

QString sentText(const probe::RunProgress& run) {
    return tr("%1 of %2 sent, %3 arrived")
        .arg(text::countText(run.sent), text::countText(run.all), text::countText(run.arrived));
}

}  // namespace mirrorscope::ui::wizard
