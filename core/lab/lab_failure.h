// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/system/result.hpp>
#include <cstdint>
#include <string>

#include "core/base/error.h"

namespace mirrorscope::lab {

/// Why a lab did not come to its end. Texts are plain English; `log` holds what the proxy printed, bytes of a
/// stranger: show them by base::shownText.
struct LabFailure {
    enum class Kind : std::uint8_t {
        Usage,       // options do not fit
        NotFound,    // no such program on this machine
        NotStarted,  // it is there and does not run as configured
        NoAccess,    // disk, ports
        NotShown,    // a step of the demonstration did not show what it says
        Cancelled
    };
    Kind kind = Kind::NoAccess;
    std::string what;  // without a full stop
    std::string todo;  // a sentence
    std::string log;   // the last lines, oldest first; may be empty
};

LabFailure failureOf(const base::Error& error);

template <typename T>
using LabResult = boost::system::result<T, LabFailure>;

/// Called by LabResult::value() only; our code asks has_value() first.
[[noreturn]] void throw_exception_from_error(const LabFailure& failure, const boost::source_location& where);

}  // namespace mirrorscope::lab
