// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <string>

class QLabel;
class QPushButton;

namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::wizard {

class FoundPrograms;

/// The program of a proxy: as PATH has it, or the file that was chosen. UI thread; the programs outlive it.
class ProgramChoice final : public QWidget {
    Q_OBJECT

public:
    /// `kind`: a name of ProxyKind that has a program.
    ProgramChoice(std::string kind, FoundPrograms& programs, QWidget* parent);

    /// Empty: none.
    QString file() const { return m_file; }
    void setFile(const QString& file);
    void setLocked(bool locked);
    /// To the button.
    void takeFocus();

signals:
    void changed();

private:
    void ask();
    void refresh();

    const std::string m_kind;
    FoundPrograms& m_programs;
    QString m_file;
    bool m_isChosen = false;
    text::PlainLabel* m_path;
    QLabel* m_note;
    QPushButton* m_choose;
};

}  // namespace mirrorscope::ui::wizard
