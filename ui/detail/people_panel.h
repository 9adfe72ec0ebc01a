// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <QWidget>
#include <string>

#include "core/traffic/triage.h"

class QGridLayout;
class QHBoxLayout;
class QLineEdit;
class QVBoxLayout;

namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::detail {

/// What people say about a request: what was decided about its hits and why, its tags, its notes; fields for
/// more. Says what is wanted, writes nothing. What one types stays until another request is shown. UI thread.
class PeoplePanel : public QWidget {
    Q_OBJECT

public:
    static constexpr int kMostTag = 64;     // characters: a word or two
    static constexpr int kMostNote = 2000;  // a page

    explicit PeoplePanel(QWidget* parent = nullptr);

    void setMarks(const traffic::UserMarks& marks, const QTimeZone& zone);
    /// Another request is shown: what was typed and not sent is gone.
    void clearFields();

signals:
    void tagRequested(const std::string& name, bool isSet);
    void noteRequested(const std::string& note);
    void noteRemovalRequested(const mirrorscope::traffic::Note& note);

private:
    QWidget* tagChip(const std::string& name);
    QWidget* noteRow(const traffic::Note& note, const QTimeZone& zone);

    text::PlainLabel* m_triage;
    QHBoxLayout* m_tags;
    QVBoxLayout* m_notes;
    QLineEdit* m_tag;
    QLineEdit* m_note;
};

}  // namespace mirrorscope::ui::detail
