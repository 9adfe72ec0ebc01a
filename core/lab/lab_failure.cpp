// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lab_failure.h"

#include <stdexcept>

#include "core/base/error_text.h"

namespace mirrorscope::lab {
namespace {

LabFailure::Kind kindOf(base::ErrorCode code) {
    if (code == base::ErrorCode::Cancelled) {
        return LabFailure::Kind::Cancelled;
    }
    constexpr int kUsage = 2;
    return base::exitCode(code) == kUsage ? LabFailure::Kind::Usage : LabFailure::Kind::NoAccess;
}

}  // namespace

LabFailure failureOf(const base::Error& error) {
    const auto [what, todo] = base::errorSentences(error);
    return {kindOf(error.code), what, todo, {}};
}

void throw_exception_from_error(const LabFailure& failure, const boost::source_location&) {
    throw std::runtime_error(failure.what + ". " + failure.todo);
}

}  // namespace mirrorscope::lab
