// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "core/base/error.h"

namespace mirrorscope::lab {

/// The recorder of this process, on a free port of 127.0.0.1. It stores and attributes; rules judge nothing.
class Recorder {
public:
    /// `isTemporary`: the session goes with the lab, so that a nearly full disk does not matter, nor the
    /// index of words. Errors of LocalMirrorService.
    static base::Result<std::unique_ptr<Recorder>> start(const std::filesystem::path& session,
                                                         bool isTemporary);
    virtual ~Recorder() = default;

    virtual std::uint16_t port() const = 0;
};

}  // namespace mirrorscope::lab
