// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/request_copy.h"

#include "core/exchange/raw_request.h"
#include "core/exchange/request_json.h"
#include "core/redaction/redacted_copy.h"

namespace mirrorscope::exchange {
namespace {

std::string written(const traffic::RequestDetail& detail, CopyForm form, const redaction::Secrets& secrets,
                    CurlOptions options) {
    switch (form) {
        case CopyForm::Curl:
            options.hiddenSecrets = secrets.size();
            return curlCommand(detail, options);
        case CopyForm::Json:
            return requestJson(detail, secrets);
        case CopyForm::Raw:
            break;
    }
    return rawRequest(detail.request);
}

}  // namespace

std::string requestCopy(const traffic::RequestDetail& detail, CopyForm form,
                        const redaction::Redactor* redactor, const CurlOptions& options) {
    if (redactor == nullptr) {
        return written(detail, form, {}, options);
    }
    const auto copy = redaction::redactedCopy(detail, *redactor, redaction::kPlainMark);
    return written(copy.detail, form, copy.secrets, options);
}

}  // namespace mirrorscope::exchange
