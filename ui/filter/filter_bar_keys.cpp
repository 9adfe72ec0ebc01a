// SPDX-License-Identifier: GPL-3.0-or-later
// What keys do in the filter's line, and the completion below it.
#include <QKeyEvent>

#include "ui/filter/completion_popup.h"
#include "ui/filter/filter_bar.h"
#include "ui/filter/filter_chip.h"
#include "ui/filter/filter_field.h"
#include "ui/filter/filter_line.h"

namespace mirrorscope::ui::filter {

void FilterBar::editCondition(qsizetype index) {
    const auto conditions = m_state.filter().conditions();
    if (index < 0 || index >= static_cast<qsizetype>(conditions.size())) {
        return;
    }
    const QString text = QString::fromStdString(query::print(conditions[static_cast<std::size_t>(index)]));
    m_state.removeAt(index);
    m_line->setText(text);
    m_line->setFocus(Qt::OtherFocusReason);
}

void FilterBar::focusChip(qsizetype index) {
    QWidget* target = m_line;
    if (index >= 0 && index < m_chips.size() && m_chips[index]->isVisible()) {
        target = m_chips[index];
    }
    target->setFocus(Qt::OtherFocusReason);
}

void FilterBar::escape() {
    const QString inForce = m_showsText ? QString::fromStdString(m_state.filter().text()) : QString();
    if (m_line->text() == inForce) {
        m_state.undo();
    } else {
        m_line->setText(inForce);
        if (m_showsText) {
            m_state.setText(inForce);
        }
    }
    showError(std::nullopt);
    rebuildChips();
}

void FilterBar::stepThroughHistory(int step) {
    const QStringList& past = m_showsText ? m_state.history() : m_typed;
    // The newest filter is the one that is there already.
    if (m_showsText && step < 0 && m_historyAt == past.size() &&
        past.value(m_historyAt - 1) == m_line->text()) {
        --m_historyAt;
    }
    m_historyAt = qBound<qsizetype>(0, m_historyAt + step, past.size());
    m_line->setText(past.value(m_historyAt));
    showError(std::nullopt);
}

void FilterBar::offerCompletion(bool asked) {
    if (!m_popup) {
        m_popup = new CompletionPopup(this);
        connect(m_popup, &CompletionPopup::picked, this, &FilterBar::complete);
    }
    query::Completion completion = query::complete(m_line->bytes(), m_line->cursorByte(), m_values);
    const auto& candidates = completion.candidates;
    const bool isValue = !candidates.empty() && candidates.front().kind == query::Candidate::Kind::Value;
    const std::string typed = m_line->bytes().substr(completion.position, completion.length);
    const bool isWhole = candidates.size() == 1 && candidates.front().text == typed;
    if (m_line->text().isEmpty() && !asked) {
        completion.candidates.clear();
    } else if (!asked && ((completion.length == 0 && !isValue) || isWhole)) {
        completion.candidates.clear();
    }
    const int x = m_line->mapToGlobal(m_line->cursorCorner()).x();
    const int y = m_field->mapToGlobal(QPoint(0, m_field->height())).y();
    m_popup->offer(completion, {x, y});
}

void FilterBar::complete(const query::Candidate& candidate) {
    const query::Completion offered = m_popup->offered();
    const query::Candidate picked = candidate;
    m_line->replace(offered.position, offered.length, picked.text);
    onEdited();
    if (picked.kind == query::Candidate::Kind::Value) {
        m_popup->hide();
    }
}

bool FilterBar::handlePopupKey(int key) {
    if (!m_popup || !m_popup->isVisible()) {
        return false;
    }
    switch (key) {
        case Qt::Key_Up:
        case Qt::Key_Down:
            m_popup->move(key == Qt::Key_Up ? -1 : 1);
            return true;
        case Qt::Key_Tab:
            if (m_popup->chosen() == nullptr) {
                m_popup->move(1);
            }
            [[fallthrough]];
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (const query::Candidate* chosen = m_popup->chosen()) {
                complete(*chosen);
                return true;
            }
            return false;
        case Qt::Key_Escape:
            m_popup->hide();
            return true;
        default:
            return false;
    }
}

bool FilterBar::handleKey(int key, Qt::KeyboardModifiers modifiers) {
    if (key == Qt::Key_Space && modifiers == Qt::ControlModifier) {
        offerCompletion(true);
        return true;
    }
    if (handlePopupKey(key)) {
        return true;
    }
    const bool atStart = m_line->cursorPosition() == 0 && !m_line->hasSelectedText();
    switch (key) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            accept();
            return true;
        case Qt::Key_Up:
        case Qt::Key_Down:
            stepThroughHistory(key == Qt::Key_Up ? -1 : 1);
            return true;
        case Qt::Key_Left:
            if (atStart && modifiers == Qt::NoModifier && !m_chips.isEmpty()) {
                focusChip(m_chips.size() - 1);
                return true;
            }
            return false;
        case Qt::Key_Backspace:
            if (m_line->text().isEmpty() && !m_chips.isEmpty()) {
                editCondition(m_chips.size() - 1);
                return true;
            }
            return false;
        case Qt::Key_Escape:
            escape();
            return true;
        default:
            return false;
    }
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
        case QEvent::FocusIn:
        case QEvent::FocusOut:
            m_field->setFocusShown(event->type() == QEvent::FocusIn);
            if (m_popup && event->type() == QEvent::FocusOut) {
                m_popup->hide();
            }
            break;
        case QEvent::ShortcutOverride:
            // Escape belongs to the line while one types, not to the window.
            if (static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
                event->accept();
                return true;
            }
            break;
        case QEvent::KeyPress: {
            const auto* key = static_cast<QKeyEvent*>(event);
            if (handleKey(key->key(), key->modifiers())) {
                return true;
            }
            break;
        }
        default:
            break;
    }
    return QWidget::eventFilter(watched, event);
}

void FilterBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (m_popup) {
        m_popup->hide();
    }
    fitChips();
}

}  // namespace mirrorscope::ui::filter
