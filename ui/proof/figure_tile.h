// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace mirrorscope::ui::proof {

/// A number over its word. UI thread.
class FigureTile final : public QWidget {
    Q_OBJECT

public:
    FigureTile(const char* name, const QString& words, QWidget* parent);

    /// `isBad`: in the colour of what is broken.
    void setNumber(const QString& number, bool isBad = false);
    QString number() const { return m_number; }
    bool isBad() const { return m_isBad; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const QString m_words;
    QString m_number;
    bool m_isBad = false;
};

}  // namespace mirrorscope::ui::proof
