// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/retention_estimate.h"

#include <QCoreApplication>
#include <QLocale>

#include "ui/text/number_text.h"

namespace mirrorscope::ui::settings {
namespace {

using End = RetentionEstimate::End;

constexpr double kMillisecondsPerDay = 86'400'000;
constexpr double kSecondsPerDay = 86'400;
constexpr double kHoursPerDay = 24;
constexpr double kMinutesPerDay = 24 * 60;

QString tr(const char* text) {
    return QCoreApplication::translate("RetentionEstimate", text);
}

QString spanText(double days) {
    const auto number = [](double value) { return QLocale().toString(value, 'f', value < 10 ? 1 : 0); };
    if (days >= 1) {
        return tr("%1 days").arg(number(days));
    }
    return days * kHoursPerDay >= 1 ? tr("%1 hours").arg(number(days * kHoursPerDay))
                                    : tr("%1 minutes").arg(number(days * kMinutesPerDay));
}

QString endText(End end) {
    switch (end) {
        case End::Age:
            return tr("Age is reached first.");
        case End::Requests:
            return tr("The number of requests is reached first.");
        case End::Size:
            return tr("Size is reached first.");
        default:
            return {};
    }
}

void sooner(RetentionEstimate& estimate, End end, double days) {
    if (estimate.end == End::Never || days < estimate.days) {
        estimate.end = end;
        estimate.days = days;
    }
}

}  // namespace

std::optional<RetentionEstimate> estimateRetention(const config::Settings& settings,
                                                   const api::ServiceStatus& status,
                                                   double requestsPerSecond) {
    const auto stored =
        static_cast<double>(status.lastRequest) - static_cast<double>(status.removed.requests);
    if (stored <= 0 || requestsPerSecond <= 0 || status.sessionBytes == 0) {
        return std::nullopt;
    }
    RetentionEstimate estimate{requestsPerSecond, static_cast<double>(status.sessionBytes) / stored};
    const double requestsPerDay = requestsPerSecond * kSecondsPerDay;
    const double bytesPerDay = requestsPerDay * estimate.bytesPerRequest;
    const auto number = [&](const char* key) { return static_cast<double>(settings.number(key)); };
    if (number("retention.age") > 0) {
        sooner(estimate, End::Age, number("retention.age") / kMillisecondsPerDay);
    }
    if (number("retention.requests") > 0) {
        sooner(estimate, End::Requests, number("retention.requests") / requestsPerDay);
    }
    const double size = number("retention.size");
    if (size > 0) {
        sooner(estimate, End::Size, size / bytesPerDay);
    }
    if (status.disk.freeBytes) {
        const double room = static_cast<double>(*status.disk.freeBytes) - number("disk.refuse-below");
        // What retention allows the session to grow to, beyond what it has.
        const double growth = estimate.end == End::Never
                                  ? room + 1
                                  : estimate.days * bytesPerDay - static_cast<double>(status.sessionBytes);
        if (growth > room) {
            estimate.end = End::Disk;
            estimate.days = std::max(room, 0.0) / bytesPerDay;
        }
    }
    return estimate;
}

QString retentionText(const std::optional<RetentionEstimate>& estimate) {
    if (!estimate) {
        return tr("How long this lasts is told while requests come.");
    }
    const QString pace = tr("%1, %2 each in this session")
                             .arg(text::rateText(estimate->requestsPerSecond),
                                  text::bytesText(static_cast<std::uint64_t>(estimate->bytesPerRequest)));
    switch (estimate->end) {
        case End::Never:
            return tr("Everything is kept at this rate: %1.").arg(pace);
        case End::Disk:
            return tr("The reserve of the disk is reached in about %1 at this rate: %2. From then on "
                      "requests "
                      "are refused.")
                .arg(spanText(estimate->days), pace);
        default:
            return tr("Keeps about %1 at this rate: %2. %3")
                .arg(spanText(estimate->days), pace, endText(estimate->end));
    }
}

}  // namespace mirrorscope::ui::settings
