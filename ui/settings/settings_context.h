// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <filesystem>
#include <functional>
#include <vector>

#include "core/api/mirror_service.h"
#include "core/config/settings.h"

namespace mirrorscope::ui::settings {

/// Whether the service could start with these: what its own reader of settings says. Quick; UI thread.
using CheckSettings = std::function<base::Result<void>(const config::Settings&)>;

/// The settings that this program runs with, and where changes of them go.
struct ProgramSettings {
    config::Settings running;    // options before the file before defaults, as at the start
    std::filesystem::path file;  // of the user; need not exist
    CheckSettings check;
};

/// Choices of the window. They are kept with its layout, not in the file of settings.
struct WindowChoices {
    QString theme = QStringLiteral("system");  // "light", "dark"
    QString zone = QStringLiteral("local");    // "utc"
    QString chartMinutes = QStringLiteral("0");

    bool operator==(const WindowChoices&) const = default;
};

/// What the dialog works on. The service outlives it.
struct SettingsContext {
    api::MirrorService& mirror;
    ProgramSettings program;
    WindowChoices window;
    std::vector<int> chartLengths;              // minutes that the chart offers
    std::function<double()> requestsPerSecond;  // now; empty: not known
};

}  // namespace mirrorscope::ui::settings
