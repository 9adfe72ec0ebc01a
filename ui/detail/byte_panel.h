// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>
#include <optional>
#include <string>

class QLineEdit;
class QToolButton;

namespace mirrorscope::ui::text {
class ByteView;
class PlainLabel;
}  // namespace mirrorscope::ui::text

namespace mirrorscope::ui::detail {

/// Captured bytes with a title, a note and Wrap, Hex and Find. UI thread.
class BytePanel : public QWidget {
    Q_OBJECT

public:
    BytePanel(const QString& name, const QString& title, QWidget* parent = nullptr);

    text::ByteView& view() { return *m_view; }
    void setBytes(std::shared_ptr<const std::string> bytes);
    /// Beside the title, secondary: "match: bytes 52–93 of the body". Plain text.
    void setNote(const QString& note);

    void openFind();
    void findNext();
    void findPrevious();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void arrange(QWidget* heading);
    void connectKeys();
    void find(bool forward);
    void closeFind();

    text::PlainLabel* m_note;
    text::ByteView* m_view;
    QToolButton* m_wrap;
    QToolButton* m_hex;
    QToolButton* m_find;
    QLineEdit* m_needle;
    text::PlainLabel* m_notFound;
};

}  // namespace mirrorscope::ui::detail
