// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/plain_text_dialog.h"

#include <QDialogButtonBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include "ui/theme/spacing.h"

namespace mirrorscope::ui::wizard {
namespace {

constexpr QSize kStandardSize{620, 420};
constexpr int kAroundScreen = 40;

}  // namespace

PlainTextDialog::PlainTextDialog(const QString& title, const QString& text, QWidget* parent)
    : QDialog(parent) {
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    auto* view = new QPlainTextEdit(text, this);
    view->setObjectName(QStringLiteral("wizard.text"));
    view->setAccessibleName(title);
    view->setReadOnly(true);
    view->setTabChangesFocus(true);
    view->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kPage, theme::kPage, theme::kPage, theme::kBarSide);
    layout->setSpacing(theme::kBarSide);
    layout->addWidget(view, 1);
    layout->addWidget(buttons);
    const QSize room = screen()->availableSize() - QSize(kAroundScreen, kAroundScreen);
    setMaximumSize(room);
    resize(kStandardSize.boundedTo(room));
}

}  // namespace mirrorscope::ui::wizard
