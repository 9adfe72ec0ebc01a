// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/reading_form.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSpinBox>

#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::sources {
namespace {

constexpr int kMostHops = 32;
constexpr int kNotSaid = -1;
constexpr char kMeaning[] = "meaning";
enum Recursive { AsUsual, On, Off };

void addRow(QFormLayout& form, const QString& title, QWidget* field, const char* name,
            const QString& meaning) {
    field->setObjectName(QLatin1String(name));
    field->setAccessibleName(title);
    field->setAccessibleDescription(meaning);
    field->setProperty(kMeaning, meaning);
    auto* explained = new text::PlainLabel(meaning, form.parentWidget());
    explained->setWordWrap(true);
    explained->setFont(theme::font(theme::TextStyle::Small));
    explained->setForegroundRole(QPalette::PlaceholderText);
    auto* box = new QWidget(form.parentWidget());
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kInside);
    layout->addWidget(field);
    layout->addWidget(explained);
    form.addRow(title, box);
}

}  // namespace

ReadingForm::ReadingForm(QWidget* parent)
    : QWidget(parent),
      m_trusted(new QLineEdit(this)),
      m_hops(new QSpinBox(this)),
      m_header(new QLineEdit(this)),
      m_recursive(new QComboBox(this)) {
    m_trusted->setPlaceholderText(tr("As --trust says"));
    m_hops->setRange(kNotSaid, kMostHops);
    m_hops->setSpecialValueText(tr("As --trust says"));
    m_header->setPlaceholderText(tr("As this kind of proxy does it"));
    m_recursive->addItems({tr("As usual: past all trusted addresses"), tr("Past all trusted addresses"),
                           tr("Only the last address")});
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    addRow(*form, tr("Trusted"), m_trusted, "source.trusted",
           tr("Addresses or networks, with commas: the source itself and the proxies in front of it. Only "
              "they may name the client."));
    addRow(*form, tr("Trusted hops"), m_hops, "source.hops",
           tr("How many proxies in front of it are yours, counted from the right."));
    addRow(*form, tr("Client header"), m_header, "source.header",
           tr("The header that names the client, for example X-Real-IP."));
    addRow(*form, tr("In that header"), m_recursive, "source.recursive",
           tr("Counts with a client header only."));
    connect(m_trusted, &QLineEdit::textChanged, this, &ReadingForm::changed);
    connect(m_hops, &QSpinBox::valueChanged, this, &ReadingForm::changed);
    connect(m_header, &QLineEdit::textChanged, this, &ReadingForm::changed);
    connect(m_recursive, &QComboBox::currentIndexChanged, this, &ReadingForm::changed);
}

void ReadingForm::take(const traffic::SourceSetting& setting) {
    m_trusted->setText(text::shownText(setting.trusted));
    m_hops->setValue(setting.hops ? static_cast<int>(*setting.hops) : kNotSaid);
    m_header->setText(text::shownText(setting.clientHeader));
    m_recursive->setCurrentIndex(!setting.recursive ? AsUsual : *setting.recursive ? On : Off);
}

void ReadingForm::fill(traffic::SourceSetting& setting) const {
    setting.trusted = m_trusted->text().trimmed().toStdString();
    setting.hops =
        m_hops->value() == kNotSaid ? std::nullopt : std::optional(static_cast<std::size_t>(m_hops->value()));
    setting.clientHeader = m_header->text().trimmed().toStdString();
    setting.recursive = m_recursive->currentIndex() == AsUsual
                            ? std::nullopt
                            : std::optional(m_recursive->currentIndex() == On);
}

void ReadingForm::setComplaint(const std::string& option, const QString& complaint) {
    const QWidget* wrong = option == "--trusted"         ? m_trusted
                           : option == "--hops"          ? static_cast<QWidget*>(m_hops)
                           : option == "--client-header" ? m_header
                                                         : nullptr;
    for (QWidget* field :
         {static_cast<QWidget*>(m_trusted), static_cast<QWidget*>(m_hops), static_cast<QWidget*>(m_header)}) {
        field->setAccessibleDescription(field == wrong ? complaint : field->property(kMeaning).toString());
    }
}

}  // namespace mirrorscope::ui::sources
