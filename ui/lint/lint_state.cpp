// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lint/lint_state.h"

#include <QLabel>
#include <QVBoxLayout>

#include "core/base/error_text.h"
#include "ui/lint/lint_words.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::lint {
namespace {

constexpr int kPicture = 24;

QString limitText() {
    return LintState::tr("At most %1 MiB").arg(snippets::lint::kMostText >> 20U);
}

/// Where the text breaks its grammar, and why: the file is named above.
QString brokenText(const LintAnswer& answer) {
    const base::Error& error = answer.check.report.error();
    constexpr std::size_t kReason = 3;
    if (answer.failedLine == 0 || error.arguments.size() <= kReason) {
        return text::ownText(base::errorSentences(error).what);
    }
    const QString reason = text::shownText(error.arguments[kReason]);
    const QString line = QString::number(answer.failedLine);
    // Inside what "nginx -T" prints a line has a file and a number of its own.
    if (error.arguments[0] != answer.file) {
        return LintState::tr("Line %1, which is line %2 of %3: %4")
            .arg(line, text::shownText(error.arguments[1]), text::shownText(error.arguments[0]), reason);
    }
    const QString place =
        LintState::tr("line %1, column %2: %3").arg(line, text::shownText(error.arguments[2]), reason);
    return answer.file.empty() ? LintState::tr("This text, %1").arg(place)
                               : LintState::tr("%1, %2").arg(text::shownText(answer.file), place);
}

}  // namespace

LintState::LintState(QWidget* parent)
    : QWidget(parent),
      m_picture(new QLabel(this)),
      m_title(text::paragraph(this, "lint.state")),
      m_more(text::paragraph(this, "lint.state-more")) {
    setObjectName(QStringLiteral("lint.state-page"));
    setAccessibleName(tr("What the check says"));
    m_picture->setAlignment(Qt::AlignCenter);
    m_title->setFont(theme::font(theme::TextStyle::TileNumber));
    m_title->setAlignment(Qt::AlignCenter);
    m_more->setAlignment(Qt::AlignCenter);
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(theme::kPage, theme::kPage, theme::kPage, theme::kPage);
    lines->setSpacing(theme::kBetween);
    lines->addStretch(1);
    lines->addWidget(m_picture);
    lines->addWidget(m_title);
    lines->addWidget(m_more);
    lines->addStretch(2);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, &LintState::render);
    setAnswer(nullptr);
}

void LintState::setAnswer(const LintAnswer* answer) {
    if (answer == nullptr || answer->isEmpty) {
        say(theme::Icon::Search, theme::Role::Text2, tr("Nothing to check yet"),
            tr("Paste what a proxy is configured with, open a file or drop one here. Known traps of "
               "mirroring are "
               "listed with what they cost and what to write instead. %1; nothing is sent anywhere, and "
               "files that "
               "it includes are not read: paste what “nginx -T” prints to have them all.")
                .arg(limitText()));
    } else if (!answer->check.report) {
        const bool isTooLarge = answer->check.report.error().code == base::ErrorCode::TextUnreadable;
        say(theme::Icon::Fail, theme::Role::Critical,
            isTooLarge ? tr("Too large to check") : tr("Cannot be read"),
            isTooLarge ? tr("%1 are checked: more is a log or a mistake.").arg(limitText())
                       : brokenText(*answer));
    } else if (answer->check.kind == nullptr) {
        say(theme::Icon::Question, theme::Role::Text2, tr("Of no known proxy"),
            tr("Nothing in this text looks like a proxy that this check knows. Choose above whose it is."));
    } else {
        say(theme::Icon::Ok, theme::Role::Ok, tr("No trap found"),
            tr("Read as %1: %2 known traps were looked for.")
                .arg(kindTitle(answer->check.kind->name),
                     text::countText(answer->check.kind->rules().size())));
    }
}

void LintState::setFailure(const base::Error& error) {
    const base::ErrorSentences sentences = base::errorSentences(error);
    say(theme::Icon::Fail, theme::Role::Critical, tr("Not opened"),
        text::ownText(sentences.what) + QStringLiteral(". ") + tr("The text at the left is as it was."));
}

void LintState::say(theme::Icon icon, theme::Role role, const QString& title, const QString& more) {
    m_icon = icon;
    m_role = role;
    m_title->setText(title);
    m_more->setText(more);
    render();
}

void LintState::render() {
    m_picture->setPixmap(theme::iconPixmap(m_icon, m_role, kPicture, devicePixelRatioF()));
}

}  // namespace mirrorscope::ui::lint
