// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_state.h"

namespace mirrorscope::ui::filter {
namespace {

/// Steps a person may want back; without a limit a week of clicking would stay in memory.
constexpr qsizetype kHistory = 100;

}  // namespace

FilterState::FilterState(QObject* parent)
    : QObject(parent),
      m_undo(new QAction(tr("Previous filter"), this)),
      m_redo(new QAction(tr("Next filter"), this)),
      m_clear(new QAction(tr("Clear filter"), this)) {
    m_undo->setEnabled(false);
    m_redo->setEnabled(false);
    m_clear->setEnabled(false);
    connect(m_undo, &QAction::triggered, this, &FilterState::undo);
    connect(m_redo, &QAction::triggered, this, &FilterState::redo);
    connect(m_clear, &QAction::triggered, this, &FilterState::clear);
}

void FilterState::setTerms(const FilterTerms& terms) {
    if (terms == m_terms) {
        return;
    }
    m_past.append(m_terms);
    if (m_past.size() > kHistory) {
        m_past.removeFirst();
    }
    m_future.clear();
    moveTo(terms);
}

void FilterState::add(const FilterTerm& term) {
    FilterTerms terms = m_terms;
    if (terms.terms().contains(term)) {
        return;
    }
    terms.add(term);
    setTerms(terms);
}

void FilterState::removeAt(qsizetype index) {
    if (index < 0 || index >= m_terms.terms().size()) {
        return;
    }
    FilterTerms terms = m_terms;
    terms.removeAt(index);
    setTerms(terms);
}

void FilterState::showOnly(FilterKey key, const QString& value) {
    FilterTerms terms = m_terms;
    terms.remove(key);
    terms.add({key, value, false});
    setTerms(terms);
}

void FilterState::exclude(FilterKey key, const QString& value) {
    add({key, value, true});
}

void FilterState::remove(FilterKey key) {
    FilterTerms terms = m_terms;
    terms.remove(key);
    setTerms(terms);
}

QString FilterState::onlyValue(FilterKey key) const {
    QString only;
    for (const FilterTerm& term : m_terms.terms()) {
        if (term.key != key || term.negated) {
            continue;
        }
        if (!only.isEmpty()) {
            return {};
        }
        only = term.value;
    }
    return only;
}

void FilterState::clear() {
    setTerms({});
}

void FilterState::undo() {
    if (!m_past.isEmpty()) {
        m_future.append(m_terms);
        moveTo(m_past.takeLast());
    }
}

void FilterState::redo() {
    if (!m_future.isEmpty()) {
        m_past.append(m_terms);
        moveTo(m_future.takeLast());
    }
}

void FilterState::moveTo(const FilterTerms& terms) {
    m_terms = terms;
    m_undo->setEnabled(!m_past.isEmpty());
    m_redo->setEnabled(!m_future.isEmpty());
    m_clear->setEnabled(!m_terms.isEmpty());
    emit changed();
}

}  // namespace mirrorscope::ui::filter
