// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <string>
#include <vector>

#include "core/snippets/snippet.h"

namespace mirrorscope::ui::wizard {

/// Text of a snippet with a mark a line. Plain value.
struct MarkedText {
    QString text;
    std::vector<snippets::LineMark> marks;  // as many as lines
};

/// One part, or "all" as SnippetText::all() has it, of the hardened form; of `faithful` when it is given,
/// with the marks that the hardened one left on it. The text is exactly that of chosenText().
MarkedText markedText(const snippets::SnippetText& hardened, const snippets::SnippetText* faithful,
                      const std::string& part);

/// Both forms as one list: what is the same, what only the faithful form has (Removed) and what only the
/// hardened one has (Added), with "-" and "+" in front of the lines.
MarkedText differences(const MarkedText& faithful, const MarkedText& hardened);

/// Reasons that have a line in it, ascending.
QList<std::size_t> reasonsIn(const MarkedText& text);

}  // namespace mirrorscope::ui::wizard
