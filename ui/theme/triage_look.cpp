// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/triage_look.h"

#include <QCoreApplication>

namespace mirrorscope::ui::theme {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("TriageLook", text);
}

}  // namespace

TriageLook triageLook(traffic::TriageState state) {
    using enum traffic::TriageState;
    switch (state) {
        case Confirmed:
            return {Icon::TriageConfirmed, Role::Critical, tr("Confirmed"), tr("Confirm")};
        case FalsePositive:
            return {Icon::TriageFalsePositive, Role::Text2, tr("False positive"), tr("False positive")};
        case Escalated:
            return {Icon::TriageEscalated, Role::High, tr("Escalated"), tr("Escalate")};
        case Archived:
            return {Icon::TriageArchived, Role::Text2, tr("Archived"), tr("Archive")};
        default:
            return {Icon::TriageNew, Role::Accent, tr("New"), tr("New again")};
    }
}

}  // namespace mirrorscope::ui::theme
