// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/go_to_dialog.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <utility>

#include "ui/shell/icon_label.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/theme/spacing.h"
#include "ui/theme/style.h"

namespace mirrorscope::ui::shell {
namespace {

constexpr int kWidth = 600;  // all buttons beside each other

QString idText(traffic::RequestId id) {
    return text::countText(static_cast<std::uint64_t>(id));
}

}  // namespace

GoToDialog::GoToDialog(traffic::RequestId last, std::function<bool(traffic::RequestId)> isHidden,
                       QWidget* parent)
    : QDialog(parent),
      m_last(last),
      m_isHidden(std::move(isHidden)),
      m_edit(new QLineEdit(this)),
      m_error(new text::PlainLabel(this)),
      m_hidden(new text::PlainLabel(this)) {
    setObjectName(QStringLiteral("dialog.go-to"));
    setWindowTitle(tr("Go to request"));
    setMinimumWidth(kWidth);
    m_edit->setObjectName(QStringLiteral("go-to.id"));
    m_edit->setAccessibleName(tr("Request id"));
    m_edit->setPlaceholderText(tr("Id, 1 to %1").arg(idText(m_last)));
    m_edit->setMaxLength(24);
    m_error->setObjectName(QStringLiteral("go-to.error"));
    m_error->setWordWrap(true);
    setTextRole(m_error, theme::Role::Critical);
    m_error->hide();
    m_hidden->setObjectName(QStringLiteral("go-to.hidden"));
    m_hidden->setWordWrap(true);
    layOut();
    forgetHidden();
    connect(m_edit, &QLineEdit::textEdited, this, [this] {
        m_error->hide();
        forgetHidden();
    });
}

void GoToDialog::layOut() {
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    const auto add = [&](const char* name, const QString& text, QDialogButtonBox::ButtonRole role) {
        QPushButton* button = buttons->addButton(text, role);
        button->setObjectName(QLatin1String(name));
        return button;
    };
    m_go = add("go-to.go", tr("&Go"), QDialogButtonBox::ActionRole);
    m_withoutFilter =
        add("go-to.without-filter", tr("&Show without the filter"), QDialogButtonBox::ActionRole);
    m_detailOnly = add("go-to.detail-only", tr("Only its &detail"), QDialogButtonBox::ActionRole);
    m_around = add("go-to.around", tr("Show what is &around"), QDialogButtonBox::ActionRole);
    m_go->setProperty(theme::kPrimaryProperty, true);
    m_withoutFilter->setProperty(theme::kPrimaryProperty, true);
    connect(m_go, &QPushButton::clicked, this, &GoToDialog::go);
    connect(m_withoutFilter, &QPushButton::clicked, this,
            [this] { answer(&GoToDialog::chosenWithoutFilter); });
    connect(m_detailOnly, &QPushButton::clicked, this, [this] { answer(&GoToDialog::chosen); });
    connect(m_around, &QPushButton::clicked, this, [this] { answer(&GoToDialog::aroundChosen); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kPage, theme::kPage, theme::kPage, theme::kPage);
    layout->setSpacing(theme::kBarSide);
    auto* label = new text::PlainLabel(tr("&Request id"), this);
    label->setBuddy(m_edit);
    layout->addWidget(label);
    layout->addWidget(m_edit);
    layout->addWidget(m_error);
    layout->addWidget(m_hidden);
    layout->addWidget(buttons);
}

void GoToDialog::forgetHidden() {
    m_hidden->hide();
    m_withoutFilter->hide();
    m_detailOnly->hide();
    m_go->show();
    m_go->setDefault(true);
}

std::optional<traffic::RequestId> GoToDialog::typed() {
    // People copy ids with separators from the status bar and tables.
    QString digits = m_edit->text();
    digits.removeIf([](QChar c) { return !c.isDigit() && c != QLatin1Char('-'); });
    const traffic::RequestId id = digits.toLongLong();
    if (id >= 1 && id <= m_last) {
        return id;
    }
    m_error->setText(m_last == 0 ? tr("No request is stored yet.")
                                 : tr("There is no such request. Ids are 1 to %1.").arg(idText(m_last)));
    m_error->show();
    m_edit->selectAll();
    return std::nullopt;
}

void GoToDialog::go() {
    const auto id = typed();
    if (!id || !m_isHidden(*id)) {
        answer(&GoToDialog::chosen);
        return;
    }
    m_hidden->setText(
        tr("Request %1 is not in the table: the filter hides it or has not found it yet.").arg(idText(*id)));
    m_edit->setAccessibleDescription(m_hidden->text());
    m_hidden->show();
    m_go->hide();
    m_withoutFilter->show();
    m_withoutFilter->setDefault(true);
    m_detailOnly->show();
    adjustSize();
}

void GoToDialog::answer(Signal signal) {
    if (const auto id = typed()) {
        emit(this->*signal)(*id);
        accept();
    }
}

}  // namespace mirrorscope::ui::shell
