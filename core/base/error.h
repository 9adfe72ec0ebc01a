// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/system/result.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorscope::base {

/// What can go wrong by the doing of strangers (network, disk, files, arguments). Sentences: error_text.h.
enum class ErrorCode {
    InvalidArgument,      // {0} option or key, {1} value, {2} expectation
    ConfigUnreadable,     // {0} file, {1} reason
    ConfigInvalid,        // {0} file, {1} line, {2} key, {3} expectation
    AddressInUse,         // {0} address:port
    AddressNotPermitted,  // {0} address:port
    AddressUnavailable,   // {0} address:port, {1} reason
    AllowListRequired,    // {0} address:port
    ListenerRunning,      // {0} listener name
    SessionMissing,       // {0} file
    SessionUnreadable,    // {0} file, {1} reason
    SessionNotOurs,       // {0} file
    SessionTooNew,        // {0} file, {1} its schema version, {2} ours
    SessionTooOld,        // {0} file, {1} its schema version, {2} ours
    SessionNotMigrated,   // {0} file, {1} reason
    SessionCorrupt,       // {0} file, {1} reason
    SessionUnwritable,    // {0} file, {1} reason
    SessionLocked,        // {0} file, {1} process id of the writer
    SessionReadOnly,      // {0} file
    SessionExists,        // {0} file
    StorageFailed,        // {0} what was done, {1} reason
    StorageFull,          // {0} file
    StorageNearlyFull,    // {0} file, {1} MiB free, {2} MiB below which requests are refused
    RulesMissing,         // {0} directory
    RulesInvalid,         // {0} file, {1} line, {2} reason
    RequestNotFound,      // {0} id
    AttackNotFound,       // {0} id
    HitNotFound,          // {0} rule id
    SourceNotFound,       // {0} id or name
    OutputFailed,         // {0} file, {1} reason
    TextUnreadable,       // {0} file, {1} reason
    TextInvalid,          // {0} file, {1} line, {2} column, {3} reason
    Cancelled,
};

/// A failure as a value: a code and its arguments, no sentence. Plain data, any thread.
struct Error {
    ErrorCode code{};
    std::vector<std::string> arguments;
};

template <typename T>
using Result = boost::system::result<T, Error>;

/// Called by Result::value() only; our code asks has_value() first.
[[noreturn]] void throw_exception_from_error(const Error& error, const boost::source_location& where);

}  // namespace mirrorscope::base
