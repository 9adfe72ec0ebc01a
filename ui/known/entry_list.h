// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QWidget>
#include <optional>

class QListWidget;
class QListWidgetItem;
class QPushButton;

namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::known {

/// One line of the list.
struct EntryLine {
    QString text;
    QString state;               // behind it: "hides, until 31 Dec 2026"
    bool isWeak = false;         // it does not apply
    std::optional<bool> isOn{};  // with a box to tick
};

/// The entries of a page with what adds and removes them; what an empty list is for. UI thread.
class EntryList : public QWidget {
    Q_OBJECT

public:
    /// Objects are named "NAME.list", "NAME.add" …
    EntryList(const QString& name, const QString& title, const QString& whatFor, QWidget* parent = nullptr);

    void fill(const QList<EntryLine>& lines, int choose);
    void set(int row, const EntryLine& line);
    int chosen() const;
    void choose(int row);
    void setFull(bool isFull);

signals:
    void addWanted();
    void examplesWanted();
    void removeWanted();
    void chosenChanged();
    void switched(int row, bool isOn);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();
    void paint(QListWidgetItem* item, const EntryLine& line);

    QListWidget* m_list;
    text::PlainLabel* m_empty;
    QPushButton* m_add;
    QPushButton* m_examples;
    QPushButton* m_remove;
    bool m_isFilling = false;
    bool m_isFull = false;
};

}  // namespace mirrorscope::ui::known
