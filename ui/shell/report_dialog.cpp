// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/report_dialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/text/plain_label.h"
#include "ui/theme/spacing.h"
#include "ui/theme/style.h"

namespace mirrorscope::ui::shell {
namespace {

constexpr int kWidth = 460;
constexpr int kLongestName = 120;

text::PlainLabel* wrapped(const QString& text, const char* name, QWidget* parent) {
    auto* label = new text::PlainLabel(text, parent);
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    return label;
}

}  // namespace

ReportDialog::ReportDialog(const View& view, QWidget* parent)
    : QDialog(parent),
      m_name(new QLineEdit(view.name, this)),
      m_hides(new QCheckBox(tr("&Hide secrets"), this)) {
    setObjectName(QStringLiteral("dialog.report"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Save report"));
    setMinimumWidth(kWidth);
    m_name->setObjectName(QStringLiteral("report.name"));
    m_name->setAccessibleName(tr("Title of the report"));
    m_name->setMaxLength(kLongestName);
    m_name->selectAll();
    m_hides->setObjectName(QStringLiteral("report.hide-secrets"));
    m_hides->setAccessibleName(tr("Hide secrets"));
    m_hides->setChecked(view.hidesSecrets);

    auto* label = new text::PlainLabel(tr("&Title"), this);
    label->setBuddy(m_name);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton* save = buttons->addButton(tr("&Save…"), QDialogButtonBox::AcceptRole);
    save->setObjectName(QStringLiteral("report.save"));
    save->setProperty(theme::kPrimaryProperty, true);
    save->setDefault(true);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kPage, theme::kPage, theme::kPage, theme::kPage);
    layout->setSpacing(theme::kBetween);
    layout->addWidget(label);
    layout->addWidget(m_name);
    layout->addWidget(wrapped(view.filter.isEmpty() ? tr("Of everything in this session.")
                                                    : tr("Of what fits the filter: %1").arg(view.filter),
                              "report.filter", this));
    layout->addWidget(wrapped(tr("One HTML file with figures, charts, attacks, findings and mirror health. "
                                 "Times are in %1.")
                                  .arg(view.zone),
                              "report.what", this));
    layout->addWidget(m_hides);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QString ReportDialog::name() const {
    return m_name->text().trimmed();
}

bool ReportDialog::hidesSecrets() const {
    return m_hides->isChecked();
}

}  // namespace mirrorscope::ui::shell
