// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/storage/database.h"
#include "core/storage/statement.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::storage {

/// What an earlier verdict had been counted as.
struct WithdrawnVerdict {
    bool wasThere = false;
    bool wasAttack = false;
    std::vector<std::string> types;
};

/// Takes back what an earlier analysis wrote of a request: its hits, and its share in attacks. Attacks
/// without a request go, unless somebody wrote a note on them. The verdict itself is replaced by the next
/// one. In the transaction of the caller; journal's thread.
class VerdictWithdrawal {
public:
    static base::Result<VerdictWithdrawal> prepare(Database& database);

    base::Result<WithdrawnVerdict> withdraw(traffic::RequestId request);

private:
    struct Statements {
        Statement verdict;
        Statement attacks;
        Statement share;
        Statement rules;
        Statement empty;
        Statement hits;
        Statement fresh;
    };
    explicit VerdictWithdrawal(Statements statements) : m_statements(std::move(statements)) {}
    base::Result<void> takeShares(traffic::RequestId request);

    Statements m_statements;
};

}  // namespace mirrorscope::storage
