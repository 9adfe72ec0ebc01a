// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "core/api/source_service.h"
#include "core/base/cancel_token.h"
#include "core/traffic/finding.h"
#include "core/traffic/rows.h"
#include "ui/sources/usual_rates.h"

namespace mirrorscope::ui::live {
class PageLoader;
}

namespace mirrorscope::ui::sources {

/// Open findings of one source.
struct FindingCounts {
    std::uint64_t errors = 0;
    std::uint64_t warnings = 0;
    std::uint64_t notes = 0;

    std::uint64_t sum() const { return errors + warnings + notes; }
    bool operator==(const FindingCounts&) const = default;
};

/// What the board shows of one source.
struct SourceSummary {
    traffic::Source source;
    double rate = 0;            // requests a second, over the last 10 to 20 s
    std::uint64_t attacks = 0;  // attack requests of the last 24 hours
    std::vector<double>
        activity;  // requests a second over the last 10 minutes, a value every 20 s, oldest first
    std::optional<UsualRate> usual{};  // of a regular source
    traffic::SourceSetting setting{};  // what people say of it
    std::string mergedInto{};          // the name of the source it is counted as; empty: itself
    FindingCounts findings{};
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

/// Adds what people say. Pure.
void addSettings(SourcesSnapshot& snapshot, const std::vector<traffic::SourceSetting>& settings);
/// Adds how many findings are open. Pure.
void addFindings(SourcesSnapshot& snapshot, const std::vector<traffic::Finding>& findings);

/// Asks for roll-ups once a second while somebody looks; never two questions at once. Owned by the panel, UI
/// thread; the loader outlives it.
class SourceActivity : public QObject {
    Q_OBJECT

public:
    explicit SourceActivity(live::PageLoader& loader, QObject* parent = nullptr);

    /// Null: nobody says anything of sources. It outlives this.
    void setService(api::SourceService* service) { m_service = service; }
    void start();
    void stop();
    /// At once: something was said. The question that is on its way may be older than that.
    void askAgain();

signals:
    void changed(const mirrorscope::ui::sources::SourcesSnapshot& snapshot);

private:
    void ask();

    live::PageLoader& m_loader;
    api::SourceService* m_service = nullptr;
    std::shared_ptr<UsualRates> m_usual;  // its questions' thread
    QTimer m_timer;
    base::CancelToken m_token;
    bool m_asking = false;
};

}  // namespace mirrorscope::ui::sources
