// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>

#include "core/base/error.h"

namespace mirrorscope::lab {

/// The application behind a proxy: answers every request with 200 and what came, as text. On a free port of
/// 127.0.0.1, with a thread of its own until it is destroyed.
class EchoOrigin {
public:
    /// AddressUnavailable.
    static base::Result<std::unique_ptr<EchoOrigin>> start();
    virtual ~EchoOrigin() = default;

    virtual std::uint16_t port() const = 0;
    /// How many were answered; any thread.
    virtual std::uint64_t requests() const = 0;
};

}  // namespace mirrorscope::lab
