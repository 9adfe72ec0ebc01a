// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/go_to_dialog.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/shell/icon_label.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/theme/spacing.h"
#include "ui/theme/style.h"

namespace mirrorscope::ui::shell {

GoToDialog::GoToDialog(traffic::RequestId last, QWidget* parent)
    : QDialog(parent), m_last(last), m_edit(new QLineEdit(this)), m_error(new text::PlainLabel(this)) {
    setObjectName(QStringLiteral("dialog.go-to"));
    setWindowTitle(tr("Go to request"));
    m_edit->setObjectName(QStringLiteral("go-to.id"));
    m_edit->setAccessibleName(tr("Request id"));
    m_edit->setPlaceholderText(tr("Id, 1 to %1").arg(text::countText(static_cast<std::uint64_t>(m_last))));
    m_edit->setMaxLength(24);
    m_error->setObjectName(QStringLiteral("go-to.error"));
    setTextRole(m_error, theme::Role::Critical);
    m_error->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto* ok = buttons->addButton(tr("Go"), QDialogButtonBox::AcceptRole);
    ok->setProperty(theme::kPrimaryProperty, true);
    ok->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &GoToDialog::go);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_edit, &QLineEdit::textEdited, m_error, &QWidget::hide);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kPage, theme::kPage, theme::kPage, theme::kPage);
    layout->setSpacing(theme::kBarSide);
    layout->addWidget(m_edit);
    layout->addWidget(m_error);
    layout->addWidget(buttons);
}

void GoToDialog::go() {
    // People copy ids with separators from the status bar and tables.
    QString typed = m_edit->text();
    typed.removeIf([](QChar c) { return !c.isDigit() && c != QLatin1Char('-'); });
    const traffic::RequestId id = typed.toLongLong();
    if (id < 1 || id > m_last) {
        m_error->setText(m_last == 0 ? tr("No request is stored yet.")
                                     : tr("There is no such request. Ids are 1 to %1.")
                                           .arg(text::countText(static_cast<std::uint64_t>(m_last))));
        m_error->show();
        m_edit->selectAll();
        return;
    }
    emit chosen(id);
    accept();
}

}  // namespace mirrorscope::ui::shell
