// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/patch_view.h"

#include <QGridLayout>
#include <QPlainTextEdit>
#include <QTextBlock>
#include <algorithm>

#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::text {
namespace {

constexpr int kFewestLines = 2;
constexpr int kMostLines = 6;
constexpr std::size_t kLineBytes = 4096;

QString markedLines(const std::string& lines, QChar mark) {
    QStringList out;
    for (const QString& line : QString::fromStdString(lines).split(u'\n', Qt::SkipEmptyParts)) {
        out += mark + QStringLiteral(" ") + shownText(line.toStdString(), kLineBytes);
    }
    return out.join(u'\n');
}

/// Of the whole line, wrapped or not.
void tint(QPlainTextEdit& pane, theme::Role role) {
    for (QTextBlock block = pane.document()->begin(); block.isValid(); block = block.next()) {
        if (block.text().startsWith(u'−') || block.text().startsWith(u'+')) {
            QTextBlockFormat format;
            format.setBackground(theme::color(role));
            QTextCursor(block).setBlockFormat(format);
        }
    }
}

int linesOf(const std::string& text) {
    return static_cast<int>(std::ranges::count(text, '\n')) + 1;
}

}  // namespace

PatchView::PatchView(QWidget* parent)
    : QWidget(parent), m_beforeTitle(new PlainLabel(this)), m_afterTitle(new PlainLabel(this)) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    m_before = addPane(QStringLiteral("patch.before"), tr("Before"), m_beforeTitle, 0);
    m_after = addPane(QStringLiteral("patch.after"), tr("After"), m_afterTitle, 1);
    m_afterTitle->setText(tr("After"));
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, &PatchView::retint);
}

QPlainTextEdit* PatchView::addPane(const QString& name, const QString& accessibleName, PlainLabel* title,
                                   int column) {
    QFont strong = title->font();
    strong.setWeight(theme::kStrongWeight);
    title->setFont(strong);
    title->setFixedHeight(theme::kHeaderHeight);
    title->setAutoFillBackground(true);
    title->setBackgroundRole(QPalette::Window);
    title->setContentsMargins(theme::kBetween, 0, theme::kBetween, 0);
    auto* pane = new QPlainTextEdit(this);
    pane->setObjectName(name);
    pane->setAccessibleName(accessibleName);
    pane->setReadOnly(true);
    pane->setTabChangesFocus(true);
    pane->setUndoRedoEnabled(false);
    pane->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    pane->setWordWrapMode(QTextOption::WrapAnywhere);
    pane->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    pane->setFont(theme::font(theme::TextStyle::Mono));
    auto* grid = static_cast<QGridLayout*>(layout());
    grid->addWidget(title, 0, column);
    grid->addWidget(pane, 1, column);
    grid->setColumnStretch(column, 1);
    return pane;
}

void PatchView::setPatch(const std::string& directive, const std::string& before, const std::string& after) {
    m_beforeTitle->setText(directive.empty() ? tr("Before") : tr("Before: %1").arg(shownText(directive)));
    m_beforeTitle->setElided(Kind::Sentence);
    m_before->setPlainText(before.empty() ? tr("This line is missing.") : markedLines(before, u'−'));
    m_after->setPlainText(after.empty() ? tr("Without this line.") : markedLines(after, u'+'));
    const int lines = std::clamp(std::max(linesOf(before), linesOf(after)) + 1, kFewestLines + 1, kMostLines);
    const int height = lines * m_after->fontMetrics().lineSpacing() + 2 * theme::kBetween;
    m_before->setFixedHeight(height);
    m_after->setFixedHeight(height);
    retint();
}

void PatchView::retint() {
    for (PlainLabel* title : {m_beforeTitle, m_afterTitle}) {
        QPalette palette = title->palette();
        palette.setColor(QPalette::Window, theme::color(theme::Role::Head));
        title->setPalette(palette);
    }
    tint(*m_before, theme::Role::Removed);
    tint(*m_after, theme::Role::Added);
}

}  // namespace mirrorscope::ui::text
