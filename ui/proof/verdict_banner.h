// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "ui/proof/proof_words.h"

class QProgressBar;
class QPushButton;

namespace mirrorscope::ui::text {
class IconMark;
class PlainLabel;
}  // namespace mirrorscope::ui::text

namespace mirrorscope::ui::proof {

class TonedLabel;

/// How the proof stands, in one sentence and one more line, in the colour of the result. Announces results to
/// screen readers by its value. UI thread.
class VerdictBanner final : public QFrame {
    Q_OBJECT

public:
    explicit VerdictBanner(QWidget* parent = nullptr);

    /// Nothing known, nothing wrong.
    void showNote(const QString& title, const QString& text);
    /// `all` 0: not known yet.
    void showProgress(const QString& title, const QString& text, std::size_t done, std::size_t all);
    void showProof(const probe::Proof& proof, const QTimeZone& zone);
    /// There is no proof, for that reason.
    void showTrouble(const Sentences& why);

signals:
    void adviceRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void set(const Look& look, const QString& title, const QString& text);
    void say(const QString& what);

    Look m_look;
    text::IconMark* m_icon;
    TonedLabel* m_title;
    text::PlainLabel* m_text;
    QProgressBar* m_progress;
    QPushButton* m_advice;
};

}  // namespace mirrorscope::ui::proof
