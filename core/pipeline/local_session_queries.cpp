// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/local_session_queries.h"

#include <utility>

#include "core/storage/session_reader.h"

namespace mirrorscope::pipeline {
namespace {

class LocalSessionQueries final : public api::SessionQueries {
public:
    explicit LocalSessionQueries(std::unique_ptr<storage::SessionReader> reader)
        : m_reader(std::move(reader)) {}

    base::Result<std::vector<traffic::RequestRow>> requests(const traffic::PageQuery& query,
                                                            const base::CancelToken& cancel) override {
        return m_reader->requests(query, cancel);
    }
    base::Result<std::vector<traffic::AttackRow>> attacks(const traffic::PageQuery& query,
                                                          const base::CancelToken& cancel) override {
        return m_reader->attacks(query, cancel);
    }
    base::Result<std::vector<traffic::HitRow>> hits(const traffic::PageQuery& query,
                                                    const base::CancelToken& cancel) override {
        return m_reader->hits(query, cancel);
    }
    base::Result<std::vector<traffic::RequestId>> attackRequests(traffic::AttackId attack,
                                                                 const traffic::PageQuery& query,
                                                                 const base::CancelToken& cancel) override {
        return m_reader->attackRequests(attack, query, cancel);
    }
    base::Result<traffic::SortedRequests> sorted(const traffic::SortQuery& query,
                                                 const base::CancelToken& cancel,
                                                 const traffic::OnSortProgress& progress) override {
        return m_reader->sorted(query, cancel, progress);
    }
    base::Result<std::vector<std::vector<std::string>>> headerValues(
        const std::vector<traffic::RequestId>& requests, const std::vector<std::string>& names,
        const base::CancelToken& cancel) override {
        return m_reader->headerValues(requests, names, cancel);
    }
    base::Result<std::vector<traffic::Mark>> marks(const std::vector<traffic::RequestId>& requests,
                                                   const base::CancelToken& cancel) override {
        return m_reader->marks(requests, cancel);
    }
    base::Result<std::vector<traffic::HitRow>> attackHits(traffic::AttackId attack,
                                                          const traffic::PageQuery& query,
                                                          const base::CancelToken& cancel) override {
        return m_reader->attackHits(attack, query, cancel);
    }
    base::Result<std::vector<traffic::Source>> sources(const base::CancelToken& cancel) override {
        return m_reader->sources(cancel);
    }
    base::Result<std::vector<traffic::Finding>> findings(const base::CancelToken& cancel) override {
        return m_reader->findings(cancel);
    }
    base::Result<traffic::RequestDetail> detail(traffic::RequestId id,
                                                const base::CancelToken& cancel) override {
        return m_reader->detail(id, cancel);
    }
    base::Result<std::vector<traffic::RollupRow>> rollup(int resolutionSeconds, base::WallTime from,
                                                         base::WallTime until,
                                                         const base::CancelToken& cancel) override {
        return m_reader->rollup(resolutionSeconds, from, until, cancel);
    }
    base::Result<traffic::SessionProgress> progress() override { return m_reader->progress(); }
    std::uint64_t gaveUp() const override { return m_reader->gaveUp(); }

private:
    std::unique_ptr<storage::SessionReader> m_reader;
};

}  // namespace

base::Result<std::unique_ptr<api::SessionQueries>> openLocalQueries(const std::filesystem::path& session) {
    auto reader = storage::SessionReader::open(session);
    if (!reader) {
        return reader.error();
    }
    return std::unique_ptr<api::SessionQueries>(std::make_unique<LocalSessionQueries>(std::move(*reader)));
}

}  // namespace mirrorscope::pipeline
