// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/triage_bar.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

#include "ui/shell/icon_label.h"
#include "ui/shell/triage_words.h"
#include "ui/text/plain_label.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::shell {
namespace {

constexpr int kProgressWidth = 160;
constexpr int kReasonWidth = 260;
constexpr int kMostReason = 500;  // characters: a sentence or two, no report
constexpr int kSteps = 1000;      // of the progress bar

}  // namespace

TriageBar::TriageBar(QWidget* parent)
    : QWidget(parent),
      m_text(new text::PlainLabel(this)),
      m_more(new text::PlainLabel(this)),
      m_reason(new QComboBox(this)),
      m_progress(new QProgressBar(this)),
      m_accept(new QPushButton(this)),
      m_choices(new QWidget(this)),
      m_cancel(new QPushButton(this)) {
    setObjectName(QStringLiteral("triage.bar"));
    setAccessibleName(tr("Decision"));
    setFixedHeight(theme::kBarHeight);
    m_text->setObjectName(QStringLiteral("triage.text"));
    QFont strong = theme::font(theme::TextStyle::Body);
    strong.setWeight(theme::kStrongWeight);
    m_text->setFont(strong);
    m_more->setObjectName(QStringLiteral("triage.more"));
    setTextRole(m_more, theme::Role::Text2);
    m_reason->setObjectName(QStringLiteral("triage.reason"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setEditable(true);
    m_reason->setInsertPolicy(QComboBox::NoInsert);
    m_reason->setMinimumWidth(kReasonWidth);
    m_reason->addItems(suggestedReasons());
    // What is typed is what is said: nothing is put behind it.
    m_reason->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_reason->lineEdit()->setObjectName(QStringLiteral("triage.reason.text"));
    m_reason->lineEdit()->setAccessibleName(tr("Reason"));
    m_reason->lineEdit()->setPlaceholderText(tr("Reason, may be left out"));
    m_reason->lineEdit()->setMaxLength(kMostReason);
    m_progress->setObjectName(QStringLiteral("triage.progress"));
    m_progress->setAccessibleName(tr("Progress of the decision"));
    m_progress->setFixedWidth(kProgressWidth);
    m_progress->setTextVisible(false);
    m_accept->setObjectName(QStringLiteral("triage.accept"));
    m_accept->setDefault(true);
    m_choices->setObjectName(QStringLiteral("triage.choices"));
    m_choices->setAccessibleName(tr("What to do"));
    auto* choices = new QHBoxLayout(m_choices);
    choices->setContentsMargins(0, 0, 0, 0);
    choices->setSpacing(theme::kBetween);
    m_cancel->setObjectName(QStringLiteral("triage.cancel"));
    m_cancel->setAutoDefault(true);  // Return on it cancels
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::kBarSide, 0, theme::kBarSide, 0);
    layout->setSpacing(theme::kBetween);
    for (QWidget* part :
         QList<QWidget*>{m_text, m_more, m_reason, m_progress, m_accept, m_choices, m_cancel}) {
        layout->addWidget(part);
        if (part == m_more) {
            layout->addStretch(1);
        }
    }
    connect(m_accept, &QPushButton::clicked, this, &TriageBar::accept);
    connect(m_cancel, &QPushButton::clicked, this, &TriageBar::cancel);
    connect(m_reason->lineEdit(), &QLineEdit::returnPressed, this, &TriageBar::accept);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, qOverload<>(&QWidget::update));
    setMode(Mode::Hidden, {}, {});
}

void TriageBar::setMode(Mode mode, const QString& text, const QString& more) {
    m_mode = mode;
    m_text->setText(text);
    m_more->setText(more);
    m_more->setVisible(!more.isEmpty());
    m_reason->hide();
    m_progress->setVisible(mode == Mode::Running);
    m_accept->setVisible(mode == Mode::Asking);
    m_choices->setVisible(mode == Mode::Offering || mode == Mode::Saying);
    m_cancel->setText(mode == Mode::Saying ? tr("Close") : tr("Cancel"));
    m_cancel->setAccessibleName(m_cancel->text());
    setAccessibleDescription(text);
    setVisible(mode != Mode::Hidden);
}

void TriageBar::ask(const Question& question) {
    if (QWidget* focus = QApplication::focusWidget(); focus && !isAncestorOf(focus)) {
        m_before = focus;
    }
    setMode(Mode::Asking, question.text, question.more);
    m_accept->setText(question.button);
    m_accept->setAccessibleName(question.button);
    m_reason->setVisible(question.wantsReason);
    m_reason->clearEditText();
    QWidget* first = question.wantsReason ? static_cast<QWidget*>(m_reason->lineEdit()) : m_accept;
    first->setFocus(Qt::OtherFocusReason);
}

void TriageBar::offer(const QString& text, const QString& more, const QList<QAction*>& choices) {
    setMode(Mode::Offering, text, more);
    setChoices(choices);
}

void TriageBar::showProgress(const QString& text, std::int64_t done, std::int64_t all) {
    if (m_mode != Mode::Running || m_text->text() != text) {
        leave();
        setMode(Mode::Running, text, {});
    }
    m_progress->setRange(0, all > 0 ? kSteps : 0);
    if (all > 0) {
        m_progress->setValue(static_cast<int>(static_cast<double>(done) / static_cast<double>(all) * kSteps));
    }
}

void TriageBar::say(const QString& text, QAction* undo) {
    leave();
    setMode(Mode::Saying, text, {});
    setChoices(undo ? QList<QAction*>{undo} : QList<QAction*>{});
}

void TriageBar::setChoices(const QList<QAction*>& choices) {
    qDeleteAll(m_choices->findChildren<QToolButton*>(QString(), Qt::FindDirectChildrenOnly));
    for (QAction* action : choices) {
        auto* button = new QToolButton(m_choices);
        button->setDefaultAction(action);
        button->setObjectName(QStringLiteral("triage.choice.") + action->objectName());
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::TabFocus);
        button->setAccessibleName(action->iconText());
        m_choices->layout()->addWidget(button);
    }
}

void TriageBar::leave() {
    QWidget* focus = QApplication::focusWidget();
    const bool hadFocus = focus && isAncestorOf(focus);
    setMode(Mode::Hidden, {}, {});
    if (hadFocus && m_before && window()->isAncestorOf(m_before) && m_before->isVisible()) {
        m_before->setFocus(Qt::OtherFocusReason);
    }
    m_before = nullptr;
}

void TriageBar::accept() {
    if (m_mode == Mode::Asking) {
        emit accepted(m_reason->isVisibleTo(this) ? m_reason->currentText().trimmed() : QString());
    }
}

void TriageBar::cancel() {
    if (m_mode == Mode::Saying) {
        leave();
    } else if (m_mode != Mode::Hidden) {
        emit cancelled();
    }
}

bool TriageBar::event(QEvent* event) {
    // Here Esc ends the question; elsewhere it takes back a step of the filter.
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void TriageBar::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        cancel();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        accept();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void TriageBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme::color(theme::Role::InfoBack));
    painter.fillRect(QRect(0, 0, width(), 1), theme::color(theme::Role::Line));
}

}  // namespace mirrorscope::ui::shell
