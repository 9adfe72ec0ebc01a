// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "core/config/settings.h"

namespace mirrorscope::config {
namespace {

constexpr std::int64_t kKiB = 1024;
constexpr std::int64_t kMiB = 1024 * kKiB;
constexpr std::int64_t kTiB = 1024 * 1024 * kMiB;
constexpr std::int64_t kHour = 3'600'000;  // milliseconds

using enum SettingType;

constexpr std::array kTable{
    SettingInfo{"listen", TextList, "127.0.0.1:8445", 0, 0, "",
                "[NAME=]ADDR:PORT to listen on; may be repeated"},
    SettingInfo{"allow", TextList, "", 0, 0, "",
                "CIDR that may send; needed for addresses other machines can reach"},
    SettingInfo{"trust", TextList, "", 0, 0, "", "CIDR[=KIND] of proxies whose headers may name the client"},
    SettingInfo{"listener-kind", TextList, "", 0, 0, "",
                "NAME=KIND: what comes to this listener is of that kind of proxy"},
    SettingInfo{"token", TextList, "", 0, 0, "",
                "NAME=KIND:SECRET: who sends it in X-Mirrorscope-Token is that proxy; best in the file"},
    SettingInfo{"session", Path, "", 0, 0, "", "Session file; empty: default.mscope in the data directory"},
    SettingInfo{"rules", Path, "", 0, 0, "", "CRS directory; empty: the package modsecurity-crs"},
    SettingInfo{"paranoia", Integer, "1", 1, 4, "",
                "Paranoia level; higher finds more and flags more that is harmless"},
    SettingInfo{"threshold", Integer, "5", 1, 1000, "", "Anomaly score from which a request is an attack"},
    SettingInfo{"engine", Text, "modsecurity", 0, 0, "modsecurity|none", "What judges requests"},
    SettingInfo{"ack", Text, "commit", 0, 0, "commit|enqueue",
                "commit: 204 after a request is stored; enqueue: 202 once it waits for the disk, which "
                "promises nothing"},
    SettingInfo{"analysis.threads", Integer, "0", 0, 256, "",
                "Threads of the analysis; 0: all cores but one"},
    SettingInfo{"analysis.priority", Text, "idle", 0, 0, "idle|normal",
                "idle: the analysis gets what other programs leave over; normal: its share, on machines "
                "that are never idle"},
    SettingInfo{
        "journal.phase-file", Path, "", 0, 0, "",
        "For crash tests: a file whose first byte is 1 while the journal is between BEGIN and COMMIT"},
    SettingInfo{
        "search.index", Text, "on", 0, 0, "on|off",
        "Index the words of requests in a file beside the session, so that free words are found at once"},
    SettingInfo{"redact", Text, "on", 0, 0, "on|off",
                "Hide secrets in what is copied and exported: curl, JSON, Markdown"},
    SettingInfo{"redact-screen", Text, "on", 0, 0, "on|off",
                "Dots in place of secrets in the window; what is looked at can be shown there"},
    SettingInfo{"redact-headers", TextList, "", 0, 0, "",
                "[SOURCE=]NAME of headers whose values are secrets too, separated by commas"},
    SettingInfo{"redact-parameters", TextList, "", 0, 0, "",
                "[SOURCE=]NAME of parameters, form fields and JSON members whose values are secrets too"},
    SettingInfo{"redact-pattern", Text, "", 0, 0, "",
                "Regular expression (PCRE2) of what is secret wherever it stands; join several with |"},
    SettingInfo{
        "retention.age", Milliseconds, "0", 0, 3650 * 24 * kHour, "",
        "Requests older than this are removed, but those confirmed, escalated, noted or marked; 0: never"},
    SettingInfo{"retention.requests", Integer, "0", 0, 1'000'000'000'000, "",
                "Most requests in the session; the oldest are removed; 0: any number"},
    SettingInfo{"retention.size", Bytes, "0", 0, 1024 * kTiB, "",
                "Largest size of the session; the oldest requests are removed; 0: any size"},
    SettingInfo{"disk.warn-below", Bytes, "2GiB", 0, kTiB, "",
                "Free space on the session's disk below which a warning is shown; 0: never"},
    SettingInfo{"disk.refuse-below", Bytes, "512MiB", 0, kTiB, "",
                "Free space below which requests are refused, so that others can still write; 0: until full"},
    SettingInfo{"limits.head-bytes", Bytes, "256KiB", 8 * kKiB, 16 * kMiB, "",
                "Longest head; without it one sender takes all memory"},
    SettingInfo{"limits.all-heads-bytes", Bytes, "32MiB", 256 * kKiB, 1024 * kMiB, "",
                "All heads being read together; bounds thousands of slow senders"},
    SettingInfo{"limits.body-bytes", Bytes, "16MiB", 0, 1024 * kMiB, "",
                "Kept part of a body; the rest is counted and hashed, not stored"},
    SettingInfo{
        "limits.all-bodies-bytes", Bytes, "96MiB", kMiB, 65536 * kMiB, "",
        "Memory for all bodies being read, up to 256 KiB of each; above it they are cut where they are"},
    SettingInfo{"limits.body-announced-bytes", Bytes, "1024GiB", kMiB, 1024 * kTiB, "",
                "Longest body that may be announced; more cannot come in time, the number is a probe"},
    SettingInfo{"limits.body-rate", Bytes, "1KiB", 0, 1024 * kMiB, "",
                "Bytes a second below which a body ends early; 0: only the deadline counts"},
    SettingInfo{"limits.chunk-extension-bytes", Bytes, "1KiB", 0, kMiB, "",
                "Longest chunk extension; they carry nothing and cost parsing"},
    SettingInfo{"limits.chunk-size-digits", Integer, "1024", 16, kMiB, "",
                "Digits of one chunk size; leading zeros are legal and endless"},
    SettingInfo{"limits.trailer-bytes", Bytes, "16KiB", 0, 16 * kMiB, "",
                "Trailers behind a body; without it the limit of heads could be passed there"},
    SettingInfo{"limits.trailing-bytes", Bytes, "64KiB", 0, 16 * kMiB, "",
                "Bytes kept as evidence behind a request that ends its connection"},
    SettingInfo{"limits.leading-lines", Integer, "32", 1, 10'000, "",
                "Empty lines before a request; RFC 9112 asks for one, more is noise without end"},
    SettingInfo{"limits.pipelined", Integer, "64", 1, 10'000, "",
                "Requests of one connection that wait for an answer; reading pauses at that"},
    SettingInfo{"limits.unsent-bytes", Bytes, "64KiB", kKiB, 64 * kMiB, "",
                "Answers of one connection that its sender has not taken; reading pauses at that"},
    SettingInfo{"limits.connections", Integer, "1024", 1, 65536, "",
                "Open connections a listener; more are closed"},
    SettingInfo{"limits.queue-bytes", Bytes, "64MiB", kMiB, 4096 * kMiB, "",
                "Requests waiting for the disk; more are refused"},
    SettingInfo{"limits.patience", Milliseconds, "250ms", 10, 60'000, "",
                "How long a proxy waits for the disk before it gets 503; nginx clients wait with it"},
    SettingInfo{"limits.head-deadline", Milliseconds, "10s", 100, kHour, "",
                "From first byte to end of head"},
    SettingInfo{"limits.body-deadline", Milliseconds, "60s", 100, kHour, "",
                "From end of head to end of body"},
    SettingInfo{"limits.idle", Milliseconds, "120s", 100, 24 * kHour, "",
                "Idle connections; shorter than the proxy's own loses mirrored POSTs"},
};

}  // namespace

std::span<const SettingInfo> settingTable() {
    return kTable;
}

const SettingInfo* findSetting(std::string_view key) {
    const auto found = std::ranges::find(kTable, key, &SettingInfo::key);
    return found == kTable.end() ? nullptr : &*found;
}

}  // namespace mirrorscope::config
