// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/kind_choice.h"

#include <QMenu>
#include <QSignalBlocker>
#include <algorithm>

#include "ui/proof/proof_words.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::proof {

KindChoice::KindChoice(QWidget* parent) : QPushButton(parent), m_menu(new QMenu(this)) {
    setObjectName(QStringLiteral("proof.kinds"));
    setAutoDefault(false);
    m_menu->setObjectName(QStringLiteral("proof.kinds.menu"));
    QAction* all = m_menu->addAction(tr("All kinds"));
    all->setObjectName(QStringLiteral("proof.kind.all"));
    connect(all, &QAction::triggered, this, &KindChoice::chooseAll);
    m_menu->addSeparator();
    for (const probe::ProbeForm& form : probe::probeForms()) {
        QAction* action = m_menu->addAction(titleOf(form.kind));
        action->setObjectName(QStringLiteral("proof.kind.") + text::ownText(form.name));
        action->setCheckable(true);
        action->setChecked(true);
        connect(action, &QAction::toggled, this, &KindChoice::refresh);
        m_actions.push_back(action);
    }
    setMenu(m_menu);
    refresh();
}

std::vector<probe::ProbeKind> KindChoice::kinds() const {
    std::vector<probe::ProbeKind> out;
    for (std::size_t i = 0; i < m_actions.size(); ++i) {
        if (m_actions[i]->isChecked()) {
            out.push_back(probe::probeForms()[i].kind);
        }
    }
    // None at all is no choice.
    return out.size() == m_actions.size() ? std::vector<probe::ProbeKind>() : out;
}

void KindChoice::chooseAll() {
    for (QAction* action : m_actions) {
        const QSignalBlocker quiet(action);
        action->setChecked(true);
    }
    refresh();
}

void KindChoice::refresh() {
    const auto chosen = std::ranges::count_if(m_actions, &QAction::isChecked);
    setText(chosen == 0 || static_cast<std::size_t>(chosen) == m_actions.size()
                ? tr("All kinds")
                : tr("%1 of %2 kinds").arg(chosen).arg(m_actions.size()));
    setAccessibleName(tr("Kinds of probes: %1").arg(text()));
    emit changed();
}

}  // namespace mirrorscope::ui::proof
