// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/row_copy.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QStringList>
#include <algorithm>
#include <unordered_map>

#include "core/api/session_queries.h"
#include "ui/live/page_loader.h"
#include "ui/privacy/shown_secrets.h"
#include "ui/requests/header_columns.h"
#include "ui/requests/mark_column.h"
#include "ui/requests/read_rows.h"
#include "ui/requests/request_cell.h"
#include "ui/requests/requests_model.h"
#include "ui/text/tsv_cell.h"

namespace mirrorscope::ui::requests {
namespace {

constexpr QChar kTab(u'\t');
constexpr QChar kLineEnd(u'\n');

}  // namespace

RowCopy::RowCopy(live::PageLoader& loader, QObject* parent) : QObject(parent), m_loader(loader) {}

RowCopy::~RowCopy() {
    m_token.cancel();
}

void RowCopy::copy(CopyOrder order) {
    m_token.cancel();
    order.ids.resize(std::min(order.ids.size(), static_cast<std::size_t>(kMostRows)));
    std::vector<std::string> names;
    for (const auto& column : order.columns) {
        if (column.column == RequestColumn::Count) {
            names.push_back(column.header);
        }
    }
    const bool withMarks = std::ranges::any_of(
        order.columns, [](const auto& column) { return column.column == RequestColumn::Mark; });
    m_token = m_loader.ask<Read>(
        this,
        [ids = order.ids, names, withMarks](api::SessionQueries& queries,
                                            const base::CancelToken& cancel) -> base::Result<Read> {
            Read read;
            auto rows = readRows(queries, ids, cancel);
            if (!rows.has_value()) {
                return rows.error();
            }
            read.rows = std::move(*rows);
            if (withMarks) {
                auto marks = queries.marks(ids, cancel);
                if (!marks.has_value()) {
                    return marks.error();
                }
                read.marks = std::move(*marks);
            }
            if (names.empty()) {
                return read;
            }
            auto headers = queries.headerValues(ids, names, cancel);
            if (!headers.has_value()) {
                return headers.error();
            }
            read.headers = std::move(*headers);
            return read;
        },
        [this, order](base::Result<Read> read) {
            if (read.has_value()) {
                QGuiApplication::clipboard()->setText(text(order, *read));
                emit copied(static_cast<int>(order.ids.size()));
            }
        });
}

QString RowCopy::text(const CopyOrder& order, const Read& read) {
    std::unordered_map<traffic::RequestId, const traffic::RequestRow*> rows;
    for (const traffic::RequestRow& row : read.rows) {
        rows.emplace(row.id, &row);
    }
    QStringList lines;
    const auto addLine = [&](const auto& cellOf) {
        QStringList cells;
        for (const auto& column : order.columns) {
            cells << text::tsvCell(cellOf(column));
        }
        lines << cells.join(kTab);
    };
    if (order.withTitles) {
        addLine([](const CopyOrder::Column& column) { return column.title; });
    }
    for (std::size_t i = 0; i < order.ids.size(); ++i) {
        const auto row = rows.find(order.ids[i]);
        if (row == rows.end()) {
            continue;  // removed meanwhile
        }
        std::size_t header = 0;
        addLine([&](const CopyOrder::Column& column) {
            if (column.column == RequestColumn::Mark) {
                return markCell(read.marks[i], RequestsModel::CopyRole).toString();
            }
            if (column.column == RequestColumn::Known) {
                return order.knownOf ? order.knownOf(*row->second) : QString();
            }
            if (column.column == RequestColumn::Rule) {
                return order.ruleOf ? order.ruleOf(*row->second) : QString();
            }
            if (column.column != RequestColumn::Count) {
                return requestCell(*row->second, column.column, RequestsModel::CopyRole, order.zone)
                    .toString();
            }
            return privacy::shownHeader(column.header, read.headers[i][header++],
                                        {row->second->sourceName, row->second->id},
                                        HeaderColumns::kKeptBytes);
        });
    }
    return lines.isEmpty() ? QString() : lines.join(kLineEnd) + kLineEnd;
}

}  // namespace mirrorscope::ui::requests
