// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/secrets_button.h"

#include <QMenu>

#include "ui/detail/hidden_parts.h"
#include "ui/privacy/screen.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/theme/icons.h"

namespace mirrorscope::ui::detail {

SecretsButton::SecretsButton(QWidget* parent) : QToolButton(parent) {
    setObjectName(QStringLiteral("detail.secrets"));
    setIcon(theme::icon(theme::Icon::Lock));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setPopupMode(QToolButton::MenuButtonPopup);
    setAutoRaise(true);
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("detail.secrets.menu"));
    menu->addAction(tr("Show until another request is chosen"), this, [this] {
        if (m_request) {
            privacy::Screen::instance().reveal(m_request->detail.request.id);
        }
    });
    menu->addAction(tr("Show all until the window closes"), this,
                    [] { privacy::Screen::instance().revealAll(); });
    setMenu(menu);
    connect(this, &QToolButton::clicked, this, &SecretsButton::press);
    hide();
}

void SecretsButton::setRequest(const SharedRequest& request) {
    m_request = request;
    showSecretsAnew();
}

void SecretsButton::showSecretsAnew() {
    const bool isThere = m_request && privacy::Screen::instance().isHiding() && !m_request->secrets.empty();
    setVisible(isThere);
    if (!isThere) {
        return;
    }
    const std::size_t count = m_request->secrets.size();
    const bool hides = detail::isHidden(m_request);
    setText(!hides       ? tr("Hide secrets")
            : count == 1 ? tr("Show 1 secret")
                         : tr("Show %1 secrets").arg(text::countText(count)));
    setAccessibleName(text());
    const QString what =
        hides ? tr("Dots stand for credentials, cookies, tokens, card numbers and what the settings name. "
                   "Shows them until another request is chosen.")
              : tr("Secrets are on the screen. Hides them again.");
    text::setPlainToolTip(this, what);
    setAccessibleDescription(what);
}

void SecretsButton::press() {
    privacy::Screen& screen = privacy::Screen::instance();
    if (detail::isHidden(m_request)) {
        screen.reveal(m_request->detail.request.id);
    } else {
        screen.hideAgain();
    }
}

}  // namespace mirrorscope::ui::detail
