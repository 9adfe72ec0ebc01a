// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/byte_panel.h"

#include <QHBoxLayout>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/detail/find_field.h"
#include "ui/text/byte_view.h"
#include "ui/text/plain_label.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::detail {
namespace {

constexpr int kFindWidth = 200;

QToolButton* button(const QString& name, const QString& label, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setObjectName(name);
    button->setText(label);
    button->setAccessibleName(label);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setMinimumHeight(theme::kTouch);
    return button;
}

}  // namespace

BytePanel::BytePanel(const QString& name, const QString& title, QWidget* parent)
    : QWidget(parent),
      m_note(new text::PlainLabel(this)),
      m_view(new text::ByteView(this)),
      m_wrap(button(name + QStringLiteral(".wrap"), tr("Wrap"), this)),
      m_hex(button(name + QStringLiteral(".hex"), tr("Hex"), this)),
      m_find(button(name + QStringLiteral(".find"), tr("Find"), this)),
      m_needle(new FindField(this)),
      m_notFound(new text::PlainLabel(this)) {
    setObjectName(name);
    m_view->setObjectName(name + QStringLiteral(".bytes"));
    m_view->setAccessibleName(title);
    auto* heading = new text::PlainLabel(title, this);
    QFont strong = theme::font(theme::TextStyle::Small);
    strong.setWeight(theme::kStrongWeight);
    heading->setFont(strong);
    heading->setForegroundRole(QPalette::PlaceholderText);
    m_note->setFont(theme::font(theme::TextStyle::Small));
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setElided(text::Kind::Sentence);
    m_needle->setObjectName(name + QStringLiteral(".needle"));
    m_needle->setAccessibleName(tr("Find in these bytes"));
    m_needle->setPlaceholderText(tr("Find"));
    m_needle->setFixedWidth(kFindWidth);
    m_needle->setClearButtonEnabled(true);
    m_needle->hide();
    connect(m_needle, &FindField::findWanted, this, &BytePanel::find);
    connect(m_needle, &FindField::closeWanted, this, &BytePanel::closeFind);
    m_notFound->setText(tr("Not found"));
    m_notFound->hide();
    m_find->setIcon(theme::icon(theme::Icon::Search));
    for (QToolButton* toggle : {m_wrap, m_hex}) {
        toggle->setCheckable(true);
    }
    m_wrap->setChecked(true);
    arrange(heading);
    connectKeys();
}

void BytePanel::arrange(QWidget* heading) {
    auto* bar = m_bar = new QHBoxLayout;
    bar->setContentsMargins(theme::kBarSide, theme::kInside, theme::kBarSide, theme::kInside);
    bar->setSpacing(theme::kBetween);
    bar->addWidget(heading);
    bar->addWidget(m_note, 1);
    bar->addWidget(m_notFound);
    bar->addWidget(m_needle);
    bar->addWidget(m_wrap);
    bar->addWidget(m_hex);
    bar->addWidget(m_find);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_view, 1);
}

void BytePanel::connectKeys() {
    connect(m_wrap, &QToolButton::toggled, m_view, &text::ByteView::setWrap);
    connect(m_hex, &QToolButton::toggled, this, [this](bool on) {
        m_view->setMode(on ? text::ByteView::Mode::Hex : text::ByteView::Mode::Text);
        m_wrap->setEnabled(!on);
    });
    connect(m_find, &QToolButton::clicked, this, &BytePanel::openFind);
    connect(m_needle, &QLineEdit::textChanged, m_notFound, &QWidget::hide);
    auto* findKey = new QShortcut(QKeySequence::Find, this, this, &BytePanel::openFind);
    findKey->setContext(Qt::WidgetWithChildrenShortcut);
    auto* nextKey = new QShortcut(QKeySequence::FindNext, this, this, &BytePanel::findNext);
    nextKey->setContext(Qt::WidgetWithChildrenShortcut);
}

void BytePanel::setBytes(std::shared_ptr<const std::string> bytes, text::HiddenBytes hidden) {
    m_view->setBytes(std::move(bytes), std::move(hidden));
    m_notFound->hide();
}

void BytePanel::setNote(const QString& note) {
    m_note->setText(note);
}

QToolButton* BytePanel::addToggle(const QString& suffix, const QString& label) {
    QToolButton* toggle = button(objectName() + suffix, label, this);
    toggle->setCheckable(true);
    m_bar->insertWidget(m_bar->indexOf(m_wrap), toggle);
    return toggle;
}

void BytePanel::setMode(bool isHex) {
    m_hex->setChecked(isHex);
    m_hex->hide();
}

void BytePanel::openFind() {
    m_needle->show();
    m_needle->setFocus();
    m_needle->selectAll();
}

void BytePanel::closeFind() {
    m_needle->hide();
    m_notFound->hide();
    m_view->setFocus();
}

void BytePanel::findNext() {
    find(true);
}

void BytePanel::findPrevious() {
    find(false);
}

void BytePanel::find(bool forward) {
    const std::string needle = m_needle->text().toStdString();
    if (needle.empty()) {
        openFind();
        return;
    }
    const bool found = forward ? m_view->findNext(needle) : m_view->findPrevious(needle);
    m_notFound->setVisible(!found);
}

}  // namespace mirrorscope::ui::detail
