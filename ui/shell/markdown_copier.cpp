// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/markdown_copier.h"

#include <QClipboard>
#include <QGuiApplication>

#include "core/api/session_queries.h"
#include "core/exchange/attack_markdown.h"
#include "core/exchange/finding_markdown.h"
#include "ui/live/page_loader.h"

namespace mirrorscope::ui::shell {
namespace {

base::Result<traffic::AttackRow> attackOf(api::SessionQueries& queries, traffic::AttackId id,
                                          const base::CancelToken& cancel) {
    traffic::PageQuery page;
    page.after = id - 1;
    page.newestFirst = false;
    page.limit = 1;
    auto rows = queries.attacks(page, cancel);
    if (!rows) {
        return rows.error();
    }
    if (rows->empty() || rows->front().attack.id != id) {
        return base::Error{base::ErrorCode::AttackNotFound, {std::to_string(id)}};
    }
    return std::move(rows->front());
}

/// The first ones that are still stored.
base::Result<std::vector<traffic::RequestDetail>> firstRequests(api::SessionQueries& queries,
                                                                traffic::AttackId id,
                                                                const base::CancelToken& cancel) {
    traffic::PageQuery page;
    page.newestFirst = false;
    page.limit = exchange::kShownRequests;
    const auto ids = queries.attackRequests(id, page, cancel);
    if (!ids) {
        return ids.error();
    }
    std::vector<traffic::RequestDetail> out;
    for (const traffic::RequestId one : *ids) {
        auto detail = queries.detail(one, cancel);
        if (!detail && detail.error().code == base::ErrorCode::RequestNotFound) {
            continue;  // retention was faster
        }
        if (!detail) {
            return detail.error();
        }
        out.push_back(std::move(*detail));
    }
    return out;
}

base::Result<std::string> markdownOf(api::SessionQueries& queries, traffic::AttackId id,
                                     const redaction::Privacy& privacy, const base::CancelToken& cancel) {
    const auto row = attackOf(queries, id, cancel);
    if (!row) {
        return row.error();
    }
    const auto requests = firstRequests(queries, id, cancel);
    if (!requests) {
        return requests.error();
    }
    const auto redactor = redaction::redactorFor(row->sourceName, privacy);
    if (!redactor) {
        return redactor.error();
    }
    return exchange::attackMarkdown(*row, *requests, *redactor ? &**redactor : nullptr);
}

}  // namespace

MarkdownCopier::MarkdownCopier(live::PageLoader& loader, QObject* parent)
    : QObject(parent), m_loader(loader) {}

MarkdownCopier::~MarkdownCopier() {
    m_token.cancel();
}

redaction::Privacy MarkdownCopier::privacy(bool withSecrets) const {
    redaction::Privacy out = m_privacy;
    out.hides = out.hides && !withSecrets;
    return out;
}

void MarkdownCopier::copyAttack(traffic::AttackId id, bool withSecrets) {
    m_token.cancel();
    m_token = m_loader.ask<std::string>(
        this,
        [id, privacy = privacy(withSecrets)](api::SessionQueries& queries, const base::CancelToken& cancel) {
            return markdownOf(queries, id, privacy, cancel);
        },
        [this](const base::Result<std::string>& report) { take(report); });
}

void MarkdownCopier::copyFinding(const traffic::Finding& finding, const std::string& source,
                                 bool withSecrets) {
    m_token.cancel();
    m_token = m_loader.ask<std::string>(
        this,
        [finding, source, privacy = privacy(withSecrets)](
            api::SessionQueries&, const base::CancelToken&) -> base::Result<std::string> {
            const auto redactor = redaction::redactorFor(source, privacy);
            if (!redactor) {
                return redactor.error();
            }
            return exchange::findingMarkdown(finding, source, *redactor ? &**redactor : nullptr);
        },
        [this](const base::Result<std::string>& report) { take(report); });
}

void MarkdownCopier::take(const base::Result<std::string>& report) {
    if (!report) {
        emit failed(report.error());
        return;
    }
    QGuiApplication::clipboard()->setText(
        QString::fromUtf8(report->data(), static_cast<qsizetype>(report->size())));
    emit copied();
}

}  // namespace mirrorscope::ui::shell
