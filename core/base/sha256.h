// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>

namespace mirrorscope::base {

using Sha256 = std::array<std::uint8_t, 32>;

/// SHA-256 over data that comes in parts (OpenSSL). One owner, one thread.
class Sha256Stream {
public:
    Sha256Stream();
    ~Sha256Stream();
    Sha256Stream(Sha256Stream&&) noexcept;
    Sha256Stream& operator=(Sha256Stream&&) noexcept;

    void update(std::string_view bytes);
    /// The digest of everything so far; starts anew.
    Sha256 finish();

private:
    struct Context;
    std::unique_ptr<Context> m_context;
};

Sha256 sha256(std::string_view bytes);

}  // namespace mirrorscope::base
