// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

#include "core/traffic/rows.h"

namespace mirrorscope::api {
struct ServiceStatus;
}

namespace mirrorscope::ui::detail {

/// A title and what it means, where a tab of the detail has nothing to show. Translated; UI thread.
struct EmptyText {
    QString title;
    QString text;
};

/// Why a request without hits has none.
EmptyText noHitsText(const traffic::RequestDetail& detail, const api::ServiceStatus& status);
/// Unset: its way can be shown.
std::optional<EmptyText> noWayText(const traffic::RequestDetail& detail);

}  // namespace mirrorscope::ui::detail
