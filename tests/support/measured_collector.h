// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <boost/json/object.hpp>
#include <cstdint>

namespace mirrorscope::test {

/// A running `mirrorscope-cli listen` without an analyst whose memory and sockets are looked at. It
/// writes into a file: a pipe that nobody empties would stop it.
class MeasuredCollector {
public:
    explicit MeasuredCollector(const QStringList& settings = {});
    ~MeasuredCollector();

    bool isListening() const { return m_port != 0; }
    std::uint16_t port() const { return m_port; }
    QString session() const { return m_directory.filePath("measured.mscope"); }

    /// Memory that is really there (Rss of smaps_rollup), in bytes.
    std::int64_t resident() const;
    /// The most there was since the last forgetPeak().
    std::int64_t peak() const;
    void forgetPeak() const;
    int sockets() const;

    /// SIGINT; how long it took to end, in milliseconds; -1 when it did not within 30 s or failed.
    std::int64_t interrupt();
    /// The last object it printed, after interrupt().
    boost::json::object summary() const;

private:
    std::int64_t kibibytes(const char* file, const char* field) const;

    QTemporaryDir m_directory;
    QProcess m_process;
    std::uint16_t m_port = 0;
};

}  // namespace mirrorscope::test
