// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/found_programs.h"

#include <QFile>
#include <QRegularExpression>

#include "core/lab/proxy_program.h"
#include "ui/text/shown_text.h"
#include "ui/wizard/program_run.h"
#include "ui/wizard/proxy_kinds.h"

namespace mirrorscope::ui::wizard {
namespace {

constexpr int kAskFor = 3000;  // ms; they answer in tens of them

}  // namespace

QString programOnPath(const QString& name) {
    const auto found = lab::searchProgram(name.toStdString(), lab::usualSearchPath());
    return found ? QFile::decodeName(found->c_str()) : QString();
}

QString versionIn(const QString& printed) {
    static const QRegularExpression number(QStringLiteral("(?<![\\w.])v?(\\d+\\.\\d+(?:\\.\\d+)*)"));
    // In front of the word some print their path, which may hold numbers too.
    const auto word = printed.indexOf(QStringLiteral("version:"), 0, Qt::CaseInsensitive);
    return number.match(printed, std::max<qsizetype>(word, 0)).captured(1);
}

FoundPrograms::FoundPrograms(QObject* parent) : QObject(parent) {}

void FoundPrograms::search() {
    for (const ProxyKind& kind : proxyKinds()) {
        const QString path = kind.program.isEmpty() ? QString() : programOnPath(kind.program);
        if (!path.isEmpty()) {
            ask(kind, path);
        }
    }
}

std::optional<FoundProgram> FoundPrograms::of(const std::string& kind) const {
    const auto found = m_programs.find(kind);
    return found == m_programs.end() ? std::nullopt : std::optional(found->second);
}

void FoundPrograms::ask(const ProxyKind& kind, const QString& path) {
    auto* run = new ProgramRun(this);
    connect(run, &ProgramRun::ended, this,
            [this, run, name = kind.name, path](const ProgramRun::Outcome& outcome) {
                run->deleteLater();
                tell(name, path, text::shownText(outcome.printed.toStdString()));
            });
    run->start({path, kind.versionArguments, {}, kAskFor});
}

void FoundPrograms::tell(const std::string& kind, const QString& path, const QString& printed) {
    m_programs[kind] = {path, versionIn(printed)};
    emit found(kind);
}

}  // namespace mirrorscope::ui::wizard
