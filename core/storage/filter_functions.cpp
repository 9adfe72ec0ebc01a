// SPDX-License-Identifier: Apache-2.0
#include "core/storage/filter_functions.h"

#include <string_view>
#include <vector>

#include "core/http/head.h"
#include "core/http/request_target.h"
#include "core/query/byte_search.h"
#include "core/query/full_text.h"
#include "core/query/text_test.h"
#include "core/storage/context_writer.h"

namespace mirrorscope::storage {
namespace {

using query::Match;
using query::TextTest;
using query::WordSearch;

/// Text and blobs alike; NULL is the empty text, as a row in memory has it.
std::string_view bytesOf(sqlite3_value* value) {
    const auto* data = static_cast<const char*>(sqlite3_value_blob(value));
    return data == nullptr ? std::string_view()
                           : std::string_view(data, static_cast<std::size_t>(sqlite3_value_bytes(value)));
}

/// What is made of a constant argument, once a statement: SQLite keeps it with the argument.
template <typename T, typename Make>
const T* prepared(sqlite3_context* context, int argument, const Make& make) {
    if (const void* kept = sqlite3_get_auxdata(context, argument)) {
        return static_cast<const T*>(kept);
    }
    auto made = make();
    if (!made) {
        return nullptr;
    }
    sqlite3_set_auxdata(context, argument, made.release(), [](void* old) { delete static_cast<T*>(old); });
    // SQLite may have dropped it at once, for want of memory.
    return static_cast<const T*>(sqlite3_get_auxdata(context, argument));
}

const TextTest* preparedTest(sqlite3_context* context, sqlite3_value* relation, sqlite3_value* operand,
                             int argument) {
    const auto* test = prepared<TextTest>(context, argument, [&]() -> std::unique_ptr<TextTest> {
        auto made =
            TextTest::make(static_cast<query::TextRelation>(sqlite3_value_int(relation)), bytesOf(operand));
        return made ? std::make_unique<TextTest>(std::move(*made)) : nullptr;
    });
    if (test == nullptr) {
        sqlite3_result_error(context, "not a value that a filter compares with", -1);
    }
    return test;
}

void give(sqlite3_context* context, Match match) {
    if (match == Match::GaveUp) {
        ++*static_cast<std::uint64_t*>(sqlite3_user_data(context));
    }
    sqlite3_result_int(context, match == Match::Yes ? 1 : 0);
}

/// (relation, value, operand)
void testText(sqlite3_context* context, int, sqlite3_value** arguments) {
    if (const TextTest* test = preparedTest(context, arguments[0], arguments[2], 2)) {
        give(context, (*test)(bytesOf(arguments[1])));
    }
}

/// (relation, head, field name, operand)
void testHeader(sqlite3_context* context, int, sqlite3_value** arguments) {
    if (const TextTest* test = preparedTest(context, arguments[0], arguments[3], 3)) {
        const http::Head head(bytesOf(arguments[1]));
        give(context, query::anyMatch(head.values(bytesOf(arguments[2])), *test));
    }
}

/// (relation, client_alternatives as stored, operand)
void testAlternatives(sqlite3_context* context, int, sqlite3_value** arguments) {
    if (const TextTest* test = preparedTest(context, arguments[0], arguments[2], 2)) {
        std::vector<std::string> addresses;
        for (auto& alternative : alternativesFromText(bytesOf(arguments[1]))) {
            addresses.push_back(std::move(alternative.address));
        }
        give(context, query::anyMatch(addresses, *test));
    }
}

/// (head, field name)
void hasHeader(sqlite3_context* context, int, sqlite3_value** arguments) {
    sqlite3_result_int(context, http::Head(bytesOf(arguments[0])).has(bytesOf(arguments[1])) ? 1 : 0);
}

/// (bytes, word)
void wordIn(sqlite3_context* context, int, sqlite3_value** arguments) {
    const auto* word =
        prepared<WordSearch>(context, 1, [&] { return std::make_unique<WordSearch>(bytesOf(arguments[1])); });
    if (word == nullptr) {
        sqlite3_result_error_nomem(context);
        return;
    }
    sqlite3_result_int(context, word->occursIn(bytesOf(arguments[0])) ? 1 : 0);
}

void giveBytes(sqlite3_context* context, std::string_view bytes) {
    sqlite3_result_blob64(context, bytes.empty() ? "" : bytes.data(), bytes.size(), SQLITE_TRANSIENT);
}

void pathOf(sqlite3_context* context, int, sqlite3_value** arguments) {
    giveBytes(context, http::splitTarget(bytesOf(arguments[0])).path);
}

void queryOf(sqlite3_context* context, int, sqlite3_value** arguments) {
    giveBytes(context, http::splitTarget(bytesOf(arguments[0])).query);
}

/// An aggregate: the parts of a body, in the order of the rows.
void joinStep(sqlite3_context* context, int, sqlite3_value** arguments) {
    auto** joined = static_cast<sqlite3_str**>(sqlite3_aggregate_context(context, sizeof(sqlite3_str*)));
    if (joined == nullptr) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (*joined == nullptr) {
        *joined = sqlite3_str_new(sqlite3_context_db_handle(context));
    }
    const std::string_view part = bytesOf(arguments[0]);
    sqlite3_str_append(*joined, part.data(), static_cast<int>(part.size()));
}

void joinFinal(sqlite3_context* context) {
    auto** joined = static_cast<sqlite3_str**>(sqlite3_aggregate_context(context, 0));
    if (joined == nullptr || *joined == nullptr) {
        return;  // no row: NULL
    }
    const auto size = static_cast<sqlite3_uint64>(sqlite3_str_length(*joined));
    char* bytes = sqlite3_str_finish(*joined);
    if (bytes == nullptr) {
        sqlite3_result_error_nomem(context);
        return;
    }
    sqlite3_result_blob64(context, bytes, size, sqlite3_free);
}

constexpr int kFlags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;

struct Function {
    const char* name;
    int arguments;
    void (*run)(sqlite3_context*, int, sqlite3_value**);
};

constexpr Function kFunctions[] = {
    {"filter_text", 3, testText},
    {"filter_header", 4, testHeader},
    {"filter_alternatives", 3, testAlternatives},
    {"filter_has_header", 2, hasHeader},
    {"filter_word", 2, wordIn},
    {"filter_path", 1, pathOf},
    {"filter_query", 1, queryOf},
};

}  // namespace

base::Result<FilterFunctions> FilterFunctions::registerIn(Database& database) {
    auto gaveUp = std::make_unique<std::uint64_t>(0);
    int code = sqlite3_create_function_v2(database.handle(), "filter_join", 1, kFlags, nullptr, nullptr,
                                          joinStep, joinFinal, nullptr);
    for (const Function& function : kFunctions) {
        if (code == SQLITE_OK) {
            code = sqlite3_create_function_v2(database.handle(), function.name, function.arguments, kFlags,
                                              gaveUp.get(), function.run, nullptr, nullptr, nullptr);
        }
    }
    if (code != SQLITE_OK) {
        return database.failure("Preparing filters");
    }
    return FilterFunctions(std::move(gaveUp));
}

}  // namespace mirrorscope::storage
