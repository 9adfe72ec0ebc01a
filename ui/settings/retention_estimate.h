// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstdint>
#include <optional>

#include "core/api/mirror_service.h"
#include "core/config/settings.h"

namespace mirrorscope::ui::settings {

/// What a session holds at the rate and size of the requests that come now. Pure.
struct RetentionEstimate {
    enum class End : std::uint8_t { Never, Age, Requests, Size, Disk };

    double requestsPerSecond = 0;
    double bytesPerRequest = 0;  // on disk, of this session
    End end = End::Never;        // what is reached first
    double days = 0;             // until then, from an empty session; Disk: from now
};

/// nullopt: nothing came yet, or nothing comes now.
std::optional<RetentionEstimate> estimateRetention(const config::Settings& settings,
                                                   const api::ServiceStatus& status,
                                                   double requestsPerSecond);

/// "Keeps about 12 days at this rate: …"
QString retentionText(const std::optional<RetentionEstimate>& estimate);

}  // namespace mirrorscope::ui::settings
