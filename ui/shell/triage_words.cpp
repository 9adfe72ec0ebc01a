// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/triage_words.h"

#include <QCoreApplication>

#include "ui/text/number_text.h"

namespace mirrorscope::ui::shell {
namespace {

using enum traffic::TriageState;

QString tr(const char* text) {
    return QCoreApplication::translate("TriageWords", text);
}

QString longText(const TriageSubject& subject) {
    const QString what = subjectText(subject);
    if (!subject.matchesFilter) {
        return what;
    }
    if (subject.isAll) {
        return subject.count == 1 ? what : tr("all %1").arg(what);
    }
    return (subject.count == 1 ? tr("%1 that matches the filter") : tr("%1 that match the filter")).arg(what);
}

}  // namespace

QString chosenText(const TriageSubject& subject) {
    return tr("Chosen: %1").arg(longText(subject));
}

QString subjectText(const TriageSubject& subject) {
    if (subject.count == 1 && !subject.ofOne.isEmpty()) {
        return subject.ofOne;
    }
    const bool isAttacks = subject.kind == TriageSubject::Kind::Attacks;
    if (subject.count == 1) {
        return isAttacks ? tr("1 attack") : tr("1 request");
    }
    return (isAttacks ? tr("%1 attacks") : tr("%1 requests")).arg(text::countText(subject.count));
}

QString decisionText(traffic::TriageState state, const TriageSubject& subject) {
    const QString what = subjectText(subject);
    switch (state) {
        case Confirmed:
            return tr("Confirm %1").arg(what);
        case FalsePositive:
            return tr("False positive: %1").arg(what);
        case Escalated:
            return tr("Escalate %1").arg(what);
        case Archived:
            return tr("Archive %1").arg(what);
        default:
            return tr("New again: %1").arg(what);
    }
}

QString questionText(traffic::TriageState state, const TriageSubject& subject) {
    const QString what = longText(subject);
    switch (state) {
        case Confirmed:
            return tr("Confirm %1?").arg(what);
        case FalsePositive:
            return subject.count == 1 ? tr("Why is %1 a false positive?").arg(what)
                                      : tr("Why are %1 false positives?").arg(what);
        case Escalated:
            return tr("Escalate %1?").arg(what);
        case Archived:
            return tr("Archive %1?").arg(what);
        default:
            return tr("Take back what was decided about %1?").arg(what);
    }
}

QString doneText(traffic::TriageState state, const TriageSubject& subject) {
    const QString what = subjectText(subject);
    switch (state) {
        case Confirmed:
            return tr("%1 confirmed").arg(what);
        case FalsePositive:
            return tr("%1 set to false positive").arg(what);
        case Escalated:
            return tr("%1 escalated").arg(what);
        case Archived:
            return tr("%1 archived").arg(what);
        default:
            return tr("%1 new again").arg(what);
    }
}

QStringList suggestedReasons() {
    return {tr("Our own scanner"),
            tr("A test of ours"),
            tr("Usual for this application"),
            tr("Text that people wrote"),
            tr("Encoded data, not code"),
            tr("Monitoring"),
            tr("The rule is too strict here")};
}

}  // namespace mirrorscope::ui::shell
