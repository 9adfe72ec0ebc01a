// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>
#include <optional>

#include "core/query/completion.h"
#include "ui/filter/filter_state.h"

class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace mirrorscope::ui::filter {

class CompletionPopup;
class FilterChip;
class FilterField;
class FilterLine;
class TimeRangeButton;

/// The shared filter, as chips with a line for one more condition, or as text with a line for all of it. What
/// cannot be read stays in the line, underlined, with the reason below it, and the last valid filter stays in
/// force. UI thread; the state outlives the bar.
class FilterBar : public QWidget {
    Q_OBJECT

public:
    explicit FilterBar(FilterState& state, QWidget* parent = nullptr);

    /// For completion; called while somebody types.
    void setValues(query::ValueProvider values) { m_values = std::move(values); }

    /// Text that cannot be read cannot be shown as chips: false, and it stays text.
    bool setShowsText(bool text);
    bool showsText() const { return m_showsText; }
    /// Buttons with fewer words.
    void setNarrow(bool narrow);
    /// What is wrong with the typed text, empty when nothing is.
    QString errorText() const;
    QWidget* focusTarget() const;

public slots:
    void focusEdit();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void setUpParts();
    void layOut();
    void followState();
    void followText();
    void onEdited();
    /// Whether the line can be read now.
    void lookAgain();
    void rebuildChips();
    void showClear();
    void fitChips();
    void showMode();
    /// The filter with what is typed behind it.
    QString wholeText() const;
    void accept();
    void acceptChips();
    void showError(const std::optional<query::ParseError>& error);
    void editCondition(qsizetype index);
    void focusChip(qsizetype index);
    void escape();
    void stepThroughHistory(int step);
    void offerCompletion(bool asked);
    void complete(const query::Candidate& candidate);
    bool handleKey(int key, Qt::KeyboardModifiers modifiers);
    bool handlePopupKey(int key);

    FilterState& m_state;
    query::ValueProvider m_values;
    FilterField* m_field;
    QHBoxLayout* m_chipLayout;
    QList<FilterChip*> m_chips;
    QLabel* m_more;
    FilterLine* m_line;
    QToolButton* m_clear;
    TimeRangeButton* m_range;
    QPushButton* m_mode;
    QWidget* m_errorLine;
    QLabel* m_errorLabel;
    CompletionPopup* m_popup = nullptr;  // of the window, made when first needed
    QStringList m_typed;                 // conditions added by hand, the newest last
    qsizetype m_historyAt = 0;
    std::optional<query::ParseError> m_error;  // shown
    bool m_showsText = false;
};

}  // namespace mirrorscope::ui::filter
