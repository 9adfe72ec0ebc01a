// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

#include "ui/theme/icons.h"

namespace mirrorscope::ui::overview {

/// A number with its words, and what a press on it asks for. UI thread.
class Tile final : public QAbstractButton {
    Q_OBJECT

public:
    enum class Tone : std::uint8_t { Calm, Warning, Bad };

    Tile(const QString& objectName, QWidget* parent);

    /// `action`: what a press does, for the tooltip and screen readers; empty: nothing, and it cannot be
    /// pressed. `icon` only with a tone.
    void setContent(const QString& number, const QString& words, Tone tone, theme::Icon icon,
                    const QString& action);
    QString number() const { return m_number; }
    QString words() const { return m_words; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_number;
    QString m_words;
    Tone m_tone = Tone::Calm;
    theme::Icon m_icon = theme::Icon::Ok;
};

}  // namespace mirrorscope::ui::overview
