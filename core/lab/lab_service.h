// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/cancel_token.h"
#include "core/lab/lab_options.h"
#include "core/lab/lab_outcome.h"

namespace mirrorscope::lab {

/// Labs for a window, which knows neither recorder nor storage behind them. Called from any thread but the
/// window's.
class LabService {
public:
    virtual ~LabService() = default;

    /// Blocks until all of it has ended again; `progress` is called on the thread of the call. Ends within a
    /// second after a cancel: no process and no directory is left then, as after every other end.
    virtual LabOutcome run(const LabOptions& options, const base::CancelToken& cancel,
                           const OnLabProgress& progress) = 0;
};

}  // namespace mirrorscope::lab
