// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/compare_dialog.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/text/plain_label.h"
#include "ui/theme/spacing.h"
#include "ui/theme/style.h"

namespace mirrorscope::ui::forwarding {
namespace {

constexpr int kWidth = 420;

/// People copy ids with separators from tables.
traffic::RequestId idOf(const QLineEdit& field) {
    QString digits = field.text();
    digits.removeIf([](QChar c) { return !c.isDigit(); });
    return digits.toLongLong();
}

}  // namespace

CompareDialog::CompareDialog(traffic::RequestId a, traffic::RequestId b, QWidget* parent)
    : QDialog(parent), m_error(new text::PlainLabel(this)) {
    setObjectName(QStringLiteral("dialog.compare"));
    setWindowTitle(tr("Compare requests"));
    setMinimumWidth(kWidth);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kPage, theme::kPage, theme::kPage, theme::kPage);
    layout->setSpacing(theme::kBetween);
    m_a = addField("compare.a", tr("Request &A, the reference"), a);
    m_b = addField("compare.b", tr("Request &B"), b);
    m_error->setObjectName(QStringLiteral("compare.error"));
    m_error->setWordWrap(true);
    m_error->hide();
    layout->addWidget(m_error);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton* compareButton = buttons->addButton(tr("&Compare"), QDialogButtonBox::ActionRole);
    compareButton->setObjectName(QStringLiteral("compare.go"));
    compareButton->setProperty(theme::kPrimaryProperty, true);
    compareButton->setDefault(true);
    layout->addWidget(buttons);
    connect(compareButton, &QPushButton::clicked, this, &CompareDialog::compare);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    (a != 0 ? m_b : m_a)->setFocus();
}

QLineEdit* CompareDialog::addField(const char* name, const QString& title, traffic::RequestId id) {
    auto* field = new QLineEdit(this);
    field->setObjectName(QLatin1String(name));
    field->setAccessibleName(QString(title).remove(u'&'));
    field->setPlaceholderText(tr("Id"));
    field->setMaxLength(24);
    field->setText(id == 0 ? QString() : QString::number(id));
    auto* label = new text::PlainLabel(title, this);
    label->setBuddy(field);
    layout()->addWidget(label);
    layout()->addWidget(field);
    return field;
}

void CompareDialog::compare() {
    const traffic::RequestId a = idOf(*m_a);
    const traffic::RequestId b = idOf(*m_b);
    if (a < 1 || b < 1 || a == b) {
        m_error->setText(a == b && a > 0 ? tr("These are the same request.") : tr("Two ids are needed."));
        m_error->show();
        return;
    }
    emit chosen(a, b);
    accept();
}

}  // namespace mirrorscope::ui::forwarding
