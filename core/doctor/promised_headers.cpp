// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/promised_headers.h"

#include <cstddef>
#include <string>

#include "core/base/byte_text.h"
#include "core/forwarding/promised_names.h"

namespace mirrorscope::doctor {

std::optional<HeaderPresence> promisedHeaders(std::string_view contract) {
    const auto names = forwarding::promisedNames(contract);
    if (!names) {
        return std::nullopt;
    }
    HeaderPresence promised;
    for (const std::string& name : *names) {
        for (std::size_t i = 0; i < kForwardingHeaderCount; ++i) {
            if (base::equalsIgnoreCase(name, forwardingHeaders()[i])) {
                promised.set(i);
            }
        }
    }
    return promised.any() ? std::optional(promised) : std::nullopt;
}

}  // namespace mirrorscope::doctor
