// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/api/mirror_service.h"

namespace mirrorscope::lab {
class LabService;
}
namespace mirrorscope::probe {
class ProofService;
}

namespace mirrorscope::ui::wizard {

/// What the wizard works on. The services outlive it.
struct WizardContext {
    api::MirrorService& mirror;
    std::filesystem::path settingsFile;     // of the user, for what is to last; empty: nothing can
    probe::ProofService* proofs = nullptr;  // null: nothing can be proven, the last page shows the promise
    lab::LabService* labs = nullptr;        // null: nothing can be tried on this machine
};

}  // namespace mirrorscope::ui::wizard
