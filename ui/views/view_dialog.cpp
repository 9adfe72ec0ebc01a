// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/view_dialog.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <utility>

#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/spacing.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/views/view_values.h"

namespace mirrorscope::ui::views {
namespace {

constexpr int kWidth = 420;

void giveErrorColour(QWidget* label) {
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, theme::color(theme::Role::Critical));
    label->setPalette(palette);
}

}  // namespace

ViewDialog::ViewDialog(SavedView view, Complaint complaint, QWidget* parent)
    : QDialog(parent),
      m_view(std::move(view)),
      m_complaint(std::move(complaint)),
      m_name(new QLineEdit(m_view.name, this)),
      m_error(new text::PlainLabel(this)) {
    setObjectName(QStringLiteral("dialog.view"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(kWidth);
    m_name->setObjectName(QStringLiteral("view.name"));
    m_name->setAccessibleName(tr("Name of the view"));
    m_name->setMaxLength(static_cast<int>(SavedView::kLongestName));
    m_name->selectAll();
    m_error->setObjectName(QStringLiteral("view.error"));
    m_error->setWordWrap(true);
    giveErrorColour(m_error);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_accept = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(QStringLiteral("view.accept"));
    m_accept->setProperty(theme::kPrimaryProperty, true);
    m_accept->setDefault(true);
    auto* label = new text::PlainLabel(tr("&Name"), this);
    label->setBuddy(m_name);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kPage, theme::kPage, theme::kPage, theme::kPage);
    layout->setSpacing(theme::kBetween);
    layout->addWidget(label);
    layout->addWidget(m_name);
    layout->addWidget(m_error);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &ViewDialog::choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_name, &QLineEdit::textChanged, this, &ViewDialog::lookAtName);
}

ViewDialog* ViewDialog::toSave(const SavedView& view, Complaint complaint, QWidget* parent) {
    auto* dialog = new ViewDialog(view, std::move(complaint), parent);
    dialog->setWindowTitle(tr("Save view"));
    dialog->m_name->setPlaceholderText(tr("For example Login abuse"));
    dialog->m_accept->setText(tr("&Save"));
    dialog->addKept();
    dialog->lookAtName();
    return dialog;
}

ViewDialog* ViewDialog::toRename(const QString& name, Complaint complaint, QWidget* parent) {
    auto* dialog = new ViewDialog({.name = name}, std::move(complaint), parent);
    dialog->setWindowTitle(tr("Rename view"));
    dialog->m_accept->setText(tr("&Rename"));
    dialog->lookAtName();
    return dialog;
}

void ViewDialog::addKept() {
    const bool isOfAttacks = m_view.table == Table::Attacks;
    auto* column = static_cast<QVBoxLayout*>(layout());
    const auto add = [&](const char* name, const QString& text, int at) {
        auto* box = new QCheckBox(text, this);
        box->setObjectName(QLatin1String(name));
        box->setChecked(true);
        column->insertWidget(at, box);
        connect(box, &QCheckBox::toggled, this, &ViewDialog::lookAtName);
        return box;
    };
    auto* what = new text::PlainLabel(
        isOfAttacks ? tr("It shows attacks and keeps") : tr("It shows requests and keeps"), this);
    constexpr int kBehindError = 3;
    column->insertWidget(kBehindError, what);
    m_filter = add("view.filter", tr("&Filter"), kBehindError + 1);
    const QString filter = m_view.filter.value_or(QString());
    m_filter->setToolTip(text::plainToolTip(text::shownText(filter.toStdString())));
    if (filter.isEmpty()) {
        m_filter->setText(tr("&Filter: everything is shown"));
    }
    m_layout = add("view.layout", isOfAttacks ? tr("&Grouping") : tr("&Columns and order"), kBehindError + 2);
    // From the name to what is kept, then to the buttons.
    setTabOrder(m_name, m_filter);
    setTabOrder(m_filter, m_layout);
}

void ViewDialog::lookAtName() {
    const QString name = m_name->text();
    const auto complaint = m_complaint(name);
    const bool isTyped = !name.trimmed().isEmpty();
    m_error->setText(isTyped ? complaint.value_or(QString()) : QString());
    m_error->setVisible(isTyped && complaint);
    m_name->setAccessibleDescription(m_error->text());
    const bool keepsSomething = m_filter == nullptr || m_filter->isChecked() || m_layout->isChecked();
    m_accept->setEnabled(!complaint && keepsSomething);
}

SavedView ViewDialog::chosenView() const {
    SavedView view = m_view;
    view.name = m_name->text().trimmed();
    if (m_filter != nullptr && !m_filter->isChecked()) {
        view.filter.reset();
    }
    if (m_layout != nullptr && !m_layout->isChecked()) {
        view.grouping.reset();
        view.columns.reset();
        view.sort.reset();
    }
    return view;
}

void ViewDialog::choose() {
    if (m_accept->isEnabled()) {
        emit chosen(chosenView());
        accept();
    }
}

}  // namespace mirrorscope::ui::views
