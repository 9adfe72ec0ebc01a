// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/perspective.h"

#include <QCoreApplication>

#include "ui/detail/detail_pane.h"
#include "ui/shell/triage_page.h"

namespace mirrorscope::ui::shell {
namespace {

constexpr int kAttacks = static_cast<int>(TriagePage::View::Attacks);
constexpr int kRequests = static_cast<int>(TriagePage::View::Requests);
constexpr int kHits = static_cast<int>(detail::DetailPane::Tab::Hits);
constexpr int kHeaders = static_cast<int>(detail::DetailPane::Tab::Headers);
/// Headers are read by the dozen.
constexpr int kHeadersDetailHeight = 480;

QString tr(const char* text) {
    return QCoreApplication::translate("Perspective", text);
}

QKeyCombination digit(Qt::Key key) {
    return Qt::CTRL | Qt::SHIFT | key;
}

}  // namespace

const std::array<PerspectiveInfo, kPerspectives>& perspectiveTable() {
    using enum Perspective;
    static const std::array<PerspectiveInfo, kPerspectives> table{{
        {Triage, "triage", digit(Qt::Key_1), ChartShare::Small, {.view = kAttacks, .detailTab = kHits}},
        {Headers,
         "headers",
         digit(Qt::Key_2),
         ChartShare::Small,
         {.detail = false,
          .chart = false,
          .view = kRequests,
          .detailTab = kHeaders,
          .detailHeight = kHeadersDetailHeight}},
        {Charts,
         "charts",
         digit(Qt::Key_3),
         ChartShare::Small,
         {.detail = false, .view = kAttacks, .detailTab = kHits}},
        {Demo,
         "demo",
         digit(Qt::Key_4),
         ChartShare::Half,
         {.detail = false, .view = kRequests, .detailTab = kHeaders}},
    }};
    return table;
}

const PerspectiveInfo& perspectiveInfo(Perspective perspective) {
    return perspectiveTable()[static_cast<std::size_t>(perspective)];
}

QString perspectiveTitle(Perspective perspective) {
    switch (perspective) {
        case Perspective::Triage:
            return tr("Triage");
        case Perspective::Headers:
            return tr("Headers");
        case Perspective::Charts:
            return tr("Charts");
        case Perspective::Demo:
            return tr("Demo");
        case Perspective::Count:
            break;
    }
    return {};
}

}  // namespace mirrorscope::ui::shell
