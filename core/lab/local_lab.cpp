// SPDX-License-Identifier: Apache-2.0
#include "core/lab/local_lab.h"

#include "core/lab/lab.h"

namespace mirrorscope::lab {

LabOutcome LocalLab::run(const LabOptions& options, const base::CancelToken& cancel,
                         const OnLabProgress& progress) {
    return Lab(options).run(cancel, progress);
}

}  // namespace mirrorscope::lab
