// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_line.h"

#include <QLabel>
#include <QLocale>
#include <algorithm>
#include <numeric>

#include "ui/shell/icon_label.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::shell {
namespace {

using namespace std::chrono_literals;

constexpr double kMiB = 1024.0 * 1024.0;
/// Below this the analysis keeps up; a flickering number would only worry.
constexpr auto kBehindWorthSaying = 300ms;
constexpr auto kBehindWorthWorrying = 10s;

std::uint64_t sum(const api::ServiceStatus& status, std::uint64_t api::ListenerStatus::* counter) {
    return std::accumulate(
        status.listeners.begin(), status.listeners.end(), std::uint64_t{0},
        [counter](std::uint64_t total, const api::ListenerStatus& one) { return total + one.*counter; });
}

QString mebibytes(std::size_t bytes) {
    const double mib = static_cast<double>(bytes) / kMiB;
    return QLocale().toString(mib, 'f', mib >= 0.05 && mib < 9.95 ? 1 : 0);
}

QString behindText(const api::AnalysisStatus& analysis) {
    const double seconds = std::chrono::duration<double>(analysis.behind).count();
    const QString time =
        seconds < 60 ? StatusLine::tr("%1 s").arg(QLocale().toString(seconds, 'f', seconds < 10 ? 1 : 0))
                     : text::durationText(std::chrono::floor<std::chrono::seconds>(analysis.behind));
    if (analysis.behind < kBehindWorthWorrying) {
        return StatusLine::tr("Analysis %1 behind").arg(time);
    }
    return StatusLine::tr("Analysis %1 behind, %2 waiting")
        .arg(time, text::countText(analysis.verdictBacklog));
}

}  // namespace

StatusField::Content listenerField(const api::ServiceStatus& status, bool narrow) {
    using theme::Icon;
    using theme::Role;
    const auto listening = std::ranges::count(status.listeners, true, &api::ListenerStatus::listening);
    const auto all = static_cast<std::ptrdiff_t>(status.listeners.size());
    const auto failed = std::ranges::count_if(
        status.listeners, [](const api::ListenerStatus& one) { return !one.listening && one.failure; });
    if (failed > 0) {
        return {
            StatusLine::tr("%1 of %2 listeners down").arg(failed).arg(all), {}, Icon::Fail, Role::Critical};
    }
    if (listening == 0) {
        return {StatusLine::tr("Listening is off"), {}, Icon::Listen, Role::Text2};
    }
    const auto first = std::ranges::find(status.listeners, true, &api::ListenerStatus::listening);
    QString address = QString::fromStdString(first->address.text());
    if (listening > 1) {
        address += StatusLine::tr(" and %1 more").arg(listening - 1);
    }
    return {narrow ? address : StatusLine::tr("Listening on %1").arg(address),
            StatusLine::tr("Listening on %1").arg(address), Icon::Listen, Role::Ok};
}

StatusField::Content queueField(const api::ServiceStatus& status, bool narrow) {
    const QString used = mebibytes(status.queuedBytes);
    const bool nearlyFull =
        status.queueLimitBytes > 0 && status.queuedBytes * 10 > status.queueLimitBytes * 9;
    StatusField::Content content{
        narrow ? StatusLine::tr("Queue %1 MiB").arg(used)
               : StatusLine::tr("Queue %1 of %2 MiB").arg(used, mebibytes(status.queueLimitBytes)),
        {},
        {},
        theme::Role::Text};
    if (nearlyFull) {
        content.icon = theme::Icon::SeverityHigh;
        content.role = theme::Role::High;
    }
    return content;
}

StatusField::Content refusedField(const api::ServiceStatus& status) {
    const std::uint64_t refused = sum(status, &api::ListenerStatus::refused);
    StatusField::Content content{StatusLine::tr("Refused %1").arg(text::countText(refused)),
                                 StatusLine::tr("Refused, %1").arg(text::countText(refused)),
                                 {},
                                 theme::Role::Text};
    if (refused > 0) {
        content.icon = theme::Icon::SeverityHigh;
        content.role = theme::Role::High;
    }
    return content;
}

