// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace mirrorscope::ui::shell {
class MainWindow;
}

namespace mirrorscope::bench {

/// Prints milliseconds beside their goal; a negative one never came.
void report(const std::string& what, std::vector<double> times, double goal);

/// Runs the event loop until the table that is shown has rows with their values; false after half a minute.
bool waitForRows(ui::shell::MainWindow& window);

/// Jumps, filters, sorting and cancelling in a session that is large already. Prints each with its goal.
void measureBrowsing(ui::shell::MainWindow& window);

}  // namespace mirrorscope::bench
