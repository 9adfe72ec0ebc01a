// SPDX-License-Identifier: Apache-2.0
#include "core/storage/search_build.h"

#include "core/storage/search_index.h"
#include "core/storage/session_reader.h"
#include "core/storage/writer_lock.h"

namespace mirrorscope::storage {
namespace {

/// Read and written at once.
constexpr std::size_t kRows = 2000;
constexpr std::size_t kBytes = 16U << 20U;

}  // namespace

base::Result<void> indexSession(const std::filesystem::path& session, const base::CancelToken& cancel,
                                const IndexProgress& progress) {
    auto reader = SessionReader::open(session);
    if (!reader) {
        return reader.error();
    }
    const auto lock = WriterLock::take(session);
    if (!lock) {
        return lock.error();
    }
    const auto all = (*reader)->progress();
    auto index = SearchIndex::open(session);
    if (!all || !index) {
        return all ? index.error() : all.error();
    }
    for (;;) {
        if (cancel.isCancelled()) {
            return base::Error{base::ErrorCode::Cancelled, {}};
        }
        const auto rows = (*reader)->follow((*index)->cursor(), kRows, kBytes);
        if (!rows || rows->empty()) {
            return rows ? base::Result<void>() : rows.error();
        }
        if (auto added = (*index)->add(*rows); !added) {
            return added;
        }
        if (progress) {
            progress((*index)->cursor(), all->lastRequest);
        }
    }
}

}  // namespace mirrorscope::storage
