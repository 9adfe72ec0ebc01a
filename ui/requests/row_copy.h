// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimeZone>
#include <functional>
#include <string>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/traffic/mark.h"
#include "core/traffic/rows.h"
#include "ui/requests/request_columns.h"

namespace mirrorscope::ui::live {
class PageLoader;
}

namespace mirrorscope::ui::requests {

/// What is copied, and how.
struct CopyOrder {
    struct Column {
        QString title;
        RequestColumn column = RequestColumn::Count;  // Count: a header
        std::string header;
    };
    std::vector<traffic::RequestId> ids;  // in the order of the table
    std::vector<Column> columns;          // from left to right
    QTimeZone zone = QTimeZone::utc();
    bool withTitles = false;
    std::function<QString(const traffic::RequestRow&)> ruleOf;   // for the column of colour rules
    std::function<QString(const traffic::RequestRow&)> knownOf;  // for that of known sources
};

/// Rows of the table as tab-separated values on the clipboard. They are read from the store, so that those
/// out of view are whole, too. The last order counts. UI thread.
class RowCopy : public QObject {
    Q_OBJECT

public:
    /// A clipboard with more serves nobody, and the text passes through the window at once.
    static constexpr int kMostRows = 10'000;

    explicit RowCopy(live::PageLoader& loader, QObject* parent = nullptr);
    ~RowCopy() override;

    void copy(CopyOrder order);

signals:
    void copied(int rows);

private:
    struct Read {
        std::vector<traffic::RequestRow> rows;
        std::vector<std::vector<std::string>> headers;  // of the ids
        std::vector<traffic::Mark> marks;               // of the ids, where asked for
    };

    static QString text(const CopyOrder& order, const Read& read);

    live::PageLoader& m_loader;
    base::CancelToken m_token;
};

}  // namespace mirrorscope::ui::requests
