// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/colour_rules_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScopedValueRollback>
#include <algorithm>

#include "ui/filter/filter_line.h"
#include "ui/text/plain_label.h"
#include "ui/theme/spacing.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::requests {
namespace {

constexpr QSize kSize{640, 520};

QPushButton* button(const char* name, const QString& text, QWidget* parent) {
    auto* made = new QPushButton(text, parent);
    made->setObjectName(QLatin1String(name));
    made->setAutoDefault(false);
    return made;
}

text::PlainLabel* label(const char* name, const QString& text, theme::Role role, QWidget* parent) {
    auto* made = new text::PlainLabel(text, parent);
    made->setObjectName(QLatin1String(name));
    made->setWordWrap(true);
    QPalette palette = made->palette();
    palette.setColor(QPalette::WindowText, theme::color(role));
    made->setPalette(palette);
    return made;
}

}  // namespace

ColourRulesDialog::ColourRulesDialog(ColourRules rules, const QString& problem, QWidget* parent)
    : QDialog(parent), m_before(rules), m_rules(std::move(rules)) {
    setObjectName(QStringLiteral("dialog.colour-rules"));
    setWindowTitle(tr("Colour rules"));
    resize(kSize);
    buildParts(problem);
    layOut();
    wire();
    fill(0);
    (m_rules.empty() ? static_cast<QWidget*>(m_add) : m_list)->setFocus();
}

void ColourRulesDialog::buildParts(const QString& problem) {
    m_problem =
        label("colour-rules.problem",
              tr("%1\nThe file is left as it is: what you change here counts until the window closes.")
                  .arg(problem),
              theme::Role::High, this);
    m_problem->setVisible(!problem.isEmpty());
    m_empty =
        label("colour-rules.empty",
              tr("No rules yet. A rule tints the rows that fit its filter and names itself in the column "
                 "“Colour rule”; where several fit, the first one counts."),
              theme::Role::Text2, this);
    m_list = new QListWidget(this);
    m_list->setObjectName(QStringLiteral("colour-rules.list"));
    m_list->setAccessibleName(tr("Colour rules, the first that fits counts"));
    m_add = button("colour-rules.add", tr("&Add rule"), this);
    m_examples = button("colour-rules.examples", tr("Add &examples"), this);
    m_remove = button("colour-rules.remove", tr("&Remove"), this);
    m_up = button("colour-rules.up", tr("Move &up"), this);
    m_up->setToolTip(text::plainToolTip(tr("Alt+Up")));
    m_down = button("colour-rules.down", tr("Move &down"), this);
    m_down->setToolTip(text::plainToolTip(tr("Alt+Down")));
    m_reset = button("colour-rules.reset", tr("Re&set"), this);
    m_name = new QLineEdit(this);
    m_name->setObjectName(QStringLiteral("colour-rules.name"));
    m_name->setAccessibleName(tr("Name of the rule"));
    m_name->setMaxLength(static_cast<int>(kLongestRuleName));
    m_filter = new filter::FilterLine(this);
    m_filter->setObjectName(QStringLiteral("colour-rules.filter"));
    m_filter->setAccessibleName(tr("Filter of the rule"));
    m_filter->setPlaceholderText(tr("method:POST path~/admin/"));
    m_look = new QComboBox(this);
    m_look->setObjectName(QStringLiteral("colour-rules.look"));
    m_look->setAccessibleName(tr("Look of the rows that fit"));
    for (const RuleLookInfo& info : ruleLooks()) {
        m_look->addItem(theme::icon(info.icon, theme::Role::Text), ruleLookTitle(info.look));
    }
    m_complaint = label("colour-rules.complaint", QString(), theme::Role::Critical, this);
}

