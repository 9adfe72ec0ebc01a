// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <cstdint>
#include <string>

#include "core/traffic/finding.h"

namespace mirrorscope::test {

/// What the placeholders of an advice stand for.
struct Site {
    std::uint16_t listener = 0;  // a port on loopback
    int balancers = 0;           // in front of the proxy, at balancerAddress()
};

/// Makes the change that a finding asks for in the configuration of a real proxy, as its reader would: a line
/// is replaced where the advice shows it, or put where the proxy's manual wants it. Empty, or what does not
/// fit.
std::string changeAsSaid(const QString& configuration, const traffic::Finding& finding, const Site& site);

}  // namespace mirrorscope::test
