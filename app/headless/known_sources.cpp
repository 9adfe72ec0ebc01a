// SPDX-License-Identifier: Apache-2.0
#include "app/headless/known_sources.h"

#include <cstdio>

#include "app/headless/command.h"
#include "core/base/clock.h"
#include "core/standing/known_source.h"

namespace mirrorscope::headless {

std::optional<std::string> hidingKnown(const std::string& filter) {
    const auto file = standing::knownSourcesFile();
    const auto sources = standing::readKnownSources(file);
    if (!sources) {
        report(sources.error());
        return std::nullopt;
    }
    const auto inForce = standing::inForce(*sources, base::SystemClock().wall());
    const auto tree = query::parse(filter);
    const auto hidden = tree ? standing::without(*tree, standing::hidingFilters(inForce)) : tree;
    if (!hidden) {
        std::fprintf(stderr, "mirrorscope-cli: --hide-known: the filter becomes too long\n");
        return std::nullopt;
    }
    std::string names;
    for (const standing::KnownSource& source : inForce) {
        if (source.hides) {
            names += (names.empty() ? "" : ", ") + source.name;
        }
    }
    std::fprintf(stderr, "mirrorscope-cli: hidden: %s (%s)\n",
                 names.empty() ? "no known source" : names.c_str(), file.c_str());
    return query::print(*hidden);
}

}  // namespace mirrorscope::headless
