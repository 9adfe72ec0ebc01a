// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace mirrorscope::ui::shell {
class MainWindow;
}

namespace mirrorscope::bench {

/// How long the event loop was busy at a stretch, and how much of a core the UI thread took, while requests
/// arrive through real sockets at a steady rate. Ends the application's event loop.
void measureArrivals(ui::shell::MainWindow& window, std::uint16_t port, int seconds, int rate);

/// The same while the window shows requests that are as hostile as they get.
void measureHostileBytes(ui::shell::MainWindow& window, std::uint16_t port);

}  // namespace mirrorscope::bench
