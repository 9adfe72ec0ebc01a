// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include "core/api/mirror_service.h"

namespace mirrorscope::ui::arrivals {

/// Something to try, and what its outcome tells.
struct MirrorCommand {
    QString name;     // for objects
    QString where;    // "On the proxy: …"
    QString command;  // for a shell
};

/// Made of the addresses that are listened on; `reachable`: of this machine, for listeners on all of them.
/// Pure.
QList<MirrorCommand> mirrorCommands(const std::vector<api::ListenerStatus>& listeners,
                                    const std::vector<base::IpAddress>& reachable);

}  // namespace mirrorscope::ui::arrivals