void ColourRulesDialog::layOut() {
    auto* buttons = new QVBoxLayout;
    buttons->setSpacing(theme::kInside);
    for (QPushButton* one : {m_add, m_examples, m_remove, m_up, m_down}) {
        buttons->addWidget(one);
    }
    buttons->addStretch(1);
    buttons->addWidget(m_reset);
    auto* upper = new QHBoxLayout;
    upper->setSpacing(theme::kBetween);
    upper->addWidget(m_list, 1);
    upper->addLayout(buttons);
    auto* editor = new QFormLayout;
    editor->setSpacing(theme::kBetween);
    editor->addRow(tr("&Name"), m_name);
    editor->addRow(tr("&Filter"), m_filter);
    editor->addRow(QString(), m_complaint);
    editor->addRow(tr("&Look"), m_look);
    auto* box = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    box->button(QDialogButtonBox::Ok)->setText(tr("Keep"));
    box->button(QDialogButtonBox::Ok)->setProperty(theme::kPrimaryProperty, true);
    connect(box, &QDialogButtonBox::accepted, this, &ColourRulesDialog::accept);
    connect(box, &QDialogButtonBox::rejected, this, &ColourRulesDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kPage, theme::kPage, theme::kPage, theme::kPage);
    layout->setSpacing(theme::kBetween);
    layout->addWidget(m_problem);
    layout->addWidget(m_empty);
    layout->addLayout(upper, 1);
    layout->addLayout(editor);
    layout->addWidget(box);
}

void ColourRulesDialog::wire() {
    m_list->installEventFilter(this);
    connect(m_list, &QListWidget::currentRowChanged, this, &ColourRulesDialog::choose);
    connect(m_list, &QListWidget::itemChanged, this, &ColourRulesDialog::onItemChanged);
    connect(m_add, &QPushButton::clicked, this, [this] {
        add({ColourRule{}});
        m_name->setFocus();
    });
    connect(m_examples, &QPushButton::clicked, this, [this] { add(exampleColourRules()); });
    connect(m_remove, &QPushButton::clicked, this, &ColourRulesDialog::removeChosen);
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { move(1); });
    connect(m_reset, &QPushButton::clicked, this, [this] {
        m_rules.clear();
        fill(-1);
        tell();
    });
    connect(m_name, &QLineEdit::textEdited, this,
            [this](const QString& text) { edit([&](ColourRule& rule) { rule.name = text; }); });
    connect(m_filter, &QLineEdit::textEdited, this,
            [this](const QString& text) { edit([&](ColourRule& rule) { rule.filter = text; }); });
    connect(m_look, &QComboBox::activated, this,
            [this](int look) { edit([&](ColourRule& rule) { rule.look = static_cast<RuleLook>(look); }); });
}

int ColourRulesDialog::chosen() const {
    return m_list->currentRow();
}

void ColourRulesDialog::fill(int select) {
    {
        const QScopedValueRollback guard(m_isFilling, true);
        m_list->clear();
        for (std::size_t row = 0; row < m_rules.size(); ++row) {
            m_list->addItem(new QListWidgetItem);
            paintItem(static_cast<int>(row));
        }
        m_list->setCurrentRow(std::min(select, m_list->count() - 1));
    }
    choose();
}

void ColourRulesDialog::paintItem(int row) {
    const QScopedValueRollback guard(m_isFilling, true);
    const ColourRule& rule = m_rules[static_cast<std::size_t>(row)];
    const RuleLookInfo& look = ruleLookInfo(rule.look);
    QListWidgetItem* item = m_list->item(row);
    item->setText(!rule.name.isEmpty() ? rule.name : !rule.filter.isEmpty() ? rule.filter : tr("New rule"));
    item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
    item->setCheckState(rule.isOn ? Qt::Checked : Qt::Unchecked);
    item->setIcon(theme::icon(look.icon, theme::Role::Text));
    item->setBackground(theme::color(look.tint));
    item->setData(
        Qt::AccessibleTextRole,
        tr("%1, %2, %3").arg(item->text(), ruleLookTitle(rule.look), rule.isOn ? tr("on") : tr("off")));
}

