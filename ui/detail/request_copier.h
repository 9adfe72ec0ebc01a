// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <string>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/exchange/request_copy.h"
#include "core/redaction/redactor.h"

namespace mirrorscope::ui::live {
class PageLoader;
}

namespace mirrorscope::ui::detail {

/// Puts a stored request on the clipboard, written on a reader's thread: a body of 16 MiB takes seconds. The
/// copy asked for last counts. Lives on the UI thread; the loader outlives it.
class RequestCopier : public QObject {
    Q_OBJECT

public:
    /// More than a clipboard partner wants to paste: that is exported.
    static constexpr std::size_t kMostBytes = 32U << 20U;

    explicit RequestCopier(live::PageLoader& loader, QObject* parent = nullptr);
    ~RequestCopier() override;

    void setPrivacy(const redaction::Privacy& privacy) { m_privacy = privacy; }
    /// Raw bytes come as text with escapes, and as application/octet-stream.
    void copy(traffic::RequestId request, exchange::CopyForm form, bool withSecrets);

signals:
    void copied(mirrorscope::exchange::CopyForm form);
    void failed(const mirrorscope::base::Error& error);

private:
    void take(exchange::CopyForm form, base::Result<std::string> copy);

    live::PageLoader& m_loader;
    redaction::Privacy m_privacy;
    base::CancelToken m_token;
};

}  // namespace mirrorscope::ui::detail
