// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <QVariant>

#include "core/traffic/rows.h"
#include "ui/requests/request_columns.h"
#include "ui/theme/icons.h"

namespace mirrorscope::ui::requests {

/// How a request's state is told: never by colour alone.
struct StateLook {
    QString word;
    theme::Icon icon;
    theme::Role role;
};
StateLook stateLook(traffic::RequestState state);

/// What a cell of a loaded row answers to a role of the model. Every text of a stranger is shown text. UI
/// thread.
QVariant requestCell(const traffic::RequestRow& row, RequestColumn column, int role, const QTimeZone& zone);

}  // namespace mirrorscope::ui::requests
