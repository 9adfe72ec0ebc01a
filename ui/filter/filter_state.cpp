// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_state.h"

#include <algorithm>

#include "ui/filter/time_range.h"
#include "ui/filter/time_range_actions.h"

namespace mirrorscope::ui::filter {
namespace {

/// Steps a person may want back; without a limit a week of clicking would stay in memory.
constexpr qsizetype kSteps = 100;
constexpr qsizetype kHistory = 50;

bool isOn(const query::Node& node, query::FieldId field) {
    return fieldOf(node) == field;
}

/// What a condition names when it is one value: as received for texts, else as written.
std::string valueOf(const query::Node& node) {
    const auto& condition = std::get<query::Condition>(node.term);
    const query::Operand& operand = condition.operands.front();
    if (const auto* text = std::get_if<query::Text>(&operand)) {
        return text->bytes;
    }
    if (const auto* name = std::get_if<query::NameIndex>(&operand)) {
        return std::string(query::field(condition.field).names()[name->index]);
    }
    const std::string written = query::print(node);
    return written.substr(written.find(':') + 1);
}

}  // namespace

const base::Clock& FilterState::systemClock() {
    static const base::SystemClock clock;
    return clock;
}

FilterState::FilterState(QObject* parent, const base::Clock& clock)
    : QObject(parent),
      m_clock(clock),
      m_undo(new QAction(tr("Previous filter"), this)),
      m_redo(new QAction(tr("Next filter"), this)),
      m_clear(new QAction(tr("Clear filter"), this)),
      m_rangeActions(new TimeRangeActions(*this)) {
    updateActions();
    connect(m_undo, &QAction::triggered, this, &FilterState::undo);
    connect(m_redo, &QAction::triggered, this, &FilterState::redo);
    connect(m_clear, &QAction::triggered, this, &FilterState::clear);
}

FilterState::Conditions FilterState::conditions() const {
    const auto all = m_filter.conditions();
    return {all.begin(), all.end()};
}

Filter::Result FilterState::parsed(const QString& text) const {
    return Filter::read(text.toStdString(), moment());
}

Filter::Result FilterState::read(const QString& text) {
    auto read = parsed(text);
    if (!read) {
        showText(text, read.error());
    }
    return read;
}

bool FilterState::setText(const QString& text) {
    const auto filter = read(text);
    if (filter) {
        step(withPinnedTime(filter->tree()));
    }
    return filter.has_value();
}

bool FilterState::setTypedText(const QString& text) {
    const auto filter = read(text);
    if (filter) {
        step(filter->tree());
    }
    return filter.has_value();
}

std::optional<query::ParseError> FilterState::addText(const QString& text) {
    const auto read = parsed(text);
    if (!read) {
        return read.error();
    }
    Conditions all = conditions();
    for (const query::Node& condition : read->conditions()) {
        put(all, condition);
    }
    apply(all);
    return std::nullopt;
}

void FilterState::put(Conditions& conditions, const query::Node& condition) {
    if (std::ranges::find(conditions, condition) != conditions.end()) {
        return;
    }
    const bool isTime = isOn(condition, query::FieldId::Time);
    std::erase_if(conditions, [&](const query::Node& other) {
        return other == negation(condition) || (isTime && isOn(other, query::FieldId::Time));
    });
    conditions.push_back(condition);
}

void FilterState::add(const query::Node& condition) {
    Conditions all = conditions();
    put(all, condition);
    apply(all);
}

void FilterState::removeAt(qsizetype index) {
    Conditions all = conditions();
    if (index >= 0 && index < static_cast<qsizetype>(all.size())) {
        all.erase(all.begin() + index);
        apply(all);
    }
}

void FilterState::showOnly(const query::Node& condition) {
    Conditions all = conditions();
    std::erase_if(all, [&](const query::Node& other) { return isOnSameField(other, condition); });
    put(all, condition);
    apply(all);
}

void FilterState::exclude(const query::Node& condition) {
    add(negation(condition));
}

void FilterState::remove(query::FieldId field) {
    Conditions all = conditions();
    std::erase_if(all, [field](const query::Node& other) { return isOn(other, field); });
    apply(all);
}

std::optional<std::string> FilterState::onlyValue(query::FieldId field) const {
    const query::Node* only = nullptr;
    for (const query::Node& node : m_filter.conditions()) {
        if (isOn(node, field)) {
            if (only != nullptr) {
                return std::nullopt;
            }
            only = &node;
        }
    }
    const auto* condition = only != nullptr ? std::get_if<query::Condition>(&only->term) : nullptr;
    const bool isOne = condition != nullptr && !only->negated && condition->relation == query::Relation::Is &&
                       condition->operands.size() == 1;
    return isOne ? std::optional(valueOf(*only)) : std::nullopt;
}

void FilterState::apply(const Conditions& conditions) {
    const auto filter = Filter::of(conditions, moment());
    if (filter) {
        step(filter->tree());
    } else {
        showText(QString::fromStdString(query::print(treeOf(conditions))), filter.error());
    }
}

void FilterState::step(const query::SyntaxTree& tree) {
    if (tree == m_filter.tree()) {
        showText(QString::fromStdString(m_filter.text()), std::nullopt);
        return;
    }
    m_past.append(m_filter.tree());
    if (m_past.size() > kSteps) {
        m_past.removeFirst();
    }
    m_future.clear();
    moveTo(tree);
}

void FilterState::clear() {
    step(withPinnedTime({}));
}

void FilterState::undo() {
    walk(m_past, m_future);
}

void FilterState::redo() {
    walk(m_future, m_past);
}

void FilterState::walk(QList<query::SyntaxTree>& from, QList<query::SyntaxTree>& to) {
    const query::SyntaxTree current = m_filter.tree();
    while (!from.isEmpty()) {
        const query::SyntaxTree tree = withPinnedTime(from.takeLast());
        // Steps that differ in the time alone lead nowhere while it is pinned.
        if (tree != current) {
            to.append(current);
            moveTo(tree);
            return;
        }
    }
    updateActions();
}

void FilterState::moveTo(const query::SyntaxTree& tree) {
    m_filter = Filter::of({tree}, moment()).value();  // it was in force or is the parser's
    const QString text = QString::fromStdString(m_filter.text());
    if (!m_filter.isEmpty()) {
        m_history.removeAll(text);
        m_history.append(text);
        if (m_history.size() > kHistory) {
            m_history.removeFirst();
        }
    }
    setTimePinned(m_timePinned);  // the range may be gone
    updateActions();
    showText(text, std::nullopt);
    emit changed();
}

void FilterState::showText(QString text, std::optional<query::ParseError> error) {
    if (text != m_text || error != m_error) {
        m_text = std::move(text);
        m_error = std::move(error);
        emit textChanged();
    }
}

void FilterState::updateActions() {
    m_undo->setEnabled(!m_past.isEmpty());
    m_redo->setEnabled(!m_future.isEmpty());
    m_clear->setEnabled(m_timePinned ? !std::ranges::all_of(m_filter.conditions(),
                                                            [](const query::Node& node) {
                                                                return isOn(node, query::FieldId::Time);
                                                            })
                                     : !m_filter.isEmpty());
}

}  // namespace mirrorscope::ui::filter
