// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/source_words.h"

#include <QCoreApplication>

#include "ui/text/kind_title.h"
#include "ui/text/number_text.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::sources {
namespace {

constexpr std::size_t kVersionBytes = 24;

QString tr(const char* text) {
    return QCoreApplication::translate("SourceWords", text);
}

/// Rules of forwarding that are no header; others carry the name of theirs.
QString ruleText(const std::string& rule) {
    struct Word {
        std::string_view rule;
        const char* word;
    };
    static constexpr Word kWords[] = {
        {"marker", QT_TR_NOOP("Marker header")},
        {"listener", QT_TR_NOOP("Its listener")},
        {"token", QT_TR_NOOP("Its token")},
        {"pinned", QT_TR_NOOP("Option --trust")},
        {"source-pin", QT_TR_NOOP("Earlier requests")},
        {"forgotten", QT_TR_NOOP("Forgotten")},
        {"overflow", QT_TR_NOOP("Too many senders")},
    };
    for (const Word& one : kWords) {
        if (one.rule == rule) {
            return tr(one.word);
        }
    }
    return text::shownText(rule);
}

}  // namespace

QString versionText(const traffic::Source& source) {
    const QString version = text::shownText(source.version, kVersionBytes);
    const QString title = text::kindTitle(source.kind);
    return version.isEmpty() ? title : title + QLatin1Char(' ') + version;
}

QString sentByText(const traffic::Source& source) {
    return source.peer.empty() ? versionText(source)
                               : tr("%1 at %2").arg(versionText(source), text::shownText(source.peer));
}

QString knownByText(const traffic::Source& source) {
    if (source.identifiedBy.empty() || source.identifiedBy == "none") {
        return text::unknownText();
    }
    return source.confidence > 0 ? tr("%1, %2 %").arg(ruleText(source.identifiedBy)).arg(source.confidence)
                                 : ruleText(source.identifiedBy);
}

QString errorsText(std::uint64_t count) {
    return count == 1 ? tr("1 error") : tr("%1 errors").arg(text::countText(count));
}

QString warningsText(std::uint64_t count) {
    return count == 1 ? tr("1 warning") : tr("%1 warnings").arg(text::countText(count));
}

QString notesText(std::uint64_t count) {
    return count == 1 ? tr("1 note") : tr("%1 notes").arg(text::countText(count));
}

}  // namespace mirrorscope::ui::sources
