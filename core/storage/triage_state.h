// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace mirrorscope::storage {

// The state in force, as parts of SQL. A hit is named by its rule and point, because re-analysis gives it a
// new id. Of the decisions about it, about its request as a whole and about a set with its request, the
// newest that was neither left unfinished nor undone holds; where that one says "new", nothing was decided.
// One about whole requests is about hits of the attack types that these had when it was made
// (decision.types): a type that only a later judging finds was seen by nobody, and is new.

/// In parentheses, rows (rule_id, point, state, time, reason) of the request of that id, one or more for each
/// of its hits that is decided; also of hits that were decided and are not found any more. A request without
/// hits is rule 0.
std::string decidedHitsOf(std::string_view request);

/// In parentheses, rows (state) of the request of that id: as above, and "new" for each hit that nobody
/// decided about. Beside such a hit "archived" and "false-positive" are left out: what somebody put away must
/// not hide what nobody saw. No rows: the request has no hits, and nobody decided about it.
std::string triageOfHitsOf(std::string_view request);

/// In parentheses, the state of an attack as a whole, of the row `a`: "new" while one of its hits is, else
/// the gravest of theirs. Its newest hits are looked at, kHitsOfAnAttack at most: what is new came last.
std::string triageOfAttack();
inline constexpr int kHitsOfAnAttack = 128;

}  // namespace mirrorscope::storage
