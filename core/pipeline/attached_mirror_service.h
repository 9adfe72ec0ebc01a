// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "core/api/mirror_service.h"
#include "core/pipeline/live_feed.h"
#include "core/storage/session_reader.h"

namespace mirrorscope::pipeline {

/// A session that another process records, or nobody: looked at live, never recorded into. Follows the file
/// by its cursors, so that nothing runs in the recorder for it. Owns its thread; any thread may ask.
class AttachedMirrorService final : public api::MirrorService {
public:
    /// As SessionReader::open().
    static base::Result<std::unique_ptr<AttachedMirrorService>> open(const std::filesystem::path& session);
    ~AttachedMirrorService() override;

    /// SessionLocked or SessionReadOnly: only who records the session listens.
    base::Result<void> listen(const api::ListenerAddress& address) override;
    void stopListening(const std::string& name) override;
    base::Result<void> allow(const base::IpNetwork& network) override;

    api::ServiceStatus status() const override;
    api::LiveBatch liveSince(std::uint64_t sequence) const override;
    base::Result<std::unique_ptr<api::SessionQueries>> queries() const override;

private:
    base::Error notOurs() const;
    AttachedMirrorService(std::filesystem::path session, std::unique_ptr<storage::SessionReader> reader,
                          const traffic::SessionProgress& progress);

    using Events = std::vector<std::shared_ptr<const api::LiveEvent>>;
    void run(const std::stop_token& stop);
    void look();
    /// Each reads what came between what was seen and `now`, at most some thousand rows a time.
    base::Result<void> readArrived(const traffic::SessionProgress& now, Events& events);
    base::Result<void> readAttributed(const traffic::SessionProgress& now, Events& events);
    base::Result<void> readJudged(const traffic::SessionProgress& now, Events& events);
    base::Result<std::vector<traffic::RequestRow>> rowsAfter(traffic::RequestId after,
                                                             traffic::RequestId last);

    const std::filesystem::path m_session;
    std::unique_ptr<storage::SessionReader> m_reader;
    base::CancelToken m_cancel;
    LiveFeed m_feed;
    traffic::SessionProgress m_seen;  // events were made of everything up to these

    mutable std::mutex m_mutex;
    std::condition_variable_any m_stopped;
    api::ServiceStatus m_status;
    std::jthread m_thread;  // last: stops before the rest goes
};

}  // namespace mirrorscope::pipeline
