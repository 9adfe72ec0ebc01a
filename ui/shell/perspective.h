// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QString>
#include <array>
#include <cstddef>
#include <cstdint>

namespace mirrorscope::ui::shell {

/// What the window is used for at the moment. Each keeps an arrangement of its own.
enum class Perspective : std::uint8_t { Triage, Headers, Charts, Demo, Count };

inline constexpr std::size_t kPerspectives = static_cast<std::size_t>(Perspective::Count);

/// How the centre is divided between chart and table.
enum class ChartShare : std::uint8_t {
    Small,  // the height of UI.md
    Half,
    Most,
};

/// Which parts of the window are seen, and how large. Sizes are in logical pixels; 0: as UI.md says for the
/// size of the window. Plain value.
struct Arrangement {
    bool sources = true;
    bool detail = true;
    bool around = false;
    bool chart = true;
    int view = 0;         // a TriagePage::View
    QString savedView{};  // by name; while there is one, instead of `view`
    int detailTab = 0;    // a DetailPane::Tab
    int sourcesWidth = 0;
    int detailHeight = 0;
    int aroundWidth = 0;
    QString sizeClass{};  // of the window when it had these sizes

    bool operator==(const Arrangement&) const = default;
};

/// One line: a new perspective is a new one.
struct PerspectiveInfo {
    Perspective perspective;
    const char* name;  // in files and ids, never translated
    QKeyCombination key;
    ChartShare share;
    Arrangement first;  // until the user changes it, and again after "Reset layout"
};

const std::array<PerspectiveInfo, kPerspectives>& perspectiveTable();
const PerspectiveInfo& perspectiveInfo(Perspective perspective);
QString perspectiveTitle(Perspective perspective);  // translated

}  // namespace mirrorscope::ui::shell
