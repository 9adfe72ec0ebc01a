// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

#include "ui/detail/shown_request.h"

namespace mirrorscope::ui::detail {

/// Shows the secrets of one request, or all until the window closes, and hides them again. There while the
/// screen hides secrets and the request has some. UI thread.
class SecretsButton : public QToolButton {
    Q_OBJECT

public:
    explicit SecretsButton(QWidget* parent = nullptr);
    /// Null: none.
    void setRequest(const SharedRequest& request);
    /// Secrets are shown or hidden from now on.
    void showSecretsAnew();

private:
    void press();

    SharedRequest m_request;
};

}  // namespace mirrorscope::ui::detail
