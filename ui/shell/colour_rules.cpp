// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/colour_rules.h"

#include <algorithm>

#include "ui/requests/colour_rules_dialog.h"
#include "ui/requests/requests_model.h"
#include "ui/requests/requests_view.h"
#include "ui/requests/table_columns.h"
#include "ui/text/message_box.h"

namespace mirrorscope::ui::shell {
namespace {

bool isAnyOn(const requests::ColourRules& rules) {
    return std::ranges::any_of(rules, &requests::ColourRule::isOn);
}

}  // namespace

ColourRulesKeeper::ColourRulesKeeper(const QString& file, requests::RequestsView& view, QWidget* window)
    : QObject(window), m_file(file), m_view(view), m_window(window), m_rules(m_file.load()) {
    apply(m_rules);
}

void ColourRulesKeeper::apply(const requests::ColourRules& rules) {
    m_view.requestsModel()->setColourRules(rules);
}

QList<Condition> ColourRulesKeeper::conditions() const {
    if (m_file.problem().isEmpty()) {
        return {};
    }
    return {{QStringLiteral("colours"),
             Rank::Warning,
             tr("Your colour rules do not count"),
             tr("%1. The file is left as it is.").arg(m_file.problem()),
             {},
             {}}};
}

void ColourRulesKeeper::openDialog() {
    auto* dialog = new requests::ColourRulesDialog(m_rules, m_file.problem(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &requests::ColourRulesDialog::rulesChanged, this, &ColourRulesKeeper::apply);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        if (!isAnyOn(m_rules) && isAnyOn(dialog->rules())) {
            // So that no tint stands there without its name.
            m_view.columns().setShown(QStringLiteral("rule"), true);
        }
        m_rules = dialog->rules();
        apply(m_rules);
        const bool wasRead = m_file.problem().isEmpty();
        if (!m_file.save(m_rules) && wasRead) {
            text::openMessage(m_window, QMessageBox::Warning, QStringLiteral("dialog.colours-failed"),
                              tr("The colour rules count until the window closes: they could not be kept."),
                              m_file.problem());
        }
    });
    dialog->open();
}

}  // namespace mirrorscope::ui::shell
