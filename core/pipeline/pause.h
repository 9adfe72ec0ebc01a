// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <stop_token>

namespace mirrorscope::pipeline {

/// Sleeps, but wakes at once when asked to stop.
void pauseFor(std::chrono::milliseconds time, const std::stop_token& stop);

}  // namespace mirrorscope::pipeline
