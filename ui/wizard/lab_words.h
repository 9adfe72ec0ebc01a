// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/lab/lab_outcome.h"
#include "ui/proof/proof_words.h"

/// A lab in the words of the window. What strangers wrote passes text::shownText here.
namespace mirrorscope::ui::wizard {

/// There is no such program on this machine.
proof::Sentences notFoundSentences(lab::ProxyKind kind, const QString& proxy);
/// Why a lab of that kind came to no proof, and what to do in a window about it. `proxy`: its name.
proof::Sentences failureSentences(const lab::LabOutcome& outcome, lab::ProxyKind kind, const QString& proxy);
/// Line by line; empty: it printed nothing.
QString logText(const lab::LabOutcome& outcome);
/// "70 of 86 sent, 64 arrived".
QString sentText(const probe::RunProgress& run);

}  // namespace mirrorscope::ui::wizard
