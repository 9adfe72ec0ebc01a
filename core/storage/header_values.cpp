// SPDX-License-Identifier: Apache-2.0
#include "core/storage/header_values.h"

#include <optional>

#include "core/http/head.h"

namespace mirrorscope::storage {
namespace {

std::vector<std::string> valuesIn(const std::string& bytes, const std::vector<std::string>& names) {
    const http::Head head(bytes);
    std::vector<std::string> out;
    for (const std::string& name : names) {
        std::string joined;
        for (const std::string_view value : head.values(name)) {
            joined += (joined.empty() ? "" : ", ") + std::string(value);
        }
        out.push_back(std::move(joined));
    }
    return out;
}

}  // namespace

base::Result<std::vector<std::vector<std::string>>> readHeaderValues(
    QueryRunner& runner, const std::vector<traffic::RequestId>& requests,
    const std::vector<std::string>& names, const base::CancelToken& cancel) {
    std::vector<std::vector<std::string>> out;
    out.reserve(requests.size());
    for (const traffic::RequestId request : requests) {
        const auto head =
            runner.gather<std::string>("SELECT head FROM payload WHERE request = ?", {request}, cancel,
                                       [](const Statement& row) { return row.bytes(0); });
        if (!head) {
            return head.error();
        }
        out.push_back(valuesIn(head->empty() ? std::string() : head->front(), names));
    }
    return out;
}

}  // namespace mirrorscope::storage
