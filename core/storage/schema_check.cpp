// SPDX-License-Identifier: Apache-2.0
#include "core/storage/schema_check.h"

#include <array>
#include <string>
#include <vector>

#include "core/storage/schema.h"
#include "core/storage/statement.h"

namespace mirrorscope::storage {
namespace {

/// Type, name, table and text of one object.
using Entry = std::array<std::string, 4>;

base::Result<std::vector<Entry>> entriesOf(Database& database) {
    auto list = Statement::prepare(database,
                                   "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name, type");
    if (!list) {
        return list.error();
    }
    std::vector<Entry> entries;
    while (list->next()) {
        entries.push_back({list->bytes(0), list->bytes(1), list->bytes(2), list->bytes(3)});
    }
    if (auto failed = list->failed()) {
        return *failed;
    }
    return entries;
}

base::Result<std::vector<Entry>> makeReference() {
    auto memory = Database::open(":memory:", Database::Access::Create);
    if (!memory) {
        return memory.error();
    }
    if (auto made = memory->run(kSchemaSql); !made) {
        return made.error();
    }
    return entriesOf(*memory);
}

}  // namespace

base::Result<bool> hasOurSchema(Database& database) {
    static const auto reference = makeReference();
    if (!reference) {
        return reference.error();
    }
    const auto entries = entriesOf(database);
    if (!entries) {
        return entries.error();
    }
    return *entries == *reference;
}

}  // namespace mirrorscope::storage
