// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/known/fit_preview.h"

#include <algorithm>

#include "core/standing/day.h"
#include "core/standing/known_source.h"
#include "ui/known/known_list.h"
#include "ui/live/page_loader.h"
#include "ui/text/number_text.h"

namespace mirrorscope::ui::known {
namespace {

constexpr std::chrono::milliseconds kTyping{250};

}  // namespace

FitPreview::FitPreview(live::PageLoader& loader, QWidget* parent) : PlainLabel(parent), m_loader(loader) {
    setForegroundRole(QPalette::PlaceholderText);
    m_later.setSingleShot(true);
    m_later.setInterval(kTyping);
    connect(&m_later, &QTimer::timeout, this, &FitPreview::ask);
}

FitPreview::~FitPreview() {
    m_token.cancel();
}

void FitPreview::setFilter(const std::string& filter) {
    if (filter == m_filter) {
        return;
    }
    m_filter = filter;
    m_token.cancel();
    setText(filter.empty() ? QString() : tr("Counting…"));
    if (filter.empty()) {
        m_later.stop();
    } else {
        m_later.start();
    }
}

void FitPreview::ask() {
    const base::WallTime now = KnownList::systemClock().wall();
    const traffic::FilterText filter{m_filter, now, standing::localZone(now)};
    m_token = m_loader.ask<Fit>(
        this,
        [filter](api::SessionQueries& queries, const base::CancelToken& cancel) -> base::Result<Fit> {
            const auto progress = queries.progress();
            if (!progress) {
                return progress.error();
            }
            const traffic::RequestId last = progress->lastRequest;
            const traffic::RequestId before = std::max<traffic::RequestId>(last - kRequests, 0);
            const std::uint64_t gaveUp = queries.gaveUp();
            const auto rows =
                queries.requests({before, false, static_cast<std::size_t>(kRequests), filter, 0}, cancel);
            if (!rows) {
                return rows.error();
            }
            return Fit{rows->size(), static_cast<std::uint64_t>(last - before), queries.gaveUp() != gaveUp};
        },
        [this](base::Result<Fit> fit) {
            if (fit.has_value()) {
                show(*fit);
            } else {
                setText(tr("Could not be counted"));
            }
        });
}

void FitPreview::show(const Fit& fit) {
    const QString count = text::countText(fit.fitting);
    const QString of = text::countText(fit.looked);
    const QString fits = fit.looked == 0   ? tr("No request is stored yet")
                         : fit.looked == 1 ? tr("Fits %1 of 1 request").arg(count)
                         : static_cast<std::int64_t>(fit.looked) < kRequests
                             ? tr("Fits %1 of all %2 requests").arg(count, of)
                             : tr("Fits %1 of the last %2 requests").arg(count, of);
    setText(fit.gaveUp ? tr("%1; a regular expression gave up on others").arg(fits) : fits);
    if (fit.gaveUp) {
        emit gaveUp(m_filter);
    }
}

}  // namespace mirrorscope::ui::known
