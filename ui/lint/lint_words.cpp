// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lint/lint_words.h"

#include <QCoreApplication>
#include <algorithm>

#include "core/traffic/source.h"
#include "ui/text/kind_title.h"
#include "ui/text/number_text.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::lint {
namespace {

using enum LintSeverity;

QString tr(const char* text) {
    return QCoreApplication::translate("LintWords", text);
}

}  // namespace

QString severityWord(LintSeverity severity) {
    switch (severity) {
        case Error:
            return tr("Error");
        case Warning:
            return tr("Warning");
        case Note:
            break;
    }
    return tr("Note");
}

theme::Icon severityIcon(LintSeverity severity) {
    switch (severity) {
        case Error:
            return theme::Icon::SeverityHigh;
        case Warning:
            return theme::Icon::SeverityMedium;
        case Note:
            break;
    }
    return theme::Icon::SeverityInfo;
}

theme::Role severityRole(LintSeverity severity) {
    switch (severity) {
        case Error:
            return theme::Role::Critical;
        case Warning:
            return theme::Role::Medium;
        case Note:
            break;
    }
    return theme::Role::Low;
}

theme::Role severityBack(LintSeverity severity) {
    switch (severity) {
        case Error:
            return theme::Role::ErrorBack;
        case Warning:
            return theme::Role::WarnBack;
        case Note:
            break;
    }
    return theme::Role::InfoBack;
}

QString kindTitle(std::string_view name) {
    const auto kind = traffic::sourceKindByName(name);
    return kind ? text::kindTitle(*kind) : text::ownText(name);
}

QString shownCounts(const snippets::lint::LintReport& report) {
    const auto count = [&](LintSeverity severity) {
        return std::ranges::count(report.findings, severity, &snippets::lint::LintFinding::severity);
    };
    const auto counted = [&](LintSeverity severity, const char* one, const char* many) {
        const auto number = count(severity);
        return number == 1 ? tr(one) : tr(many).arg(text::countText(static_cast<std::uint64_t>(number)));
    };
    return QStringList{
        counted(Error, QT_TRANSLATE_NOOP("LintWords", "1 error"),
                QT_TRANSLATE_NOOP("LintWords", "%1 errors")),
        counted(Warning, QT_TRANSLATE_NOOP("LintWords", "1 warning"),
                QT_TRANSLATE_NOOP("LintWords", "%1 warnings")),
        counted(Note, QT_TRANSLATE_NOOP("LintWords", "1 note"), QT_TRANSLATE_NOOP("LintWords", "%1 notes"))}
        .join(QStringLiteral(", "));
}

}  // namespace mirrorscope::ui::lint
