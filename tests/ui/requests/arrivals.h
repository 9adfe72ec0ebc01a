// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fake_mirror_service.h"
#include "tests/support/fake_session.h"
#include "ui/live/live_bridge.h"
#include "ui/live/paced_changes.h"
#include "ui/requests/requests_model.h"

namespace mirrorscope::test {

/// What the service told reaches the model now, without the wait that paces it.
inline void drain(ui::live::LiveBridge& bridge, ui::requests::RequestsModel& model) {
    bridge.drain();
    for (auto* paced : model.findChildren<ui::live::PacedChanges*>()) {
        paced->flush();
    }
}

/// Requests of these ids arrive, one after another.
inline void arrive(FakeMirrorService& service, traffic::RequestId first, traffic::RequestId last) {
    for (traffic::RequestId id = first; id <= last; ++id) {
        service.arrive(arrivedRow(id));
    }
}

}  // namespace mirrorscope::test
