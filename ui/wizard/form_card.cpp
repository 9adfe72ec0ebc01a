// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/form_card.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QRadioButton>
#include <QSaveFile>
#include <QVBoxLayout>

#include "ui/text/message_box.h"
#include "ui/text/role_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/wizard/code_view.h"

namespace mirrorscope::ui::wizard {

FormCard::FormCard(const QString& name, const QString& title, QWidget* parent)
    : QFrame(parent), m_title(title) {
    setObjectName(QStringLiteral("wizard.card.") + name);
    setAccessibleName(title);
    m_head = buildHead(name, title);
    m_view = new CodeView(this);
    m_view->setObjectName(QStringLiteral("wizard.code.") + name);
    m_view->setAccessibleName(tr("%1, text").arg(title));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(text::makeRule(this));
    layout->addWidget(m_view, 1);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, qOverload<>(&QWidget::update));
}

QWidget* FormCard::buildHead(const QString& name, const QString& title) {
    auto* head = new QWidget(this);
    m_choice = new QRadioButton(head);
    m_choice->setObjectName(QStringLiteral("wizard.choose.") + name);
    m_choice->setAccessibleName(title);
    m_choice->setAutoExclusive(false);  // the two stand in frames of their own
    connect(m_choice, &QRadioButton::clicked, this, [this] {
        m_choice->setChecked(true);
        emit chosen();
    });
    m_sentence = text::makeNote({}, head);
    m_sentence->setObjectName(QStringLiteral("wizard.form.") + name);
    m_copy = new QPushButton(theme::icon(theme::Icon::Copy), tr("Copy"), head);
    m_copy->setObjectName(QStringLiteral("wizard.copy.") + name);
    m_copy->setAccessibleName(tr("Copy, %1").arg(title));
    m_copy->setAutoDefault(false);
    connect(m_copy, &QPushButton::clicked, this, &FormCard::copy);
    auto* save = new QPushButton(tr("Save as…"), head);
    save->setObjectName(QStringLiteral("wizard.save.") + name);
    save->setAccessibleName(tr("Save as, %1").arg(title));
    save->setAutoDefault(false);
    connect(save, &QPushButton::clicked, this, &FormCard::save);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(text::makeGroupTitle(title, head));
    words->addWidget(m_sentence);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(theme::kBarSide, theme::kBetween, theme::kBarSide, theme::kBetween);
    row->setSpacing(theme::kBetween);
    row->addWidget(m_choice);
    row->addLayout(words, 1);
    row->addWidget(m_copy);
    row->addWidget(save);
    return head;
}

void FormCard::setSentence(const QString& sentence) {
    m_sentence->setText(sentence);
    m_choice->setAccessibleDescription(sentence);
}

void FormCard::setText(const MarkedText& shown, const std::string& bytes) {
    m_view->setMarked(shown);
    m_bytes = QByteArray::fromStdString(bytes);
}

void FormCard::setChosen(bool isChosen) {
    m_isChosen = isChosen;
    m_choice->setChecked(isChosen);
    m_copy->setProperty(theme::kPrimaryProperty, isChosen);
    m_copy->setIcon(theme::icon(theme::Icon::Copy, isChosen ? theme::Role::OnAccent : theme::Role::Text2));
    m_copy->update();
    update();
}

void FormCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme::color(theme::Role::Base));
    painter.fillRect(m_head->geometry(),
                     theme::color(m_isChosen ? theme::Role::Selection : theme::Role::Window));
    painter.setPen(theme::color(m_isChosen ? theme::Role::Accent : theme::Role::Line));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void FormCard::copy() {
    QGuiApplication::clipboard()->setText(QString::fromUtf8(m_bytes));
    emit chosen();
}

void FormCard::save() {
    const QString path = QFileDialog::getSaveFileName(this, tr("Save %1").arg(m_title));
    if (path.isEmpty()) {
        return;
    }
    // Some kilobytes: the disk is not waited for long.
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(m_bytes) != m_bytes.size() || !file.commit()) {
        text::openMessage(window(), QMessageBox::Warning, QStringLiteral("dialog.wizard-save"),
                          tr("%1 could not be written.").arg(text::shownText(path.toStdString())),
                          text::shownText(file.errorString().toStdString()));
        return;
    }
    emit chosen();
}

}  // namespace mirrorscope::ui::wizard
