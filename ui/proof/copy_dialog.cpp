// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/copy_dialog.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/text/plain_label.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::proof {
namespace {

constexpr QSize kSize{720, 420};

}  // namespace

CopyDialog::CopyDialog(const QString& title, const QString& lead, const QString& text, QWidget* parent)
    : QDialog(parent) {
    setObjectName(QStringLiteral("dialog.proof-copy"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    auto* words = text::paragraph(this, "proof.copy.lead");
    words->setText(lead);
    auto* field = new QPlainTextEdit(text, this);
    field->setObjectName(QStringLiteral("proof.copy.text"));
    field->setAccessibleName(title);
    field->setReadOnly(true);
    field->setFont(theme::font(theme::TextStyle::Mono));
    field->setWordWrapMode(QTextOption::WrapAnywhere);
    field->setTabChangesFocus(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton* copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    copy->setObjectName(QStringLiteral("proof.copy.copy"));
    copy->setIcon(theme::icon(theme::Icon::Copy));
    connect(copy, &QPushButton::clicked, this, [text] { QGuiApplication::clipboard()->setText(text); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kPage, theme::kPage, theme::kPage, theme::kPage);
    layout->setSpacing(theme::kBetween);
    layout->addWidget(words);
    layout->addWidget(field, 1);
    layout->addWidget(buttons);
    resize(kSize);
}

}  // namespace mirrorscope::ui::proof
