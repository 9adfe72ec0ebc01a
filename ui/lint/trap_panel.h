// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/snippets/lint/lint_finding.h"

class QPushButton;

namespace mirrorscope::ui::text {
class PatchView;
class PlainLabel;
}  // namespace mirrorscope::ui::text

namespace mirrorscope::ui::lint {

/// One trap: what is wrong, where, what it costs, what to write instead. UI thread.
class TrapPanel : public QWidget {
    Q_OBJECT

public:
    explicit TrapPanel(QWidget* parent = nullptr);

    /// `line` is that of the text; nullptr: none is chosen.
    void setTrap(const snippets::lint::LintFinding* trap, std::size_t line);

private:
    void layOut();

    QString m_fix;  // what "Copy fix" copies
    text::PlainLabel* m_message;
    text::PlainLabel* m_place;
    text::PlainLabel* m_costsTitle;
    text::PlainLabel* m_costs;
    text::PlainLabel* m_wanted;
    text::PatchView* m_patch;
    QPushButton* m_copy;
};

}  // namespace mirrorscope::ui::lint
