// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <filesystem>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/base/cancel_token.h"
#include "ui/attacks/attack_group.h"
#include "ui/live/live_changes.h"

namespace mirrorscope::api {
struct ServiceStatus;
}
namespace mirrorscope::ui::live {
class LiveBridge;
class PageLoader;
}  // namespace mirrorscope::ui::live

namespace mirrorscope::ui::attacks {

class TriageReader;

/// Every attack the window knows: those of the store, read once page by page, and what the live feed tells,
/// at most twice a second. UI thread.
class AttackFeed : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t kPageRows = 500;
    /// 30 MB. Beyond it the mildest and oldest are left out of the window; the store keeps them.
    static constexpr std::size_t kMaxAttacks = 50'000;

    AttackFeed(live::LiveBridge& bridge, live::PageLoader& loader, QObject* parent = nullptr);
    ~AttackFeed() override;

    /// Valid until aboutToForget or cleared names it; null: unknown.
    const AttackEntry* find(traffic::AttackId id) const;
    const std::unordered_map<traffic::AttackId, AttackEntry>& entries() const { return m_entries; }
    bool isLoading() const { return m_loading; }

    void reload();
    /// Somebody decided something: the triage of all attacks is read again, of the worst first. `isAny`:
    /// there is a decision at all.
    void readTriageAgain(bool isAny);
    /// Looks the newest request of an attack up in the session; sampleFound tells when there is one.
    void findSample(traffic::AttackId id);

signals:
    void aboutToClear();
    void changed(const std::vector<mirrorscope::traffic::AttackId>& ids);
    void aboutToForget(const std::vector<mirrorscope::traffic::AttackId>& ids);
    void loadingChanged(bool loading);
    void sampleFound(mirrorscope::traffic::AttackId id, mirrorscope::traffic::RequestId sample);

private:
    void applyLive(const live::LiveChanges& changes);
    void applyStatus(const api::ServiceStatus& status);
    void readPage(traffic::AttackId after);
    void tell();
    enum class From : std::uint8_t { Store, Live };
    AttackEntry& put(const traffic::AttackRow& row, From from);
    void setTriage(traffic::AttackId id, const std::string& triage);
    void forgetSurplus();

    live::PageLoader& m_loader;
    TriageReader* m_triage;                         // child
    bool m_isAnyDecided = false;                    // else every attack is new
    std::unordered_set<traffic::AttackId> m_grown;  // since they were asked for
    QTimer m_grownTimer;
    std::unordered_map<traffic::AttackId, AttackEntry> m_entries;
    std::unordered_set<traffic::AttackId> m_touched;
    base::CancelToken m_pageToken;
    base::CancelToken m_sampleToken;
    std::filesystem::path m_session;
    bool m_loading = false;
};

}  // namespace mirrorscope::ui::attacks
