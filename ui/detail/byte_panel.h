// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>
#include <optional>
#include <string>

#include "ui/text/hidden_bytes.h"

class QHBoxLayout;
class QToolButton;

namespace mirrorscope::ui::text {
class ByteView;
class PlainLabel;
}  // namespace mirrorscope::ui::text

namespace mirrorscope::ui::detail {

class FindField;

/// Captured bytes with a title, a note and Wrap, Hex and Find. UI thread.
class BytePanel : public QWidget {
    Q_OBJECT

public:
    BytePanel(const QString& name, const QString& title, QWidget* parent = nullptr);

    text::ByteView& view() { return *m_view; }
    void setBytes(std::shared_ptr<const std::string> bytes, text::HiddenBytes hidden = {});
    /// Beside the title, secondary: "match: bytes 52–93 of the body". Plain text.
    void setNote(const QString& note);

    /// A checkable button before Wrap, its object name ending in `suffix`.
    QToolButton* addToggle(const QString& suffix, const QString& label);
    /// For whoever has a switch of its own: the panel's one goes.
    void setMode(bool isHex);

    void openFind();
    void findNext();
    void findPrevious();

private:
    void arrange(QWidget* heading);
    void connectKeys();
    void find(bool forward);
    void closeFind();

    QHBoxLayout* m_bar = nullptr;
    text::PlainLabel* m_note;
    text::ByteView* m_view;
    QToolButton* m_wrap;
    QToolButton* m_hex;
    QToolButton* m_find;
    FindField* m_needle;
    text::PlainLabel* m_notFound;
};

}  // namespace mirrorscope::ui::detail
