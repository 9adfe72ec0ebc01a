// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/people_panel.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"
#include "ui/theme/triage_look.h"

namespace mirrorscope::ui::detail {
namespace {

constexpr int kLabelWidth = 116;  // as the facts above
constexpr int kFieldWidth = 180;
constexpr int kLineHeight = 28;

/// Each state with its number of hits, when, and why: the newest reason of each.
QString decisionsText(const traffic::UserMarks& marks, const QTimeZone& zone) {
    QStringList lines;
    for (int state = 0; state < static_cast<int>(traffic::TriageState::Count); ++state) {
        std::uint64_t hits = 0;
        const traffic::TriageDecision* newest = nullptr;
        for (const traffic::TriageDecision& decision : marks.decisions) {
            if (static_cast<int>(decision.state) == state) {
                ++hits;
                newest = !newest || decision.at > newest->at ? &decision : newest;
            }
        }
        if (!newest) {
            continue;
        }
        QString line = PeoplePanel::tr("%1 (%2), %3")
                           .arg(theme::triageLook(newest->state).word, text::countText(hits),
                                text::fullTimeText(newest->at, zone));
        if (!newest->reason.empty()) {
            line += QStringLiteral(": ") + text::shownText(newest->reason);
        }
        lines << line;
    }
    return lines.isEmpty() ? PeoplePanel::tr("Nothing decided yet") : lines.join(QStringLiteral("; "));
}

void removeAll(QLayout& layout) {
    while (QLayoutItem* item = layout.takeAt(0)) {
        // It may be the one that is telling this.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
}

QLineEdit* field(const char* name, const QString& what, int most, QWidget* parent) {
    auto* edit = new QLineEdit(parent);
    edit->setObjectName(QLatin1String(name));
    edit->setAccessibleName(what);
    edit->setPlaceholderText(what);
    edit->setMaxLength(most);
    edit->setMinimumWidth(kFieldWidth);
    return edit;
}

}  // namespace

PeoplePanel::PeoplePanel(QWidget* parent)
    : QWidget(parent),
      m_triage(new text::PlainLabel(this)),
      m_tags(new QHBoxLayout),
      m_notes(new QVBoxLayout),
      m_tag(field("detail.tag", tr("Add a tag"), kMostTag, this)),
      m_note(field("detail.note", tr("Add a note"), kMostNote, this)) {
    setObjectName(QStringLiteral("detail.people"));
    setAccessibleName(tr("What people say"));
    m_triage->setObjectName(QStringLiteral("detail.triage"));
    m_triage->setAccessibleName(tr("Triage"));
    m_triage->setElided(text::Kind::Sentence);
    m_triage->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme::kBetween);
    grid->setVerticalSpacing(0);
    grid->setColumnMinimumWidth(0, kLabelWidth);
    grid->setColumnStretch(1, 1);
    const auto add = [&](int row, const QString& title, QLayout* content) {
        auto* label = new text::PlainLabel(this);
        label->setText(title);
        label->setForegroundRole(QPalette::PlaceholderText);
        label->setFixedHeight(kLineHeight);
        grid->addWidget(label, row, 0, Qt::AlignTop);
        grid->addLayout(content, row, 1);
    };
    auto* triage = new QHBoxLayout;
    triage->addWidget(m_triage);
    add(0, tr("Triage"), triage);
    auto* tags = new QHBoxLayout;
    tags->setSpacing(theme::kInside);
    m_tags->setSpacing(theme::kInside);
    tags->addLayout(m_tags);
    tags->addWidget(m_tag);
    tags->addStretch(1);
    add(1, tr("Tags"), tags);
    auto* notes = new QVBoxLayout;
    notes->setSpacing(0);
    notes->addLayout(m_notes);
    notes->addWidget(m_note);
    add(2, tr("Notes"), notes);
    connect(m_tag, &QLineEdit::returnPressed, this, [this] {
        if (const QString name = m_tag->text().trimmed(); !name.isEmpty()) {
            m_tag->clear();
            emit tagRequested(name.toStdString(), true);
        }
    });
    connect(m_note, &QLineEdit::returnPressed, this, [this] {
        if (const QString note = m_note->text().trimmed(); !note.isEmpty()) {
            m_note->clear();
            emit noteRequested(note.toStdString());
        }
    });
}

void PeoplePanel::clearFields() {
    m_tag->clear();
    m_note->clear();
}

void PeoplePanel::setMarks(const traffic::UserMarks& marks, const QTimeZone& zone) {
    m_triage->setText(decisionsText(marks, zone));
    removeAll(*m_tags);
    for (const std::string& name : marks.tags) {
        m_tags->addWidget(tagChip(name));
    }
    removeAll(*m_notes);
    for (const traffic::Note& note : marks.notes) {
        m_notes->addWidget(noteRow(note, zone));
    }
}

QWidget* PeoplePanel::tagChip(const std::string& name) {
    auto* chip = new QToolButton(this);
    const QString shown = text::shownText(name);
    chip->setObjectName(QStringLiteral("detail.tag.remove"));
    chip->setText(QString(shown).replace(u'&', QStringLiteral("&&")));
    chip->setAccessibleName(tr("Remove the tag %1").arg(shown));
    chip->setToolTip(text::plainToolTip(chip->accessibleName()));
    chip->setIcon(theme::icon(theme::Icon::Close));
    chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    chip->setLayoutDirection(Qt::RightToLeft);  // the cross behind the name
    connect(chip, &QToolButton::clicked, this, [this, name] { emit tagRequested(name, false); });
    return chip;
}

QWidget* PeoplePanel::noteRow(const traffic::Note& note, const QTimeZone& zone) {
    auto* row = new QWidget(this);
    row->setFixedHeight(kLineHeight);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kBetween);
    auto* time = new text::PlainLabel(row);
    time->setText(text::fullTimeText(note.at, zone));
    time->setForegroundRole(QPalette::PlaceholderText);
    auto* words = new text::PlainLabel(row);
    words->setObjectName(QStringLiteral("detail.note.text"));
    words->setElided(text::Kind::Sentence);
    words->setText(text::shownText(note.text));
    words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* remove = new QToolButton(row);
    remove->setObjectName(QStringLiteral("detail.note.remove"));
    remove->setAccessibleName(tr("Remove the note"));
    remove->setToolTip(tr("Remove the note"));
    remove->setIcon(theme::icon(theme::Icon::Close));
    remove->setAutoRaise(true);
    layout->addWidget(time);
    layout->addWidget(words, 1);
    layout->addWidget(remove);
    connect(remove, &QToolButton::clicked, this, [this, note] { emit noteRemovalRequested(note); });
    return row;
}

}  // namespace mirrorscope::ui::detail
