// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>
#include <QTimer>
#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/api/session_queries.h"
#include "core/base/cancel_token.h"
#include "core/query/time_point.h"
#include "core/standing/known_source.h"
#include "ui/filter/row_judge.h"

namespace mirrorscope::ui::live {
class PageLoader;
}

namespace mirrorscope::ui::known {

/// Which known sources the requests in view are of. What a row tells is judged here; what asks for headers or
/// hits the store is asked, for rows in view only. UI thread.
class KnownLabels : public QObject {
    Q_OBJECT

public:
    using SharedRow = std::shared_ptr<const traffic::RequestRow>;

    /// What is out of view makes room beyond that.
    static constexpr std::size_t kKept = 8192;

    explicit KnownLabels(live::PageLoader& loader, QObject* parent = nullptr);
    ~KnownLabels() override;

    /// Those in force. Times without a zone count from `moment`.
    void setSources(const standing::KnownSources& sources, const query::Moment& moment);
    bool isEmpty() const { return m_sources.empty(); }

    /// The names that the request bears, in the order of the list, as far as they are known by now.
    QStringList namesOf(const traffic::RequestRow& row) const;
    /// The condition that the first of them stands for.
    std::optional<query::Node> conditionOf(const traffic::RequestRow& row) const;
    /// Rows in view: what the rows do not tell is read and kept. Null ones are left out.
    void want(const std::vector<SharedRow>& rows);
    /// What was read may be of another session.
    void clear();

signals:
    void loaded();

private:
    static_assert(standing::kMostKnownSources <= 32);
    using Fits = std::uint32_t;  // a bit for each source

    struct Source {
        standing::KnownSource source;
        std::optional<filter::RowJudge> judge;  // unset: the store is asked
        query::Node condition;
    };
    /// What the store said, and how much it knew of the request then.
    struct Known {
        Fits fits = 0;
        bool isAttributed = false;
        bool isJudged = false;
    };
    using Answer = std::unordered_map<traffic::RequestId, Known>;

    bool isStale(const traffic::RequestRow& row) const;
    Fits fitsOf(const traffic::RequestRow& row) const;
    void readWanted();
    void onRead(base::Result<Answer> answer);
    void makeRoom();

    live::PageLoader& m_loader;
    std::vector<Source> m_sources;
    query::Moment m_moment;
    bool m_asksStore = false;
    std::unordered_map<traffic::RequestId, Known> m_known;
    std::vector<SharedRow> m_wanted;
    std::unordered_set<traffic::RequestId> m_reading;
    base::CancelToken m_token;
    QTimer m_again;  // the store learns of a row a little later than the feed tells
};

}  // namespace mirrorscope::ui::known
