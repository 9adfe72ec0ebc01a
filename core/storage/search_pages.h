// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/query/syntax_tree.h"
#include "core/storage/database.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::storage {

/// The free words that every request of an answer has to hold, as a question to the index; empty when there
/// are none that it can answer.
std::string searchExpression(const query::SyntaxTree& tree);

/// Where to look for a page of requests that hold certain words: a range of ids, in a segment of the index
/// or, behind what is indexed, by reading all.
struct SearchRange {
    std::optional<traffic::RequestId> segment;
    traffic::RequestId first = 0;
    traffic::RequestId last = 0;
};

/// How SQL reads a range: "FROM … WHERE … AND", to be followed by conditions on `key`, ascending as the ids.
/// With a segment the first value to be bound are the words (searchExpression()).
struct RangeSource {
    std::string from;
    std::string key;
};
RangeSource sourceOf(const SearchRange& range);

/// The index of a session (search_index.h) on a reader's connection, as schema "search". Follows an index
/// that is made anew. Reader's thread.
class AttachedSearch {
public:
    explicit AttachedSearch(std::filesystem::path session);

    /// The ranges that hold all requests from `first` to `last`, the newest first or the oldest; nothing when
    /// there is no index of this session.
    std::vector<SearchRange> ranges(Database& database, traffic::RequestId first, traffic::RequestId last,
                                    bool newestFirst);

private:
    bool attach(Database& database);

    std::filesystem::path m_session;
    ino_t m_attached = 0;  // 0: none
};

}  // namespace mirrorscope::storage
