// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/answer_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSignalBlocker>
#include <array>

#include "ui/text/role_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::wizard {
namespace {

constexpr int kTitleWidth = 168;
constexpr int kLinesHeight = 68;
constexpr int kLongestAnswer = 512;

QString withoutMnemonic(QString text) {
    return text.remove(u'&');
}

/// 128 bits of the system's generator as hexadecimal digits.
QString newSecret() {
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    QString text;
    for (const quint32 word : words) {
        text += QStringLiteral("%1").arg(word, 8, 16, QLatin1Char('0'));
    }
    return text;
}

}  // namespace

AnswerField::AnswerField(const FieldText& text, const snippets::OptionInfo& info, QWidget* parent)
    : QWidget(parent),
      m_text(text),
      m_meaning(text.meaning.isEmpty() ? text::ownText(info.help) : text.meaning),
      m_title(text::makeLabel(text.title, theme::TextStyle::Body, theme::Role::Text, this)),
      m_error(text::makeLabel({}, theme::TextStyle::Small, theme::Role::Critical, this)) {
    const QString name = QString::fromStdString(m_text.option).mid(2);
    setObjectName(QStringLiteral("wizard.field.") + name);
    m_error->setObjectName(QStringLiteral("wizard.error.") + name);
    makeEditor(info);
    editor()->setObjectName(QStringLiteral("wizard.") + name);
    editor()->setAccessibleName(withoutMnemonic(m_text.title));
    m_title->setBuddy(editor());
    layOut();
    setComplaint({});
}

void AnswerField::makeEditor(const snippets::OptionInfo& info) {
    switch (m_text.form) {
        case FieldForm::Line:
        case FieldForm::Secret:
            makeLine(info);
            return;
        case FieldForm::Lines:
            m_lines = new QPlainTextEdit(this);
            m_lines->setTabChangesFocus(true);
            m_lines->setFixedHeight(kLinesHeight);
            m_lines->setPlaceholderText(
                text::ownText(info.defaultText).replace(QStringLiteral(", "), QStringLiteral("\n")));
            m_box = m_lines;
            connect(m_lines, &QPlainTextEdit::textChanged, this, &AnswerField::edited);
            return;
        case FieldForm::Switch:
            m_isOnByDefault = info.defaultText == "on";
            m_switch = new QCheckBox(tr("Yes"), this);
            m_switch->setChecked(m_isOnByDefault);
            m_box = m_switch;
            connect(m_switch, &QCheckBox::toggled, this, &AnswerField::edited);
            return;
        case FieldForm::Choice:
            m_choice = new QComboBox(this);
            for (qsizetype i = 0; i < m_text.choices.size(); ++i) {
                m_choice->addItem(m_text.choiceTexts.value(i), m_text.choices[i]);
            }
            m_box = m_choice;
            connect(m_choice, &QComboBox::currentIndexChanged, this, &AnswerField::edited);
            return;
    }
}

void AnswerField::makeLine(const snippets::OptionInfo& info) {
    m_line = new QLineEdit(this);
    m_line->setMaxLength(kLongestAnswer);
    m_line->setPlaceholderText(text::ownText(info.defaultText));
    m_box = m_line;
    connect(m_line, &QLineEdit::textChanged, this, &AnswerField::edited);
    if (m_text.form == FieldForm::Secret) {
        makeSecret();
    }
}

void AnswerField::makeSecret() {
    m_box = new QWidget(this);
    auto* make = new QPushButton(tr("Make one"), m_box);
    make->setObjectName(QStringLiteral("wizard.make-secret"));
    make->setAccessibleName(tr("Make a secret"));
    make->setAutoDefault(false);
    connect(make, &QPushButton::clicked, m_line, [this] { m_line->setText(newSecret()); });
    auto* row = new QHBoxLayout(m_box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kBetween);
    row->addWidget(m_line, 1);
    row->addWidget(make);
}

void AnswerField::layOut() {
    m_title->setFixedWidth(kTitleWidth);
    m_title->setContentsMargins(0, theme::kInside, 0, 0);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme::kBarSide);
    grid->setVerticalSpacing(theme::kInside);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_title, 0, 0, Qt::AlignTop);
    grid->addWidget(m_box, 0, 1);
    grid->addWidget(m_error, 1, 1);
    grid->addWidget(text::makeNote(m_meaning, this), 2, 1);
}

QWidget* AnswerField::editor() const {
    return m_line != nullptr     ? static_cast<QWidget*>(m_line)
           : m_lines != nullptr  ? static_cast<QWidget*>(m_lines)
           : m_switch != nullptr ? static_cast<QWidget*>(m_switch)
                                 : static_cast<QWidget*>(m_choice);
}

std::vector<std::string> AnswerField::values() const {
    std::vector<std::string> out;
    if (m_line != nullptr) {
        out.push_back(m_line->text().trimmed().toStdString());
    } else if (m_lines != nullptr) {
        for (const QString& line : m_lines->toPlainText().split(u'\n', Qt::SkipEmptyParts)) {
            out.push_back(line.trimmed().toStdString());
        }
    } else if (m_switch != nullptr) {
        if (m_switch->isChecked() != m_isOnByDefault) {
            out.emplace_back(m_switch->isChecked() ? "on" : "off");
        }
    } else if (m_choice->currentIndex() > 0) {
        out.push_back(m_choice->currentData().toString().toStdString());
    }
    return out;
}

void AnswerField::setValues(const std::vector<std::string>& values) {
    const QSignalBlocker quiet(this);
    const QString first = values.empty() ? QString() : QString::fromStdString(values.front());
    if (m_line != nullptr) {
        m_line->setText(first);
    } else if (m_lines != nullptr) {
        QStringList lines;
        for (const std::string& value : values) {
            lines.append(QString::fromStdString(value));
        }
        m_lines->setPlainText(lines.join(u'\n'));
    } else if (m_switch != nullptr) {
        m_switch->setChecked(first.isEmpty() ? m_isOnByDefault : first == QStringLiteral("on"));
    } else {
        m_choice->setCurrentIndex(std::max(0, m_choice->findData(first)));
    }
}

void AnswerField::setComplaint(const QString& complaint) {
    m_error->setText(complaint);
    m_error->setVisible(!complaint.isEmpty());
    editor()->setAccessibleDescription(complaint.isEmpty() ? m_meaning : complaint);
}

}  // namespace mirrorscope::ui::wizard
