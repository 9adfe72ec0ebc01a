// SPDX-License-Identifier: Apache-2.0
#include "core/report/source_look.h"

#include <algorithm>

namespace mirrorscope::report {
namespace {

SourceLook lookByOrder(traffic::SourceId id) {
    if (id <= 0) {
        return {};
    }
    const auto index = static_cast<int>((id - 1) % (kGrey * kTextures));
    return {index % kGrey, (index + index / kGrey) % kTextures};
}

}  // namespace

SourceLook lookOf(const traffic::Source& source, const traffic::SourceSetting* setting) {
    static_assert(traffic::kSourceColours.size() == kGrey);
    if (setting != nullptr && !setting->colour.empty()) {
        const auto found = std::ranges::find(traffic::kSourceColours, setting->colour);
        if (found != traffic::kSourceColours.end()) {
            const auto index = static_cast<int>(found - traffic::kSourceColours.begin());
            return {index, index};
        }
    }
    const bool isNamed = setting != nullptr && !setting->name.empty();
    return source.kind == traffic::SourceKind::Unknown && !isNamed ? SourceLook{} : lookByOrder(source.id);
}

}  // namespace mirrorscope::report
