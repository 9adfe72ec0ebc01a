// SPDX-License-Identifier: GPL-3.0-or-later
#include <QHBoxLayout>
#include <QPushButton>

#include "ui/settings/page_parts.h"
#include "ui/settings/pages.h"

namespace mirrorscope::ui::settings {

ShortcutsPage::ShortcutsPage(SettingsDraft& draft, QWidget* parent)
    : SettingsPage(draft, QStringLiteral("shortcuts"), tr("Shortcuts"),
                   tr("Every action of the window can have another key."), parent) {
    addSection(tr("Keys"),
               tr("They are found by action or by key, changed by pressing the new one, and taken over "
                  "from another action after a question. Changes count at once."));
    auto* line = new QWidget(this);
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* open = new QPushButton(tr("&Keys…"), line);
    open->setObjectName(QStringLiteral("settings.keys"));
    open->setAutoDefault(false);
    layout->addWidget(open);
    layout->addStretch(1);
    addWidget(line);
    finish();
    connect(open, &QPushButton::clicked, this, &ShortcutsPage::keysRequested);
}

}  // namespace mirrorscope::ui::settings
