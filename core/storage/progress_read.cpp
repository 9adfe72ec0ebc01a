// SPDX-License-Identifier: Apache-2.0
#include "core/storage/progress_read.h"

#include "core/storage/statement.h"

namespace mirrorscope::storage {

base::Result<traffic::SessionProgress> readProgress(QueryRunner& runner) {
    // count(*) of requests would read the whole index; ids are given without gaps until retention removes
    // some. The highest id ever given outlives its row.
    auto rows = runner.gather<traffic::SessionProgress>(
        "SELECT ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'request'), 0),"
        " (SELECT request FROM cursor WHERE name = 'context'),"
        " (SELECT request FROM cursor WHERE name = 'verdict'),"
        // Apart: a min and a max in one SELECT read all rows.
        " ifnull((SELECT max(id) FROM request) - (SELECT min(id) FROM request) + 1, 0),"
        " (SELECT count(*) FROM attack),"
        " ifnull((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'reanalysis.until'), 0),"
        " ifnull((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'reanalysis.floor'), 0),"
        " ifnull((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'reanalysis.at'), 0),"
        " EXISTS (SELECT 1 FROM meta WHERE key = 'reanalysis.changed'),"
        " ifnull((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'reattribution.until'), 0)",
        {}, {}, [](const Statement& row) {
            return traffic::SessionProgress{row.number(0),
                                            row.number(1),
                                            row.number(2),
                                            static_cast<std::uint64_t>(row.number(3)),
                                            static_cast<std::uint64_t>(row.number(4)),
                                            row.number(5),
                                            row.number(6),
                                            row.number(7),
                                            row.number(8) != 0,
                                            row.number(9)};
        });
    if (!rows) {
        return rows.error();
    }
    return rows->front();
}

}  // namespace mirrorscope::storage
