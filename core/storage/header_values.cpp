// SPDX-License-Identifier: Apache-2.0
#include "core/storage/header_values.h"

#include <map>
#include <utility>

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
    std::string ids;
    for (const traffic::RequestId request : requests) {
        ids += (ids.empty() ? "" : ",") + std::to_string(request);
    }
    const auto heads = runner.gather<std::pair<traffic::RequestId, std::string>>(
        "SELECT request, head FROM payload WHERE request IN (" + ids + ")", {}, cancel,
        [](const Statement& row) { return std::pair(row.number(0), row.bytes(1)); });
    if (!heads) {
        return heads.error();
    }
    const std::map<traffic::RequestId, std::string> byId(heads->begin(), heads->end());
    std::vector<std::vector<std::string>> out;
    out.reserve(requests.size());
    for (const traffic::RequestId request : requests) {
        const auto head = byId.find(request);
        out.push_back(valuesIn(head == byId.end() ? std::string() : head->second, names));
    }
    return out;
}

}  // namespace mirrorscope::storage
