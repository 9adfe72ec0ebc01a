// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lab/lab_service.h"

namespace mirrorscope::lab {

/// Labs of this process, each a Lab of its own. Without state: any number of threads.
class LocalLab final : public LabService {
public:
    LabOutcome run(const LabOptions& options, const base::CancelToken& cancel,
                   const OnLabProgress& progress) override;
};

}  // namespace mirrorscope::lab
