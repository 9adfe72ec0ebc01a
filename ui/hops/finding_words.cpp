// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hops/finding_words.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

#include "core/doctor/finding_subject.h"
#include "ui/text/number_text.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::hops {
namespace {

using traffic::FindingSeverity;

struct Title {
    const char* code;
    const char* words;
};

constexpr std::array kTitles{
    Title{"XFF_MISSING", QT_TRANSLATE_NOOP("FindingWords", "Client address missing: no X-Forwarded-For")},
    Title{"CLIENT_UNKNOWN",
          QT_TRANSLATE_NOOP("FindingWords", "Client unknown: nothing in X-Forwarded-For to trust")},
    Title{"XFF_ONLY_PROXY",
          QT_TRANSLATE_NOOP("FindingWords", "Client address missing, only the proxy's own")},
    Title{"BALANCER_AS_CLIENT", QT_TRANSLATE_NOOP("FindingWords", "A balancer is taken for the client")},
    Title{"XFF_CHAIN_LOST", QT_TRANSLATE_NOOP("FindingWords", "Client's X-Forwarded-For list is dropped")},
    Title{"XFF_DUPLICATE", QT_TRANSLATE_NOOP("FindingWords", "Same client twice in X-Forwarded-For")},
    Title{"XFF_NOT_PLAIN_IP",
          QT_TRANSLATE_NOOP("FindingWords", "X-Forwarded-For holds more than plain addresses")},
    Title{"CLIENT_CDN",
          QT_TRANSLATE_NOOP("FindingWords", "Client is a server of a content delivery network")},
    Title{"TRUST_TOO_WIDE", QT_TRANSLATE_NOOP("FindingWords", "Addresses that a client wrote are believed")},
    Title{"CLIENT_SNAT", QT_TRANSLATE_NOOP("FindingWords", "All clients have the same few addresses")},
    Title{"HOPS_MISMATCH", QT_TRANSLATE_NOOP("FindingWords", "Trusted hops differ from the proxy's")},
    Title{"HOST_UPSTREAM_NAME", QT_TRANSLATE_NOOP("FindingWords", "Host is the name of an upstream")},
    Title{"HOST_IS_LISTENER", QT_TRANSLATE_NOOP("FindingWords", "Host is our own listener")},
    Title{"HOST_SHADOW", QT_TRANSLATE_NOOP("FindingWords", "Host carries the -shadow suffix")},
    Title{"SCHEME_LOST", QT_TRANSLATE_NOOP("FindingWords", "https arrives as http")},
    Title{"SCHEME_CONTRADICTION", QT_TRANSLATE_NOOP("FindingWords", "Two headers name different schemes")},
    Title{"PROTO_MISSING", QT_TRANSLATE_NOOP("FindingWords", "Scheme unknown: no X-Forwarded-Proto")},
    Title{"FORWARDED_PORT_EPHEMERAL",
          QT_TRANSLATE_NOOP("FindingWords", "X-Forwarded-Port is the client's own port")},
    Title{"MIRROR_BODY_OFF", QT_TRANSLATE_NOOP("FindingWords", "Bodies never arrive")},
    Title{"CONNECTION_PER_REQUEST", QT_TRANSLATE_NOOP("FindingWords", "One connection per request")},
    Title{"BODY_CLIFF", QT_TRANSLATE_NOOP("FindingWords", "Bodies above a limit never arrive")},
    Title{"EXPECT_FORWARDED", QT_TRANSLATE_NOOP("FindingWords", "Expect: 100-continue is passed on")},
    Title{"PROXY_PROTOCOL", QT_TRANSLATE_NOOP("FindingWords", "Copies begin with the PROXY protocol")},
    Title{"HEALTH_CHECKS", QT_TRANSLATE_NOOP("FindingWords", "Health checks are mirrored")},
    Title{"KIND_CONTRADICTION", QT_TRANSLATE_NOOP("FindingWords", "Looks like another kind of proxy")},
    Title{"TOKEN_WRONG", QT_TRANSLATE_NOOP("FindingWords", "Copies with a wrong token")},
    Title{"DOUBLE_MIRROR", QT_TRANSLATE_NOOP("FindingWords", "Every request is mirrored twice")},
    Title{"REQUEST_ID_REPEATED", QT_TRANSLATE_NOOP("FindingWords", "Request ids come more than once")},
    Title{"MIRROR_LOOP", QT_TRANSLATE_NOOP("FindingWords", "Copies are mirrored again")},
    Title{"HEADERS_NOT_INHERITED", QT_TRANSLATE_NOOP("FindingWords", "Forwarding headers vanished together")},
    Title{"HEADER_DRIFT", QT_TRANSLATE_NOOP("FindingWords", "A forwarding header changed")},
    Title{"CONTRACT_BROKEN", QT_TRANSLATE_NOOP("FindingWords", "A promised header is missing")},
};

QString tr(const char* text) {
    return QCoreApplication::translate("FindingWords", text);
}

const Title* titleOf(const std::string& code) {
    const auto* found = std::ranges::find_if(kTitles, [&](const Title& one) { return code == one.code; });
    return found == kTitles.end() ? nullptr : found;
}

QString countWord(std::ptrdiff_t count, const char* one, const char* many) {
    return QStringLiteral("%1 %2").arg(text::countText(static_cast<std::uint64_t>(count)),
                                       tr(count == 1 ? one : many));
}

void addLines(QString& patch, QChar mark, const std::string& lines) {
    for (const QString& line : QString::fromStdString(lines).split(u'\n', Qt::SkipEmptyParts)) {
        patch += mark + QStringLiteral(" ") + text::shownText(line.toStdString(), 4096) + u'\n';
    }
}

}  // namespace

