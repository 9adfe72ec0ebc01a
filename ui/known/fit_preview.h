// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <cstdint>
#include <string>

#include "core/base/cancel_token.h"
#include "ui/text/plain_label.h"

namespace mirrorscope::ui::live {
class PageLoader;
}

namespace mirrorscope::ui::known {

/// "Fits 812 of the last 10,000 requests", of a filter that is being typed. UI thread; the loader outlives
/// it.
class FitPreview : public text::PlainLabel {
    Q_OBJECT

public:
    /// The newest requests that are looked at: enough to see what a filter does, at once.
    static constexpr std::int64_t kRequests = 10'000;

    explicit FitPreview(live::PageLoader& loader, QWidget* parent = nullptr);
    ~FitPreview() override;

    /// A little after the last call; empty: nothing is said.
    void setFilter(const std::string& filter);

signals:
    /// A regular expression of the filter gave up on some of them.
    void gaveUp(const std::string& filter);

private:
    struct Fit {
        std::uint64_t fitting = 0;
        std::uint64_t looked = 0;
        bool gaveUp = false;
    };
    void ask();
    void show(const Fit& fit);

    live::PageLoader& m_loader;
    std::string m_filter;
    QTimer m_later;
    base::CancelToken m_token;
};

}  // namespace mirrorscope::ui::known
