// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/request_copier.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

#include "core/api/session_queries.h"
#include "ui/live/page_loader.h"
#include "ui/text/byte_copy.h"

namespace mirrorscope::ui::detail {
namespace {

base::Result<std::string> copyOf(const traffic::RequestDetail& detail, exchange::CopyForm form,
                                 const redaction::Privacy& privacy) {
    const auto redactor = redaction::redactorFor(detail.row.sourceName, privacy);
    if (!redactor) {
        return redactor.error();
    }
    return exchange::requestCopy(detail, form, *redactor ? &**redactor : nullptr);
}

}  // namespace

RequestCopier::RequestCopier(live::PageLoader& loader, QObject* parent) : QObject(parent), m_loader(loader) {}

RequestCopier::~RequestCopier() {
    m_token.cancel();
}

void RequestCopier::copy(traffic::RequestId request, exchange::CopyForm form, bool withSecrets) {
    m_token.cancel();
    redaction::Privacy privacy = m_privacy;
    privacy.hides = privacy.hides && !withSecrets;
    m_token = m_loader.ask<std::string>(
        this,
        [request, form, privacy](api::SessionQueries& queries,
                                 const base::CancelToken& cancel) -> base::Result<std::string> {
            const auto detail = queries.detail(request, cancel);
            return detail ? copyOf(*detail, form, privacy) : detail.error();
        },
        [this, form](base::Result<std::string> copy) { take(form, std::move(copy)); });
}

void RequestCopier::take(exchange::CopyForm form, base::Result<std::string> copy) {
    if (!copy.has_value()) {
        emit failed(copy.error());
        return;
    }
    if (copy->size() > kMostBytes) {
        emit failed({base::ErrorCode::InvalidArgument,
                     {"The copy", std::to_string(copy->size()) + " bytes",
                      "at most " + std::to_string(kMostBytes) + " bytes; mirrorscope-cli show writes more"}});
        return;
    }
    auto* data = new QMimeData;  // the clipboard's
    if (form == exchange::CopyForm::Raw) {
        data->setText(text::copiedText(*copy));
        data->setData(QStringLiteral("application/octet-stream"), QByteArray::fromStdString(*copy));
    } else {
        data->setText(QString::fromUtf8(copy->data(), static_cast<qsizetype>(copy->size())));
    }
    QGuiApplication::clipboard()->setMimeData(data);
    emit copied(form);
}

}  // namespace mirrorscope::ui::detail
