// SPDX-License-Identifier: Apache-2.0
#include "core/storage/source_settings.h"

#include <set>
#include <string>
#include <utility>

#include "core/storage/source_setting_rows.h"
#include "core/storage/transaction.h"
#include "core/storage/users_connection.h"
#include "core/storage/writer_lock.h"

namespace mirrorscope::storage {
namespace {

using traffic::SourceId;
using traffic::SourceKind;

constexpr char kNoticeSql[] =
    "INSERT INTO meta VALUES ('sources.revision', '1') ON CONFLICT (key) DO UPDATE SET"
    " value = CAST(value AS INTEGER) + 1";

base::Error notFound(SourceId source) {
    return {base::ErrorCode::SourceNotFound, {std::to_string(source)}};
}

base::Error notMergeable(SourceId into, const char* expectation) {
    return {base::ErrorCode::InvalidArgument, {"--merge-into", std::to_string(into), expectation}};
}

}  // namespace

class SourceSettings::Impl {
public:
    Impl(std::filesystem::path session, Database database)
        : m_session(std::move(session)), m_database(std::move(database)) {}

    /// Everything that `write` does, or nothing of it; who records is told.
    template <typename Write>
    base::Result<void> whole(const Write& write) {
        auto transaction = Transaction::begin(m_database);
        if (!transaction) {
            return transaction.error();
        }
        if (auto done = write(); !done) {
            return done;
        }
        if (auto told = m_database.run(kNoticeSql); !told) {
            return told;
        }
        return transaction->commit();
    }

    base::Result<traffic::SourceSetting> of(SourceId source);
    base::Result<void> set(const traffic::SourceSetting& setting);
    base::Result<void> forget(SourceId source);
    const std::filesystem::path& session() const { return m_session; }

private:
    base::Result<SourceKind> kindOf(SourceId source);
    base::Result<void> mustBeMergeable(const traffic::SourceSetting& setting);
    base::Result<void> change(const std::string& sql, SourceId source) {
        auto statement = Statement::prepare(m_database, sql.c_str());
        return statement ? statement->bind(source).run() : base::Result<void>(statement.error());
    }

    std::filesystem::path m_session;
    Database m_database;
};

base::Result<SourceKind> SourceSettings::Impl::kindOf(SourceId source) {
    auto found = Statement::prepare(m_database, "SELECT kind FROM source WHERE id = ?");
    if (!found) {
        return found.error();
    }
    found->bind(source);
    if (!found->next()) {
        const auto failed = found->failed();
        return failed ? *failed : notFound(source);
    }
    return traffic::sourceKindByName(found->bytes(0)).value_or(SourceKind::Unknown);
}

base::Result<traffic::SourceSetting> SourceSettings::Impl::of(SourceId source) {
    if (const auto kind = kindOf(source); !kind) {
        return kind.error();
    }
    const std::string sql =
        std::string("SELECT ") + kSourceSettingColumns + " FROM source_setting WHERE source = ?";
    auto found = Statement::prepare(m_database, sql.c_str());
    if (!found) {
        return found.error();
    }
    found->bind(source);
    traffic::SourceSetting setting;
    setting.source = source;
    if (found->next()) {
        setting = readSourceSetting(*found);
    }
    const auto failed = found->failed();
    return failed ? base::Result<traffic::SourceSetting>(*failed) : setting;
}

/// Of one kind, or one of them unknown: requests are read by the kind that they are shown as.
base::Result<void> SourceSettings::Impl::mustBeMergeable(const traffic::SourceSetting& setting) {
    const SourceId into = *setting.mergedInto;
    const auto mine = kindOf(setting.source);
    const auto other = kindOf(into);
    if (!mine || !other) {
        return mine ? other.error() : mine.error();
    }
    if (*mine != *other && *mine != SourceKind::Unknown && *other != SourceKind::Unknown) {
        return notMergeable(into, "a source of the same kind of proxy, or one of unknown kind");
    }
    std::set<SourceId> seen{setting.source};
    for (std::optional<SourceId> next = into; next;) {
        if (!seen.insert(*next).second) {
            return notMergeable(into, "a source that is not itself merged into this one");
        }
        const auto further = of(*next);
        if (!further) {
            return further.error();
        }
        next = further->mergedInto;
    }
    return {};
}

base::Result<void> SourceSettings::Impl::set(const traffic::SourceSetting& setting) {
    if (const auto kind = kindOf(setting.source); !kind) {
        return kind.error();
    }
    if (setting.mergedInto) {
        if (auto mergeable = mustBeMergeable(setting); !mergeable) {
            return mergeable;
        }
    }
    const std::string sql = std::string("INSERT OR REPLACE INTO source_setting (") + kSourceSettingColumns +
                            ") VALUES (?,?,?,?,?,?,?,?,?,?)";
    auto statement = Statement::prepare(m_database, sql.c_str());
    if (!statement) {
        return statement.error();
    }
    bindSourceSetting(*statement, setting);
    if (auto done = statement->run(); !done || setting.name.empty()) {
        return done;
    }
    auto rename = Statement::prepare(m_database, "UPDATE source SET name = ? WHERE id = ?");
    return rename ? rename->bindText(setting.name).bind(setting.source).run()
                  : base::Result<void>(rename.error());
}

base::Result<void> SourceSettings::Impl::forget(SourceId source) {
    if (const auto kind = kindOf(source); !kind) {
        return kind.error();
    }
    for (const char* sql :
         {"DELETE FROM source_setting WHERE source = ?", "DELETE FROM meta WHERE key = 'proof.' || ?",
          "UPDATE source_setting SET merged_into = NULL WHERE merged_into = ?",
          "DELETE FROM finding WHERE source = ?", "DELETE FROM header_presence WHERE source = ?",
          "UPDATE source SET confidence = 0, identified_by = 'forgotten', version = '' WHERE id = ?",
          "DELETE FROM source WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM context WHERE source = ?1)"
          " AND NOT EXISTS (SELECT 1 FROM attack WHERE source = ?1)"}) {
        if (auto done = change(sql, source); !done) {
            return done;
        }
    }
    return {};
}

base::Result<std::unique_ptr<SourceSettings>> SourceSettings::open(const std::filesystem::path& session) {
    auto database = openForUser(session);
    if (!database) {
        return database.error();
    }
    return std::unique_ptr<SourceSettings>(
        new SourceSettings(std::make_unique<Impl>(session, std::move(*database))));
}

SourceSettings::SourceSettings(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
SourceSettings::~SourceSettings() = default;

base::Result<traffic::SourceSetting> SourceSettings::of(traffic::SourceId source) {
    return m_impl->of(source);
}

base::Result<void> SourceSettings::set(const traffic::SourceSetting& setting) {
    return m_impl->whole([&] { return m_impl->set(setting); });
}

base::Result<void> SourceSettings::forget(traffic::SourceId source) {
    const auto lock = WriterLock::take(m_impl->session());
    return lock ? m_impl->whole([&] { return m_impl->forget(source); }) : base::Result<void>(lock.error());
}

}  // namespace mirrorscope::storage
