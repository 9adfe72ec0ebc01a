// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/keys_dialog.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/shell/icon_label.h"
#include "ui/shell/key_field.h"
#include "ui/shell/keys_list.h"
#include "ui/text/plain_label.h"
#include "ui/theme/spacing.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::shell {
namespace {

constexpr QSize kSize{640, 640};
QPushButton* button(const QString& name, const QString& text, QWidget* parent) {
    auto* button = new QPushButton(text, parent);
    button->setObjectName(name);
    button->setAutoDefault(false);
    return button;
}

}  // namespace

KeysDialog::KeysDialog(ActionRegistry& registry, const QStringList& problems, QWidget* parent)
    : QDialog(parent), m_registry(registry) {
    setObjectName(QStringLiteral("dialog.keys"));
    setWindowTitle(tr("Keys"));
    resize(kSize);
    buildParts(problems);
    layOut();
    wire();
    choose();
    m_search->setFocus();
}

void KeysDialog::buildParts(const QStringList& problems) {
    m_search = new QLineEdit(this);
    m_search->setObjectName(QStringLiteral("keys.search"));
    m_search->setAccessibleName(tr("Find an action or a key"));
    m_search->setPlaceholderText(tr("Find an action or a key"));
    m_search->setClearButtonEnabled(true);
    m_list = new KeysList(m_registry, this);
    m_list->setObjectName(QStringLiteral("keys.list"));
    m_list->setAccessibleName(tr("Actions and their keys"));
    m_what = new text::PlainLabel(this);
    m_what->setObjectName(QStringLiteral("keys.what"));
    m_field = new KeyField(this);
    m_field->setObjectName(QStringLiteral("keys.field"));
    m_message = new text::PlainLabel(this);
    m_message->setObjectName(QStringLiteral("keys.message"));
    m_message->setWordWrap(true);
    m_problems = new text::PlainLabel(
        tr("The file of keys has entries that do not count:") + u'\n' + problems.join(u'\n'), this);
    m_problems->setObjectName(QStringLiteral("keys.problems"));
    m_problems->setWordWrap(true);
    m_problems->setVisible(!problems.isEmpty());
    m_takeOver = button(QStringLiteral("keys.take-over"), tr("Take it over"), this);
    m_takeOver->setProperty(theme::kPrimaryProperty, true);
    m_none = button(QStringLiteral("keys.none"), tr("No key"), this);
    m_reset = button(QStringLiteral("keys.reset"), tr("Reset"), this);
    m_resetAll = button(QStringLiteral("keys.reset-all"), tr("Reset all"), this);
}

void KeysDialog::layOut() {
    auto* line = new QHBoxLayout;
    line->setSpacing(theme::kBetween);
    line->addWidget(m_field, 1);
    line->addWidget(m_takeOver);
    line->addWidget(m_none);
    line->addWidget(m_reset);
    auto* last = new QHBoxLayout;
    auto* close = button(QStringLiteral("keys.close"), tr("Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    last->addWidget(m_resetAll);
    last->addStretch(1);
    last->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kPage, theme::kPage, theme::kPage, theme::kPage);
    layout->setSpacing(theme::kBetween);
    layout->addWidget(m_problems);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_what);
    layout->addLayout(line);
    layout->addWidget(m_message);
    layout->addLayout(last);
}

