// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "core/base/cancel_token.h"
#include "core/lab/lab_options.h"
#include "core/lab/lab_outcome.h"

namespace mirrorscope::lab {

/// Tries a generated configuration with a real proxy: an origin, a recorder of this process and the proxy,
/// all on 127.0.0.1, probes through it, a verdict, and nothing left behind. Talks to nobody else.
class Lab {
public:
    explicit Lab(LabOptions options) : m_options(std::move(options)) {}
    ~Lab();

    /// Blocks until all of it has ended again, on a thread that is not a window's; `progress` is called
    /// there. Ends within a second after a cancel.
    LabOutcome run(const base::CancelToken& cancel, const OnLabProgress& progress);

private:
    struct Parts;
    LabResult<void> prepare(Parts& parts, LabOutcome& outcome, const base::CancelToken& cancel);
    LabResult<void> prove(Parts& parts, LabOutcome& outcome, const base::CancelToken& cancel);
    void end(Parts& parts, LabOutcome& outcome);
    void tell(LabStep step, std::string text) const;

    const LabOptions m_options;
    OnLabProgress m_progress;
};

}  // namespace mirrorscope::lab
