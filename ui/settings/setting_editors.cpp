// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/setting_editors.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QStyleOption>
#include <QTextBlock>
#include <QVBoxLayout>

#include "ui/settings/page_parts.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::settings {
namespace {

constexpr int kNumberWidth = 160;
constexpr int kFewestLines = 2;
constexpr int kMostLines = 8;
constexpr int kMostCharacters = 4096;

QBoxLayout* bare(QBoxLayout* layout, int spacing) {
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing);
    return layout;
}

QLineEdit* makeEdit(QWidget* parent) {
    auto* edit = new QLineEdit(parent);
    edit->setMaxLength(kMostCharacters);
    return edit;
}

}  // namespace

void SettingEditor::describe(const QString& name, const QString& description) {
    mainWidget()->setAccessibleName(name);
    mainWidget()->setAccessibleDescription(description);
}

LineEditor::LineEditor(Width width, QWidget* parent)
    : SettingEditor(parent), m_edit(makeEdit(this)), m_isNumber(width == Width::Number) {
    QBoxLayout* layout = bare(new QHBoxLayout(this), 0);
    layout->addWidget(m_edit, 1);
    if (m_isNumber) {
        m_edit->setFixedWidth(kNumberWidth);
        layout->addStretch(1);
    }
    connect(m_edit, &QLineEdit::textChanged, this, &SettingEditor::edited);
}

QString LineEditor::value() const {
    // Spaces are part of a pattern, and a slip in a number.
    return m_isNumber ? m_edit->text().trimmed() : m_edit->text();
}
void LineEditor::setValue(const QString& value) {
    typeOver(m_edit, value);
}
QWidget* LineEditor::mainWidget() const {
    return m_edit;
}

PathEditor::PathEditor(QWidget* parent) : SettingEditor(parent), m_edit(makeEdit(this)) {
    auto* choose = new QPushButton(tr("Choose…"), this);
    choose->setObjectName(QStringLiteral("settings.choose-directory"));
    choose->setAccessibleName(tr("Choose a directory"));
    choose->setAutoDefault(false);
    QBoxLayout* layout = bare(new QHBoxLayout(this), theme::kBetween);
    layout->addWidget(m_edit, 1);
    layout->addWidget(choose);
    connect(m_edit, &QLineEdit::textChanged, this, &SettingEditor::edited);
    connect(choose, &QPushButton::clicked, this, &PathEditor::choose);
}

QString PathEditor::value() const {
    return m_edit->text();
}
void PathEditor::setValue(const QString& value) {
    typeOver(m_edit, value);
}
QWidget* PathEditor::mainWidget() const {
    return m_edit;
}

void PathEditor::choose() {
    const QString chosen = QFileDialog::getExistingDirectory(this, tr("Choose a directory"), m_edit->text());
    if (!chosen.isEmpty()) {
        setValue(chosen);
    }
}

LinesEditor::LinesEditor(const QString& example, QWidget* parent)
    : SettingEditor(parent), m_edit(new QPlainTextEdit(this)) {
    m_edit->setTabChangesFocus(true);
    m_edit->setPlaceholderText(example);
    m_edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_edit->setFrameShape(QFrame::NoFrame);
    m_edit->installEventFilter(this);
    QBoxLayout* layout = bare(new QVBoxLayout(this), 0);
    layout->setContentsMargins(theme::kCorner, theme::kCorner, theme::kCorner, theme::kCorner);
    layout->addWidget(m_edit);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        fit();
        emit edited();
    });
    fit();
}

void LinesEditor::fit() {
    const int lines = qBound(kFewestLines, m_edit->blockCount(), kMostLines);
    const int margins = 2 * static_cast<int>(m_edit->document()->documentMargin());
    m_edit->setFixedHeight(lines * m_edit->fontMetrics().lineSpacing() + margins);
}

/// The frame of a line to type in, around several.
void LinesEditor::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    QStyleOptionFrame option;
    option.initFrom(this);
    option.lineWidth = 1;
    option.state.setFlag(QStyle::State_HasFocus, m_edit->hasFocus());
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &option, &painter, this);
}

bool LinesEditor::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        update();
    }
    return SettingEditor::eventFilter(watched, event);
}

QString LinesEditor::value() const {
    QStringList elements;
    for (const QString& line : m_edit->toPlainText().split(u'\n')) {
        for (const QString& element : line.split(u',')) {
            if (const QString trimmed = element.trimmed(); !trimmed.isEmpty()) {
                elements.append(trimmed);
            }
        }
    }
    return elements.join(u',');
}

void LinesEditor::setValue(const QString& value) {
    if (value == this->value()) {
        return;
    }
    QTextCursor cursor(m_edit->document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(QString(value).replace(u',', u'\n'));
}

QWidget* LinesEditor::mainWidget() const {
    return m_edit;
}

RadioEditor::RadioEditor(const QList<Choice>& choices, QWidget* parent)
    : SettingEditor(parent), m_choices(choices), m_group(new QButtonGroup(this)) {
    QBoxLayout* layout = bare(new QVBoxLayout(this), theme::kInside);
    for (qsizetype i = 0; i < m_choices.size(); ++i) {
        const Choice& choice = m_choices[i];
        auto* button = new QRadioButton(choice.title, this);
        button->setObjectName(QStringLiteral("settings.choice.") + choice.value);
        m_group->addButton(button, static_cast<int>(i));
        layout->addWidget(button);
        if (!choice.meaning.isEmpty()) {
            QLabel* meaning = makeNote(choice.meaning, this);
            meaning->setContentsMargins(theme::kPage + theme::kBetween, 0, 0, theme::kInside);
            layout->addWidget(meaning);
        }
    }
    connect(m_group, &QButtonGroup::idToggled, this, [this](int, bool on) {
        if (on) {
            emit edited();
        }
    });
}

QString RadioEditor::value() const {
    const int chosen = m_group->checkedId();
    return chosen < 0 ? QString() : m_choices[chosen].value;
}

void RadioEditor::setValue(const QString& value) {
    for (qsizetype i = 0; i < m_choices.size(); ++i) {
        if (m_choices[i].value == value) {
            m_group->button(static_cast<int>(i))->setChecked(true);
        }
    }
}

QWidget* RadioEditor::mainWidget() const {
    QAbstractButton* chosen = m_group->checkedButton();
    return chosen != nullptr ? chosen : m_group->buttons().front();
}

void RadioEditor::describe(const QString& name, const QString& description) {
    for (qsizetype i = 0; i < m_choices.size(); ++i) {
        QAbstractButton* button = m_group->button(static_cast<int>(i));
        button->setAccessibleName(name + QStringLiteral(": ") + m_choices[i].title);
        button->setAccessibleDescription(m_choices[i].meaning.isEmpty() ? description : m_choices[i].meaning);
    }
}

SwitchEditor::SwitchEditor(const QString& title, QWidget* parent)
    : SettingEditor(parent), m_box(new QCheckBox(title, this)) {
    bare(new QHBoxLayout(this), 0)->addWidget(m_box);
    connect(m_box, &QCheckBox::toggled, this, &SettingEditor::edited);
}

QString SwitchEditor::value() const {
    return m_box->isChecked() ? QStringLiteral("on") : QStringLiteral("off");
}
void SwitchEditor::setValue(const QString& value) {
    m_box->setChecked(value == QStringLiteral("on"));
}
QWidget* SwitchEditor::mainWidget() const {
    return m_box;
}

}  // namespace mirrorscope::ui::settings
