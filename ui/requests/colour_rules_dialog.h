// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <functional>

#include "ui/requests/colour_rule.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;
class QPushButton;

namespace mirrorscope::ui::filter {
class FilterLine;
}

namespace mirrorscope::ui::requests {

/// The list of colour rules and an editor of the chosen one. What can be judged is shown in the table behind
/// at once; Cancel puts back what was before. UI thread.
class ColourRulesDialog : public QDialog {
    Q_OBJECT

public:
    /// `problem`: why the file of rules does not count; empty: it does.
    ColourRulesDialog(ColourRules rules, const QString& problem, QWidget* parent = nullptr);

    const ColourRules& rules() const { return m_rules; }

    void accept() override;
    void reject() override;

signals:
    /// Rules with a filter that cannot be judged are left out.
    void rulesChanged(const mirrorscope::ui::requests::ColourRules& rules);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildParts(const QString& problem);
    void layOut();
    void wire();
    int chosen() const;
    void choose();
    void fill(int select);
    void paintItem(int row);
    void edit(const std::function<void(ColourRule&)>& change);
    void onItemChanged(QListWidgetItem* item);
    void add(const ColourRules& rules);
    void removeChosen();
    void move(int by);
    void refresh();
    void tell();

    const ColourRules m_before;
    ColourRules m_rules;
    bool m_isFilling = false;

    QLabel* m_problem = nullptr;
    QLabel* m_empty = nullptr;
    QListWidget* m_list = nullptr;
    QPushButton* m_add = nullptr;
    QPushButton* m_examples = nullptr;
    QPushButton* m_remove = nullptr;
    QPushButton* m_up = nullptr;
    QPushButton* m_down = nullptr;
    QPushButton* m_reset = nullptr;
    QLineEdit* m_name = nullptr;
    filter::FilterLine* m_filter = nullptr;
    QComboBox* m_look = nullptr;
    QLabel* m_complaint = nullptr;
};

}  // namespace mirrorscope::ui::requests
