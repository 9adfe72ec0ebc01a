// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::known {

class HiddenCount;
class KnownList;

/// "812 requests of 2 known sources hidden" with a button that shows them, at the right of a count line:
/// nothing is left out in silence. Not there while nothing is hidden. UI thread; what it is given outlives
/// it.
class HiddenNote : public QWidget {
    Q_OBJECT

public:
    HiddenNote(KnownList& list, const HiddenCount& count, QWidget* parent = nullptr);

    /// Whether the filter in force leaves room for what hides.
    void setPossible(bool isPossible);

private:
    void refresh();

    KnownList& m_list;
    const HiddenCount& m_count;
    bool m_isPossible = true;
    text::PlainLabel* m_text;
    QPushButton* m_show;
};

}  // namespace mirrorscope::ui::known
