// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/address_bar.h"

#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include "ui/proof/kind_choice.h"
#include "ui/text/plain_label.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::proof {
namespace {

/// Longer URLs do not fit the request line of any proxy.
constexpr int kLongestUrl = 4000;
constexpr int kCaWidth = 180;

text::PlainLabel* buddy(const QString& words, QWidget* of, QWidget* parent) {
    auto* label = new text::PlainLabel(words, parent);
    label->setBuddy(of);
    return label;
}

}  // namespace

AddressBar::AddressBar(QWidget* parent)
    : QWidget(parent),
      m_url(new QLineEdit(this)),
      m_count(new QSpinBox(this)),
      m_kinds(new KindChoice(this)),
      m_caBox(new QWidget(this)),
      m_ca(new QLineEdit(m_caBox)) {
    setObjectName(QStringLiteral("proof.address"));
    m_url->setObjectName(QStringLiteral("proof.url"));
    m_url->setAccessibleName(tr("Public URL"));
    m_url->setPlaceholderText(tr("https://shop.example.com/, where clients send their requests"));
    m_url->setMaxLength(kLongestUrl);
    m_count->setObjectName(QStringLiteral("proof.count"));
    m_count->setAccessibleName(tr("Of each kind"));
    m_count->setRange(1, static_cast<int>(probe::kMostOfEach));
    m_count->setValue(static_cast<int>(probe::ProofRequest{.via = {}}.count));
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(theme::kBetween);
    line->addWidget(buddy(tr("Public &URL"), m_url, this));
    line->addWidget(m_url, 1);
    line->addWidget(buildOptions());
    line->addWidget(buddy(tr("&Of each"), m_count, this));
    line->addWidget(m_count);
    line->addWidget(m_kinds);
    connect(m_url, &QLineEdit::textChanged, this, &AddressBar::refreshCa);
    connect(m_url, &QLineEdit::returnPressed, this, &AddressBar::startRequested);
    connect(m_count, &QSpinBox::valueChanged, this, &AddressBar::changed);
    connect(m_kinds, &KindChoice::changed, this, &AddressBar::changed);
    setFocusProxy(m_url);
    refreshCa();
}

QWidget* AddressBar::buildOptions() {
    m_ca->setObjectName(QStringLiteral("proof.ca"));
    m_ca->setAccessibleName(tr("CA file"));
    m_ca->setPlaceholderText(tr("CAs of the system"));
    m_ca->setFixedWidth(kCaWidth);
    auto* choose = new QPushButton(tr("Choose…"), m_caBox);
    choose->setObjectName(QStringLiteral("proof.ca.choose"));
    choose->setAccessibleName(tr("Choose the CA file"));
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &AddressBar::chooseFile);
    connect(m_ca, &QLineEdit::textChanged, this, &AddressBar::changed);
    auto* line = new QHBoxLayout(m_caBox);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(theme::kInside);
    line->addWidget(buddy(tr("&CA"), m_ca, m_caBox));
    line->addWidget(m_ca);
    line->addWidget(choose);
    return m_caBox;
}

void AddressBar::chooseFile() {
    auto* dialog = new QFileDialog(window(), tr("CA file"), QString(),
                                   tr("Certificates (*.pem *.crt *.cer);;All files (*)"));
    dialog->setObjectName(QStringLiteral("dialog.proof-ca"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_ca, &QLineEdit::setText);
    dialog->open();
}

/// Without TLS there is no certificate to check.
void AddressBar::refreshCa() {
    m_caBox->setVisible(url().startsWith(QLatin1String("https:"), Qt::CaseInsensitive));
    emit changed();
}

void AddressBar::setUrl(const QString& url) {
    m_url->setText(url);
}

QString AddressBar::url() const {
    return m_url->text().trimmed();
}

void AddressBar::fill(probe::ProofRequest& request) const {
    request.via = url().toStdString();
    request.count = static_cast<std::size_t>(m_count->value());
    request.only = m_kinds->kinds();
    request.caFile =
        m_caBox->isVisibleTo(this) ? QFile::encodeName(m_ca->text()).toStdString() : std::string();
}

void AddressBar::setLocked(bool locked) {
    for (QWidget* field : {static_cast<QWidget*>(m_url), static_cast<QWidget*>(m_count),
                           static_cast<QWidget*>(m_kinds), m_caBox}) {
        field->setEnabled(!locked);
    }
}

}  // namespace mirrorscope::ui::proof
