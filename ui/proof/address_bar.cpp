// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/address_bar.h"

#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/proof/kind_choice.h"
#include "ui/text/plain_label.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::proof {
namespace {

/// Longer URLs do not fit the request line of any proxy.
constexpr int kLongestUrl = 4000;
constexpr int kCaWidth = 180;
/// What comes a minute later is not late but lost.
constexpr std::chrono::milliseconds kLatest{60'000};

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
      m_late(new QSpinBox(this)),
      m_caBox(new QWidget(this)),
      m_ca(new QLineEdit(m_caBox)) {
    setObjectName(QStringLiteral("proof.address"));
    buildFields();
    auto* where = new QHBoxLayout;
    where->setSpacing(theme::kBetween);
    where->addWidget(buddy(tr("Public &URL"), m_url, this));
    where->addWidget(m_url, 1);
    auto* options = new QHBoxLayout;
    options->setSpacing(theme::kBetween);
    options->addWidget(buddy(tr("&Of each"), m_count, this));
    options->addWidget(m_count);
    options->addWidget(m_kinds);
    options->addSpacing(theme::kBetween);
    options->addWidget(buddy(tr("La&te after"), m_late, this));
    options->addWidget(m_late);
    options->addStretch(1);
    options->addWidget(buildCa());
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(theme::kBetween);
    lines->addLayout(where);
    lines->addLayout(options);
    connect(m_url, &QLineEdit::textChanged, this, &AddressBar::refreshCa);
    connect(m_url, &QLineEdit::returnPressed, this, &AddressBar::startRequested);
    connect(m_count, &QSpinBox::valueChanged, this, &AddressBar::changed);
    connect(m_late, &QSpinBox::valueChanged, this, &AddressBar::changed);
    connect(m_kinds, &KindChoice::changed, this, &AddressBar::changed);
    setFocusProxy(m_url);
    refreshCa();
}

void AddressBar::buildFields() {
    const probe::ProofRequest usual{.via = {}};
    m_url->setObjectName(QStringLiteral("proof.url"));
    m_url->setAccessibleName(tr("Public URL"));
    m_url->setPlaceholderText(tr("https://shop.example.com/, where clients send their requests"));
    m_url->setMaxLength(kLongestUrl);
    m_count->setObjectName(QStringLiteral("proof.count"));
    m_count->setAccessibleName(tr("Of each kind"));
    m_count->setRange(1, static_cast<int>(probe::kMostOfEach));
    m_count->setValue(static_cast<int>(usual.count));
    m_late->setObjectName(QStringLiteral("proof.late"));
    m_late->setAccessibleName(tr("A copy is late after"));
    m_late->setSuffix(tr(" ms"));
    m_late->setRange(1, static_cast<int>(kLatest.count()));
    setLateAfter(usual.lateAfter);
}

QWidget* AddressBar::buildCa() {
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

void AddressBar::setLateAfter(std::chrono::milliseconds time) {
    m_late->setValue(static_cast<int>(std::min(time, kLatest).count()));
}

void AddressBar::fill(probe::ProofRequest& request) const {
    request.via = url().toStdString();
    request.count = static_cast<std::size_t>(m_count->value());
    request.only = m_kinds->kinds();
    request.lateAfter = std::chrono::milliseconds(m_late->value());
    request.caFile =
        m_caBox->isVisibleTo(this) ? QFile::encodeName(m_ca->text()).toStdString() : std::string();
}

void AddressBar::setLocked(bool locked) {
    for (QWidget* field : {static_cast<QWidget*>(m_url), static_cast<QWidget*>(m_count),
                           static_cast<QWidget*>(m_kinds), static_cast<QWidget*>(m_late), m_caBox}) {
        field->setEnabled(!locked);
    }
}

}  // namespace mirrorscope::ui::proof