QString findingTitle(const traffic::Finding& finding) {
    const Title* title = titleOf(finding.code);
    return title != nullptr ? tr(title->words) : text::shownText(finding.code);
}

bool hasTitle(const std::string& code) {
    return titleOf(code) != nullptr;
}

QString severityWord(FindingSeverity severity) {
    switch (severity) {
        case FindingSeverity::Error:
            return tr("Error");
        case FindingSeverity::Warning:
            return tr("Warning");
        case FindingSeverity::Note:
            break;
    }
    return tr("Note");
}

theme::Icon severityIcon(FindingSeverity severity) {
    switch (severity) {
        case FindingSeverity::Error:
            return theme::Icon::SeverityHigh;
        case FindingSeverity::Warning:
            return theme::Icon::SeverityMedium;
        case FindingSeverity::Note:
            break;
    }
    return theme::Icon::SeverityInfo;
}

theme::Role severityRole(FindingSeverity severity) {
    switch (severity) {
        case FindingSeverity::Error:
            return theme::Role::High;
        case FindingSeverity::Warning:
            return theme::Role::Medium;
        case FindingSeverity::Note:
            break;
    }
    return theme::Role::Low;
}

QString countsText(const std::vector<traffic::Finding>& findings) {
    const auto openOf = [&](FindingSeverity severity) {
        return std::ranges::count_if(findings, [severity](const traffic::Finding& one) {
            return one.isOpen() && one.severity == severity;
        });
    };
    QStringList parts;
    const auto errors = openOf(FindingSeverity::Error);
    const auto warnings = openOf(FindingSeverity::Warning);
    const auto notes = openOf(FindingSeverity::Note);
    if (errors > 0) {
        parts += countWord(errors, QT_TRANSLATE_NOOP("FindingWords", "error"),
                           QT_TRANSLATE_NOOP("FindingWords", "errors"));
    }
    if (warnings > 0) {
        parts += countWord(warnings, QT_TRANSLATE_NOOP("FindingWords", "warning"),
                           QT_TRANSLATE_NOOP("FindingWords", "warnings"));
    }
    if (notes > 0) {
        parts += countWord(notes, QT_TRANSLATE_NOOP("FindingWords", "note"),
                           QT_TRANSLATE_NOOP("FindingWords", "notes"));
    }
    const QString open =
        tr("%1 open").arg(text::countText(static_cast<std::uint64_t>(errors + warnings + notes)));
    return parts.isEmpty() ? open : open + QStringLiteral(": ") + parts.join(QStringLiteral(", "));
}

QStringList afterTheChange(const traffic::Finding& finding) {
    QStringList sentences;
    const auto headers = doctor::subjectHeaders(finding);
    if (!finding.wanted.empty()) {
        const QString wanted = text::shownText(finding.wanted);
        sentences += headers.empty() ? wanted : tr("%1: %2").arg(text::shownText(headers.front()), wanted);
    }
    if (const doctor::FindingRule* rule = doctor::findingRule(finding.code)) {
        sentences += tr("This finding closes by itself after %1 requests that do not show it")
                         .arg(text::countText(rule->quiet));
    }
    sentences += tr("Stored requests stay as they were received");
    return sentences;
}

bool hasPatch(const traffic::Finding& finding) {
    return !finding.before.empty() || !finding.after.empty();
}

QString patchText(const traffic::Finding& finding, const QString& source) {
    QString patch =
        QStringLiteral("# %1, %2: %3\n").arg(text::shownText(finding.code), source, findingTitle(finding));
    if (!finding.directive.empty()) {
        patch += QStringLiteral("# %1\n").arg(text::shownText(finding.directive));
    }
    addLines(patch, u'-', finding.before);
    addLines(patch, u'+', finding.after);
    return patch;
}

}  // namespace mirrorscope::ui::hops