StatusField::Content storedField(const api::ServiceStatus& status, bool narrow) {
    const auto stored = static_cast<std::uint64_t>(std::max<traffic::RequestId>(status.lastRequest, 0));
    const QString count = narrow ? text::shortCountText(stored, 1'000'000) : text::shortCountText(stored);
    const QString removed =
        status.removed.requests == 0
            ? QString()
            : StatusLine::tr("Retention has removed %1 requests, up to number %2")
                  .arg(text::countText(status.removed.requests), QString::number(status.removed.newest));
    return {StatusLine::tr("Stored %1 (%2)").arg(count, text::bytesText(status.sessionBytes)),
            removed,
            {},
            theme::Role::Text};
}

StatusField::Content analysisField(const api::ServiceStatus& status) {
    const api::AnalysisStatus& analysis = status.analysis;
    switch (analysis.state) {
        case api::AnalysisState::Off:
            return {StatusLine::tr("Analysis off"), {}, {}, theme::Role::Text2};
        case api::AnalysisState::Loading:
            return {StatusLine::tr("Loading rules"), {}, {}, theme::Role::Text2};
        case api::AnalysisState::Failed:
            return {
                StatusLine::tr("Analysis stopped, %1 waiting").arg(text::countText(analysis.verdictBacklog)),
                {},
                theme::Icon::SeverityHigh,
                theme::Role::High};
        case api::AnalysisState::Running:
            break;
    }
    if (analysis.reanalysis) {
        return {StatusLine::tr("Judging anew, %1 of %2")
                    .arg(text::countText(static_cast<std::uint64_t>(analysis.reanalysis->at)),
                         text::countText(static_cast<std::uint64_t>(analysis.reanalysis->until))),
                {},
                {},
                theme::Role::Text};
    }
    if (analysis.behind < kBehindWorthSaying) {
        return {StatusLine::tr("Analysis up to date"), {}, {}, theme::Role::Text};
    }
    const bool worry = analysis.behind >= kBehindWorthWorrying;
    return {behindText(analysis),
            {},
            worry ? std::optional(theme::Icon::Silent) : std::nullopt,
            worry ? theme::Role::High : theme::Role::Text};
}

StatusLine::StatusLine(QWidget* parent)
    : QStatusBar(parent),
      m_listener(new StatusField(QStringLiteral("status.listener"), this)),
      m_rate(new StatusField(QStringLiteral("status.rate"), this)),
      m_queue(new StatusField(QStringLiteral("status.queue"), this)),
      m_refused(new StatusField(QStringLiteral("status.refused"), this)),
      m_stored(new StatusField(QStringLiteral("status.stored"), this)),
      m_analysis(new StatusField(QStringLiteral("status.analysis"), this)) {
    setObjectName(QStringLiteral("status"));
    setAccessibleName(tr("Status"));
    setSizeGripEnabled(false);
    setFixedHeight(theme::kCountHeight);
    setContentsMargins(0, 0, 0, 0);
    for (StatusField* field : {m_listener, m_rate, m_queue, m_refused, m_stored, m_analysis}) {
        addWidget(field);
    }
    auto* promise = new QLabel(tr("No outgoing connections"), this);
    promise->setObjectName(QStringLiteral("status.outgoing"));
    promise->setFont(theme::font(theme::TextStyle::Small));
    setTextRole(promise, theme::Role::Text2);
    addPermanentWidget(promise);
    auto* side = new QWidget(this);
    side->setFixedWidth(theme::kBetween);
    addPermanentWidget(side);
}

void StatusLine::setStatus(const api::ServiceStatus& status, std::chrono::steady_clock::time_point at) {
    m_status = status;
    m_pace.add(sum(status, &api::ListenerStatus::received), at);
    refresh();
}

void StatusLine::setNarrow(bool narrow) {
    m_narrow = narrow;
    refresh();
}

void StatusLine::refresh() {
    m_listener->set(listenerField(m_status, m_narrow));
    const double rate = m_pace.perSecond();
    const QString number = QLocale().toString(rate, 'f', rate > 0 && rate < 9.95 ? 1 : 0);
    m_rate->set({m_narrow ? text::rateText(rate) : tr("%1 requests/s").arg(number),
                 tr("%1 requests a second").arg(number),
                 {},
                 theme::Role::Text});
    m_queue->set(queueField(m_status, m_narrow));
    m_refused->set(refusedField(m_status));
    m_stored->set(storedField(m_status, m_narrow));
    m_analysis->set(analysisField(m_status));
}

}  // namespace mirrorscope::ui::shell