void KeysDialog::wire() {
    m_search->installEventFilter(this);
    m_list->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_list->find(text);
        choose();
    });
    connect(m_list, &QTreeWidget::currentItemChanged, this, &KeysDialog::choose);
    connect(m_list, &QTreeWidget::itemDoubleClicked, this, &KeysDialog::edit);
    connect(m_field, &KeyField::pressed, this, &KeysDialog::take);
    connect(m_field, &KeyField::cleared, m_none, &QPushButton::click);
    connect(m_field, &KeyField::confirmed, this, [this] { m_wanted ? takeOver() : leave(); });
    connect(m_field, &KeyField::cancelled, this, [this] { m_wanted ? choose() : leave(); });
    connect(m_takeOver, &QPushButton::clicked, this, &KeysDialog::takeOver);
    connect(m_none, &QPushButton::clicked, this, [this] {
        m_registry.setKeys(*m_list->chosen(), {});
        say(tr("No key any more."), false);
    });
    connect(m_reset, &QPushButton::clicked, this, [this] {
        const ActionRegistry::Entry& entry = *m_list->chosen();
        m_registry.reset(entry);
        say(entry.isChanged() ? tr("Its default belongs to another action now.") : tr("As it was at first."),
            entry.isChanged());
    });
    connect(m_resetAll, &QPushButton::clicked, this, [this] {
        m_registry.resetAll();
        say(tr("All keys are as they were at first."), false);
    });
    connect(&m_registry, &ActionRegistry::keysChanged, this, &KeysDialog::choose);
}

void KeysDialog::choose() {
    m_wanted.reset();
    m_takeOver->hide();
    const ActionRegistry::Entry* entry = m_list->chosen();
    m_field->setEnabled(entry != nullptr);
    m_none->setEnabled(entry != nullptr && !entry->keys().isEmpty());
    m_reset->setEnabled(entry != nullptr && entry->isChanged());
    m_what->setText(entry == nullptr ? tr("Choose an action to change its keys.")
                                     : tr("Keys of “%1”").arg(entry->title()));
    m_field->setKeys(entry == nullptr ? QList<QKeySequence>() : entry->keys());
    m_field->setAccessibleName(m_what->text());
    m_field->setPlaceholderText(entry == nullptr ? QString() : tr("No key: press one"));
    say(entry == nullptr ? QString() : tr("Return, then press the new key. Backspace: no key."), false);
}

void KeysDialog::edit() {
    if (m_list->chosen() != nullptr) {
        m_field->setFocus(Qt::OtherFocusReason);
        say(tr("Press the new key. Return or Esc ends it, Backspace takes the key away."), false);
    }
}

void KeysDialog::leave() {
    choose();
    m_list->setFocus(Qt::OtherFocusReason);
}

void KeysDialog::take(const QKeySequence& key) {
    const ActionRegistry::Entry& entry = *m_list->chosen();
    m_wanted.reset();
    m_takeOver->hide();
    m_field->setKeys({key});
    if (const auto complaint = ActionRegistry::complaintAbout(key)) {
        m_field->setKeys(entry.keys());
        say(keysText({key}) + QStringLiteral(": ") + *complaint, true);
    } else if (const ActionRegistry::Entry* holder = m_registry.holderOf(key, entry)) {
        m_wanted = key;
        m_takeOver->show();
        say(tr("%1 belongs to “%2”. Return takes it over, Esc leaves it.")
                .arg(keysText({key}), holder->title()),
            true);
    } else {
        m_registry.setKeys(entry, {key});
        say(tr("Changed to %1.").arg(keysText({key})), false);
    }
}

void KeysDialog::takeOver() {
    const QKeySequence key = *m_wanted;
    const ActionRegistry::Entry& entry = *m_list->chosen();
    const QString loser = m_registry.holderOf(key, entry)->title();
    m_registry.takeOver(entry, key);
    say(tr("Changed to %1. “%2” does not have it any more.").arg(keysText({key}), loser), false);
    m_field->setFocus(Qt::OtherFocusReason);
}

void KeysDialog::say(const QString& message, bool isWrong) {
    QPalette palette = this->palette();
    palette.setColor(QPalette::WindowText,
                     theme::color(isWrong ? theme::Role::Critical : theme::Role::Text2));
    m_message->setPalette(palette);
    m_message->setText(message);
    m_field->setAccessibleDescription(message);
}

bool KeysDialog::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const bool isReturn = key == Qt::Key_Return || key == Qt::Key_Enter;
        if (watched == m_search && key == Qt::Key_Down) {
            m_list->setFocus(Qt::OtherFocusReason);
            return true;
        }
        if (isReturn || (watched == m_list && key == Qt::Key_F2)) {
            edit();
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

}  // namespace mirrorscope::ui::shell
