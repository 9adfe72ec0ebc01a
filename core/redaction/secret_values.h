// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/redaction/redactor.h"
#include "core/traffic/verdict.h"

namespace mirrorscope::redaction {

/// The secrets of one request by what they are: to find them in matched values whose place is not known.
/// Plain value.
class SecretValues {
public:
    /// `bytes`: head, body, trailers and trailing bytes, which places of secrets count in.
    SecretValues(const Secrets& secrets, std::string_view bytes);

    /// By the name of what was looked at, by its bytes, or because there are too many secrets to compare.
    bool areIn(const traffic::Hit& hit, const Redactor& redactor) const;

private:
    bool m_areTooMany;
    std::vector<std::string> m_values;
};

}  // namespace mirrorscope::redaction
