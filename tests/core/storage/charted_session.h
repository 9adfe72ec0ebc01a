// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTemporaryDir>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "core/storage/session_reader.h"
#include "core/traffic/analysis.h"

namespace mirrorscope::test {

/// What a test knows about a request.
struct Charted {
    base::WallTime time{};
    traffic::SourceId source = 0;
    std::string listener;
    std::string method;
    std::string path;
    std::string host;
    std::string client;
    std::string requestId;
    std::vector<traffic::AttackType> types;  // some: it is an attack, with a hit of rule 942000 + type each
    std::uint64_t declared = 0;
    std::uint64_t received = 0;
    std::uint64_t kept = 0;
};

/// A session as life makes one: several sources and listeners, attacks, a clock that is set back by two
/// hours, a source that was merged into another one after its requests were stored, the oldest requests
/// removed. It spans the end of summer time in Europe (2026-10-25 01:00 UTC). Not recorded any more.
class ChartedSession {
public:
    static constexpr std::size_t kRequests = 4000;
    static constexpr std::size_t kStored = 2600;  // the newest; those before were removed
    static constexpr std::uint64_t kKeptLimit = 50'000;
    static constexpr std::size_t kSources = 4;  // the fifth was merged into the second

    ChartedSession();

    bool isMade() const { return m_made; }
    std::filesystem::path path() const { return m_directory.filePath("charted.mscope").toStdString(); }
    std::unique_ptr<storage::SessionReader> reader() const {
        return std::move(*storage::SessionReader::open(path()));
    }
    /// By id from 1 on, in the order of arrival.
    const std::vector<Charted>& all() const { return m_all; }
    bool isStored(std::size_t index) const { return index >= kRequests - kStored; }
    base::WallTime first() const { return m_first; }
    base::WallTime last() const { return m_last; }

private:
    bool make();
    bool store();
    bool record(traffic::SourceId mergedInto, std::size_t upTo, bool judge);
    bool remove();

    QTemporaryDir m_directory;
    std::vector<Charted> m_all;
    base::WallTime m_first = base::WallTime::max();
    base::WallTime m_last = base::WallTime::min();
    bool m_made = false;
};

}  // namespace mirrorscope::test
