// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "core/lab/lab_options.h"

namespace mirrorscope::ui::wizard {

struct Plan;

/// What a lab on this machine makes of a plan. Texts are ready to be shown. Plain value.
struct TryPlan {
    lab::LabOptions options;  // without a program
    QString proxy;            // that runs: "nginx"
    QString instead;          // why that is not the kind of the plan; empty: it is
    QStringList replaced;     // sentences: what of the plan is another thing here
    QString caution;          // what the verdict will say because of the plan; empty: nothing
};

/// Why the kind cannot run on this machine; empty: it, or the proxy inside of it, can.
QString whyNotTried(const Plan& plan);
/// Of a plan without such a reason.
TryPlan tryPlanOf(const Plan& plan);

}  // namespace mirrorscope::ui::wizard
