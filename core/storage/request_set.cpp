// SPDX-License-Identifier: Apache-2.0
#include "core/storage/request_set.h"

namespace mirrorscope::storage {
namespace {

std::string_view blobOf(sqlite3_value* value) {
    const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
    return bytes == nullptr ? std::string_view()
                            : std::string_view(bytes, static_cast<std::size_t>(sqlite3_value_bytes(value)));
}

void has(sqlite3_context* context, int, sqlite3_value** arguments) {
    sqlite3_result_int(context,
                       RequestSet::hasBit(blobOf(arguments[0]), sqlite3_value_int64(arguments[1])) ? 1 : 0);
}

void list(sqlite3_context* context, int, sqlite3_value** arguments) {
    const std::string_view block = blobOf(arguments[0]).substr(0, RequestSet::kBytesOfABlock);
    std::string out = "[";
    for (std::size_t bit = 0; bit < block.size() * 8; ++bit) {
        if (RequestSet::hasBit(block, static_cast<std::int64_t>(bit))) {
            out += (out.size() > 1 ? "," : "") + std::to_string(bit);
        }
    }
    out += "]";
    sqlite3_result_text(context, out.data(), static_cast<int>(out.size()), SQLITE_TRANSIENT);
}

}  // namespace

void RequestSet::add(traffic::RequestId request) {
    if (request < 0) {
        return;
    }
    std::string& block = m_blocks[request / kIdsOfABlock];
    block.resize(kBytesOfABlock);
    const auto bit = static_cast<std::size_t>(request % kIdsOfABlock);
    const auto mask = static_cast<unsigned char>(1U << (bit % 8));
    const auto byte = static_cast<unsigned char>(block[bit / 8]);
    m_count += (byte & mask) == 0 ? 1 : 0;
    block[bit / 8] = static_cast<char>(byte | mask);
}

bool RequestSet::contains(traffic::RequestId request) const {
    const auto block = m_blocks.find(request / kIdsOfABlock);
    return request >= 0 && block != m_blocks.end() && hasBit(block->second, request % kIdsOfABlock);
}

bool RequestSet::hasBit(std::string_view block, std::int64_t bit) {
    const auto place = static_cast<std::uint64_t>(bit);
    return bit >= 0 && place / 8 < block.size() &&
           ((static_cast<unsigned char>(block[place / 8]) >> (place % 8)) & 1U) != 0;
}

base::Result<void> registerRequestSetFunctions(Database& database) {
    constexpr int kFlags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
    const bool done = sqlite3_create_function_v2(database.handle(), "decided_has", 2, kFlags, nullptr, has,
                                                 nullptr, nullptr, nullptr) == SQLITE_OK &&
                      sqlite3_create_function_v2(database.handle(), "decided_list", 1, kFlags, nullptr, list,
                                                 nullptr, nullptr, nullptr) == SQLITE_OK;
    return done ? base::Result<void>() : database.failure("Preparing decisions");
}

}  // namespace mirrorscope::storage