void ColourRulesDialog::choose() {
    if (m_isFilling) {
        return;
    }
    const int row = chosen();
    const ColourRule rule = row < 0 ? ColourRule{} : m_rules[static_cast<std::size_t>(row)];
    m_name->setText(rule.name);
    m_filter->setText(rule.filter);
    m_look->setCurrentIndex(static_cast<int>(rule.look));
    refresh();
}

void ColourRulesDialog::refresh() {
    const int row = chosen();
    for (QWidget* part : {static_cast<QWidget*>(m_name), static_cast<QWidget*>(m_filter),
                          static_cast<QWidget*>(m_look), static_cast<QWidget*>(m_remove)}) {
        part->setEnabled(row >= 0);
    }
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < m_list->count());
    m_empty->setVisible(m_rules.empty());
    m_examples->setVisible(m_rules.empty());
    m_reset->setEnabled(!m_rules.empty());
    m_add->setEnabled(m_rules.size() < kMostColourRules);
    // An empty line is no mistake yet.
    const auto complaint =
        row < 0 || m_filter->text().isEmpty() ? std::nullopt : complaintAbout(m_filter->text());
    m_complaint->setText(complaint ? complaint->sentence : QString());
    m_filter->setAccessibleDescription(m_complaint->text());
    m_filter->underline(complaint ? complaint->place : std::nullopt);
}

void ColourRulesDialog::edit(const std::function<void(ColourRule&)>& change) {
    if (chosen() >= 0) {
        change(m_rules[static_cast<std::size_t>(chosen())]);
        paintItem(chosen());
        refresh();
        tell();
    }
}

void ColourRulesDialog::onItemChanged(QListWidgetItem* item) {
    if (!m_isFilling) {
        const int row = m_list->row(item);
        m_rules[static_cast<std::size_t>(row)].isOn = item->checkState() == Qt::Checked;
        paintItem(row);
        tell();
    }
}

void ColourRulesDialog::add(const ColourRules& rules) {
    const int first = static_cast<int>(m_rules.size());
    m_rules.insert(m_rules.end(), rules.begin(), rules.end());
    fill(first);
    tell();
}

void ColourRulesDialog::removeChosen() {
    const int row = chosen();
    m_rules.erase(m_rules.begin() + row);
    fill(row);
    tell();
}

void ColourRulesDialog::move(int by) {
    const int from = chosen();
    const int to = from + by;
    if (from < 0 || to < 0 || to >= m_list->count()) {
        return;
    }
    std::swap(m_rules[static_cast<std::size_t>(from)], m_rules[static_cast<std::size_t>(to)]);
    fill(to);
    tell();
}

void ColourRulesDialog::tell() {
    ColourRules judged;
    std::ranges::copy_if(m_rules, std::back_inserter(judged),
                         [](const ColourRule& rule) { return !complaintAbout(rule.filter); });
    emit rulesChanged(judged);
}

void ColourRulesDialog::accept() {
    // A rule that was begun and left empty is none.
    std::erase_if(m_rules,
                  [](const ColourRule& rule) { return rule.name.isEmpty() && rule.filter.isEmpty(); });
    const auto broken = std::ranges::find_if(
        m_rules, [](const ColourRule& rule) { return complaintAbout(rule.filter).has_value(); });
    if (broken == m_rules.end()) {
        QDialog::accept();
        return;
    }
    fill(static_cast<int>(broken - m_rules.begin()));
    m_complaint->setText(complaintAbout(broken->filter)->sentence);
    m_filter->setFocus();
}

void ColourRulesDialog::reject() {
    emit rulesChanged(m_before);
    QDialog::reject();
}

bool ColourRulesDialog::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool isAlt = key->modifiers().testFlag(Qt::AltModifier);
        if (isAlt && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down)) {
            move(key->key() == Qt::Key_Up ? -1 : 1);
            return true;
        }
        if (key->key() == Qt::Key_Delete && chosen() >= 0) {
            removeChosen();
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

}  // namespace mirrorscope::ui::requests
