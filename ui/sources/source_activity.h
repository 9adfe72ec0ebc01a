// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <array>
#include <map>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/traffic/rows.h"

namespace mirrorscope::ui::live {
class PageLoader;
}

namespace mirrorscope::ui::sources {

/// What the board shows of one source.
struct SourceSummary {
    traffic::Source source;
    double rate = 0;            // requests a second, over the last 10 to 20 s
    std::uint64_t attacks = 0;  // attack requests of the last 24 hours
    std::vector<double>
        activity;  // requests a second over the last 10 minutes, a value every 20 s, oldest first
};

/// Everything the board shows at one moment.
struct SourcesSnapshot {
    std::vector<SourceSummary> sources;  // by id: rows never change places
    std::array<std::uint64_t, static_cast<std::size_t>(traffic::AttackType::Count)> attackTypes{};
    base::WallTime takenAt{};
};

/// Builds a snapshot from a list of sources and their roll-ups. Pure.
SourcesSnapshot summarize(std::vector<traffic::Source> sources,
                          const std::vector<traffic::RollupRow>& tenSeconds,
                          const std::vector<traffic::RollupRow>& hours, base::WallTime now);

/// Asks for roll-ups once a second while somebody looks; never two questions at once. Owned by the panel, UI
/// thread; the loader outlives it.
class SourceActivity : public QObject {
    Q_OBJECT

public:
    explicit SourceActivity(live::PageLoader& loader, QObject* parent = nullptr);

    void start();
    void stop();

signals:
    void changed(const mirrorscope::ui::sources::SourcesSnapshot& snapshot);

private:
    void ask();

    live::PageLoader& m_loader;
    QTimer m_timer;
    base::CancelToken m_token;
    bool m_asking = false;
};

}  // namespace mirrorscope::ui::sources
