// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <string>

class QLabel;

namespace mirrorscope::ui::settings {

class SettingEditor;
class SettingsDraft;

/// How a page presents a setting. Plain value.
struct FieldText {
    QString title;  // with its mnemonic: "&Threshold"
    QString meaning;
    QString words;  // more that it is looked for by
};

/// One setting on a page: title, editor, and below it what is wrong, what it means, its default, where its
/// value comes from and when a change counts. UI thread.
class SettingField : public QWidget {
    Q_OBJECT

public:
    /// Takes the editor; the draft outlives it.
    SettingField(SettingsDraft& draft, std::string key, FieldText text, SettingEditor* editor,
                 QWidget* parent);

    const std::string& key() const { return m_key; }
    QString title() const;  // without mnemonic
    /// Whether all words occur in what is known of it.
    bool isFoundBy(const QString& words) const;
    void takeFocus();
    SettingEditor* editor() const { return m_editor; }
    /// Undoable like typing.
    void restoreDefault();

private:
    void layOut(QLabel* title);
    void refresh();
    QString noteText() const;

    SettingsDraft& m_draft;
    const std::string m_key;
    const FieldText m_text;
    SettingEditor* m_editor;
    QLabel* m_title;
    QLabel* m_error;
    QLabel* m_note;
};

}  // namespace mirrorscope::ui::settings
