// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>
#include <optional>

#include "ui/filter/filter_parser.h"
#include "ui/filter/filter_state.h"

class QFrame;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace mirrorscope::ui::filter {

class FilterChip;
class FilterField;

/// Shows the shared filter as chips and takes new conditions. What cannot be read stays in the line with an
/// error under it, and the last valid filter stays in force. UI thread; the state outlives the bar.
class FilterBar : public QWidget {
    Q_OBJECT

public:
    explicit FilterBar(FilterState& state, QWidget* parent = nullptr);

    /// What is wrong with the typed conditions, empty when nothing is.
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
    void rebuildChips();
    void fitChips();
    void accept();
    void showError(const std::optional<FilterError>& error);
    void editTerm(qsizetype index);
    void stepThroughHistory(int step);
    bool handleKey(int key);

    FilterState& m_state;
    FilterField* m_field;
    QHBoxLayout* m_chipLayout;
    QList<FilterChip*> m_chips;
    QLabel* m_more;
    QLineEdit* m_edit;
    QToolButton* m_clear;
    QWidget* m_errorLine;
    QLabel* m_errorLabel;
    QStringList m_history;
    qsizetype m_historyAt = 0;
};

}  // namespace mirrorscope::ui::filter
