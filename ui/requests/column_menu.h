// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QMenu;
class QWidget;

namespace mirrorscope::ui::requests {

class RequestsModel;
class TableColumns;

/// What can be done with the columns of the requests table, and with the one that was clicked (-1: none).
/// Deletes itself when closed; the caller pops it up.
QMenu* columnMenu(TableColumns& columns, RequestsModel& model, int section, QWidget* parent,
                  const std::function<void()>& askForHeader);

}  // namespace mirrorscope::ui::requests
