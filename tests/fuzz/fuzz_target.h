// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// One input; the same for libFuzzer and for the plain test (plain_runner.cpp). Aborts when a property does
/// not hold.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace mirrorscope::fuzz {

/// What a target makes of a connection of tests/data: inputs to begin with. Each target defines it.
std::vector<std::string> inputsOf(std::string_view connection);

/// Says what does not hold and aborts, so that a fuzzer keeps the input.
void require(bool holds, const char* what);

/// An input: control bytes off its front decide how the target runs, the rest is what it reads.
class Input {
public:
    Input(const std::uint8_t* data, std::size_t size) : m_rest(reinterpret_cast<const char*>(data), size) {}

    /// 0 when there is nothing left.
    unsigned takeByte();
    /// Up to the next NUL, which goes too.
    std::string_view takeWord();
    std::string_view rest() const { return m_rest; }

private:
    std::string_view m_rest;
};

/// Numbers that depend on nothing but their seed.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : m_state(seed * 2 + 1) {}

    /// From 0 to `sides` - 1; 0 without sides.
    std::size_t roll(std::size_t sides);

private:
    std::uint64_t m_state;
};

}  // namespace mirrorscope::fuzz
