// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <cstdint>

#include "core/traffic/triage.h"

namespace mirrorscope::ui::shell {

/// What somebody is about to decide about.
struct TriageSubject {
    enum class Kind : std::uint8_t { Attacks, Requests };
    Kind kind = Kind::Attacks;
    std::uint64_t count = 0;
    bool matchesFilter = false;  // all that fit the filter, else those that are selected
    bool isAll = false;          // and the filter is empty
    QString ofOne{};             // "request 10": named instead of "1 request"
};

/// "771 attacks".
QString subjectText(const TriageSubject& subject);
/// "All 771 attacks that match the filter": chosen, and not decided about yet.
QString chosenText(const TriageSubject& subject);
/// "Archive 771 attacks": a step of undo.
QString decisionText(traffic::TriageState state, const TriageSubject& subject);
/// "Archive 771 attacks that match the filter?"
QString questionText(traffic::TriageState state, const TriageSubject& subject);
/// "771 attacks archived".
QString doneText(traffic::TriageState state, const TriageSubject& subject);

/// Why something may be no attack, for a field that completes.
QStringList suggestedReasons();

}  // namespace mirrorscope::ui::shell
