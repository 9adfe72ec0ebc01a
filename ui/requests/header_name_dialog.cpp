// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/header_name_dialog.h"

#include <QCompleter>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStringListModel>
#include <QVBoxLayout>
#include <algorithm>
#include <map>

#include "core/api/session_queries.h"
#include "core/base/byte_text.h"
#include "core/http/head.h"
#include "ui/live/page_loader.h"
#include "ui/requests/header_name.h"
#include "ui/text/plain_label.h"
#include "ui/theme/spacing.h"
#include "ui/theme/style.h"

namespace mirrorscope::ui::requests {
namespace {

constexpr std::size_t kMostNames = 500;

/// Names that requests have, each as it was first seen.
base::Result<QStringList> namesOf(api::SessionQueries& queries, const std::vector<traffic::RequestId>& ids,
                                  const base::CancelToken& cancel) {
    std::map<std::string, QString> names;
    for (const traffic::RequestId id : ids) {
        const auto detail = queries.detail(id, cancel);
        if (cancel.isCancelled()) {
            return base::Error{base::ErrorCode::Cancelled, {}};
        }
        if (!detail.has_value()) {
            continue;  // removed meanwhile
        }
        const http::Head head(detail->request.head);
        for (const http::Field& field : head.fields()) {
            if (names.size() < kMostNames && isHeaderName(field.name)) {
                names.try_emplace(
                    base::toLower(field.name),
                    QString::fromLatin1(field.name.data(), static_cast<int>(field.name.size())));
            }
        }
    }
    QStringList list;
    for (const auto& [key, name] : names) {
        list << name;
    }
    return list;
}

}  // namespace

HeaderNameDialog::HeaderNameDialog(live::PageLoader& loader, std::vector<traffic::RequestId> seen,
                                   QWidget* parent)
    : QDialog(parent),
      m_edit(new QLineEdit(this)),
      m_error(new text::PlainLabel(this)),
      m_names(new QStringListModel(this)) {
    setObjectName(QStringLiteral("dialog.header-name"));
    setWindowTitle(tr("Add header column"));
    m_edit->setObjectName(QStringLiteral("header-name.name"));
    m_edit->setAccessibleName(tr("Name of the header"));
    m_edit->setPlaceholderText(tr("Name of the header"));
    m_edit->setMaxLength(static_cast<int>(kMostHeaderNameBytes));
    auto* completer = new QCompleter(m_names, m_edit);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_edit->setCompleter(completer);
    m_error->setObjectName(QStringLiteral("header-name.error"));
    m_error->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto* add = buttons->addButton(tr("Add column"), QDialogButtonBox::AcceptRole);
    add->setProperty(theme::kPrimaryProperty, true);
    add->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &HeaderNameDialog::choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_edit, &QLineEdit::textEdited, m_error, &QWidget::hide);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kPage, theme::kPage, theme::kPage, theme::kPage);
    layout->setSpacing(theme::kBarSide);
    layout->addWidget(m_edit);
    layout->addWidget(m_error);
    layout->addWidget(buttons);
    readNames(loader, std::move(seen));
}

HeaderNameDialog::~HeaderNameDialog() {
    m_token.cancel();
}

void HeaderNameDialog::readNames(live::PageLoader& loader, std::vector<traffic::RequestId> seen) {
    seen.resize(std::min(seen.size(), kRequests));
    m_token = loader.ask<QStringList>(
        this,
        [seen = std::move(seen)](api::SessionQueries& queries, const base::CancelToken& cancel) {
            return namesOf(queries, seen, cancel);
        },
        [this](base::Result<QStringList> names) {
            if (names.has_value()) {
                m_names->setStringList(*names);
                emit namesRead();
            }
        });
}

void HeaderNameDialog::choose() {
    const QString name = m_edit->text().trimmed();
    if (!isHeaderName(name.toStdString())) {
        m_error->setText(tr("The name of a header has letters, digits and signs like “-”, no space."));
        m_error->show();
        return;
    }
    emit chosen(name);
    accept();
}

}  // namespace mirrorscope::ui::requests
