// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/listeners_editor.h"
#include "ui/settings/pages.h"

namespace mirrorscope::ui::settings {

ListenersPage::ListenersPage(SettingsDraft& draft, QWidget* parent)
    : SettingsPage(draft, QStringLiteral("listeners"), tr("Listeners"),
                   tr("Where proxies send the copies of their requests."), parent),
      m_listeners(new ListenersEditor(this)) {
    const auto number = [this] { return new LineEditor(LineEditor::Width::Number, this); };
    addSection(tr("Addresses"),
               tr("127.0.0.1 takes requests from this computer only; for other addresses page Trust says who "
                  "may send. Requests on their way are still answered when a listener moves."));
    addField("listen", {tr("L&isten on"), {}, tr("add remove address port name in use")}, m_listeners);
    addField("ack", {tr("A&nswer"), {}, tr("acknowledge 204 202")},
             new RadioEditor({{QStringLiteral("commit"), tr("After a request is stored"),
                               tr("204 means that it is in the session, also after a crash.")},
                              {QStringLiteral("enqueue"), tr("As soon as it waits for the disk"),
                               tr("202 promises nothing. Proxies wait less.")}},
                             this));
    addSection(
        tr("Limits"),
        tr("What one sender or many can take of this computer. The other limits have their place in the "
           "file only; mirrorscope-cli listen --help lists them."));
    addField("limits.connections",
             {tr("&Connections"), tr("Open at the same time to a listener; more are closed."), {}}, number());
    addField("limits.body-bytes",
             {tr("Kept of a &body"), tr("The rest is counted and hashed, not stored."), tr("size bytes")},
             number());
    addField("limits.queue-bytes",
             {tr("&Queue"), tr("Requests that wait for the disk; more are refused."), tr("memory")},
             number());
    addField("limits.patience",
             {tr("&Patience"), tr("How long a proxy waits for the disk before it gets 503."), tr("timeout")},
             number());
    addField("limits.idle",
             {tr("Idl&e connections"),
              tr("Closed after that. Shorter than the proxy's own time loses mirrored POSTs."),
              tr("timeout keep-alive")},
             number());
    finish();
}

void ListenersPage::setStatus(const api::ServiceStatus& status) {
    m_listeners->setStatus(status);
}

}  // namespace mirrorscope::ui::settings
