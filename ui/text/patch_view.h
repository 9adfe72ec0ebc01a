// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <string>

class QPlainTextEdit;

namespace mirrorscope::ui::text {

class PlainLabel;

/// Lines of a configuration before and after a change, beside each other; what goes is marked with − and
/// tinted, what comes with +. UI thread.
class PatchView : public QWidget {
    Q_OBJECT

public:
    explicit PatchView(QWidget* parent = nullptr);

    /// Bytes of strangers, all three. `directive` is what is changed; empty: not said.
    void setPatch(const std::string& directive, const std::string& before, const std::string& after);

private:
    QPlainTextEdit* addPane(const QString& name, const QString& accessibleName, PlainLabel* title,
                            int column);
    void retint();

    PlainLabel* m_beforeTitle;
    PlainLabel* m_afterTitle;
    QPlainTextEdit* m_before = nullptr;
    QPlainTextEdit* m_after = nullptr;
};

}  // namespace mirrorscope::ui::text
