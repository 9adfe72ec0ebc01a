// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/known/known_page.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <algorithm>

#include "ui/filter/filter_line.h"
#include "ui/known/entry_fields.h"
#include "ui/known/fit_preview.h"
#include "ui/known/known_words.h"
#include "ui/known/until_field.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::known {
namespace {

const QString kName = QStringLiteral("known");

bool isBegun(const standing::KnownSource& source) {
    return !source.name.empty() || !source.filter.empty();
}

}  // namespace

KnownPage::KnownPage(standing::KnownSources sources, base::WallTime now, live::PageLoader& loader,
                     QWidget* parent)
    : QWidget(parent),
      m_sources(std::move(sources)),
      m_now(now),
      m_list(
          new EntryList(kName, tr("Known sources"),
                        tr("Nobody is known yet. A monitoring, a scanner of your own, a partner: give it a "
                           "name here, and its requests bear that name. They are stored and judged as all "
                           "others; they can be hidden, and never silently."),
                        this)),
      m_preview(new FitPreview(loader, this)) {
    buildFields();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kPage, theme::kPage, theme::kPage, theme::kPage);
    layout->setSpacing(theme::kBetween);
    layout->addWidget(m_list, 1);
    layout->addLayout(layOutFields());
    wire();
    fill(0);
}

void KnownPage::buildFields() {
    m_name = named(new QLineEdit(this), kName, "name", tr("Name"), tr("Uptime monitoring"));
    m_networks = named(new QLineEdit(this), kName, "networks", tr("Addresses of the client"),
                       tr("10.20.0.0/16, 192.0.2.7"));
    m_agent = named(new QLineEdit(this), kName, "agent", tr("User agent contains"), tr("Uptime-Kuma"));
    m_header = named(new QLineEdit(this), kName, "header", tr("Name of a header"), tr("X-Scan-Id"));
    m_value = named(new QLineEdit(this), kName, "value", tr("Value of the header"), tr("value"));
    m_how = new QComboBox(this);
    m_how->setObjectName(QStringLiteral("known.how"));
    m_how->setAccessibleName(tr("How the header's value compares"));
    m_how->addItems({tr("equals"), tr("contains")});
    m_filter = named(new filter::FilterLine(this), kName, "filter", tr("Filter of the known source"),
                     tr("What the fields above say, as a filter"));
    m_until = new UntilField(kName, this);
    m_hides = new QCheckBox(tr("Its requests can be &hidden (View › Hide known sources)"), this);
    m_hides->setObjectName(QStringLiteral("known.hides"));
    m_hides->setAccessibleName(tr("Its requests can be hidden"));
    m_complaint = said(kName, "complaint", theme::Role::Critical, this);
    m_hint = said(kName, "hint", theme::Role::Medium, this);
    m_preview->setObjectName(QStringLiteral("known.preview"));
}

QFormLayout* KnownPage::layOutFields() {
    auto* header = new QHBoxLayout;
    header->setSpacing(theme::kInside);
    header->addWidget(m_header, 2);
    header->addWidget(m_how);
    header->addWidget(m_value, 3);
    auto* form = new QFormLayout;
    form->setSpacing(theme::kBetween);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Client address"), m_networks);
    form->addRow(tr("User agent con&tains"), m_agent);
    auto* headerLabel = new QLabel(tr("Hea&der"), this);  // a layout is nobody's buddy
    headerLabel->setBuddy(m_header);
    form->addRow(headerLabel, header);
    form->addRow(tr("&Filter"), m_filter);
    form->addRow(QString(), m_complaint);
    form->addRow(QString(), m_preview);
    form->addRow(QString(), m_until);
    form->addRow(QString(), m_hides);
    form->addRow(QString(), m_hint);
    return form;
}

void KnownPage::wire() {
    using standing::KnownSource;
    connect(m_list, &EntryList::chosenChanged, this, &KnownPage::choose);
    connect(m_list, &EntryList::addWanted, this, [this] { add({}); });
    connect(m_list, &EntryList::examplesWanted, this, &KnownPage::addExamples);
    connect(m_list, &EntryList::removeWanted, this, &KnownPage::removeChosen);
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString& text) {
        edit([&](KnownSource& source) { source.name = text.trimmed().toStdString(); });
    });
    for (QLineEdit* field : {m_networks, m_agent, m_header, m_value}) {
        connect(field, &QLineEdit::textEdited, this, &KnownPage::formToFilter);
    }
    connect(m_how, &QComboBox::activated, this, &KnownPage::formToFilter);
    connect(m_filter, &QLineEdit::textEdited, this, [this](const QString& text) {
        edit([&](KnownSource& source) { source.filter = text.toStdString(); });
        filterToForm();
    });
    connect(m_until, &UntilField::edited, this,
            [this] { edit([this](KnownSource& source) { source.until = m_until->day(); }); });
    connect(m_hides, &QCheckBox::toggled, this,
            [this](bool hides) { edit([&](KnownSource& source) { source.hides = hides; }); });
}

EntryLine KnownPage::lineOf(const standing::KnownSource& source) const {
    const bool isOver = standing::isOver(source.until, m_now, standing::localZone(m_now));
    QStringList state{source.hides ? tr("hides") : tr("labels")};
    if (source.until) {
        state << (isOver ? tr("expired %1") : tr("until %1")).arg(dayWords(*source.until));
    }
    return {source.name.empty() ? tr("New known source") : text::ownText(source.name),
            state.join(QStringLiteral(", ")), isOver, std::nullopt};
}

void KnownPage::fill(int choose) {
    QList<EntryLine> lines;
    for (const standing::KnownSource& source : m_sources) {
        lines << lineOf(source);
    }
    m_list->fill(lines, choose);
    m_list->setFull(m_sources.size() >= standing::kMostKnownSources);
}

void KnownPage::choose() {
    const int row = m_list->chosen();
    const auto source = row < 0 ? standing::KnownSource{} : m_sources[static_cast<std::size_t>(row)];
    m_name->setText(text::ownText(source.name));
    m_filter->setText(text::ownText(source.filter));
    m_until->setDay(source.until);
    {
        const QSignalBlocker guard(m_hides);
        m_hides->setChecked(source.hides);
    }
    filterToForm();
    refresh();
}

void KnownPage::edit(const std::function<void(standing::KnownSource&)>& change) {
    const int row = m_list->chosen();
    if (row >= 0) {
        auto& source = m_sources[static_cast<std::size_t>(row)];
        change(source);
        m_list->set(row, lineOf(source));
        refresh();
    }
}

void KnownPage::formToFilter() {
    standing::Recognition form;
    form.networks = standing::networksOf(m_networks->text().toStdString());
    form.userAgent = m_agent->text().trimmed().toStdString();
    form.header = m_header->text().trimmed().toStdString();
    form.headerValue = m_value->text().trimmed().toStdString();
    form.headerIsWhole = m_how->currentIndex() == 0;
    const std::string filter = standing::filterOf(form);
    m_filter->setText(text::ownText(filter));
    edit([&](standing::KnownSource& source) { source.filter = filter; });
}

/// What only a filter can say leaves the form empty and shut, so that nobody overwrites it by a slip.
void KnownPage::filterToForm() {
    const std::string filter = m_filter->bytes();
    const auto form = filter.empty() ? standing::Recognition() : standing::recognitionOf(filter);
    const standing::Recognition shown = form.value_or(standing::Recognition());
    QStringList networks;
    for (const std::string& network : shown.networks) {
        networks << text::ownText(network);
    }
    m_networks->setText(networks.join(QStringLiteral(", ")));
    m_agent->setText(text::ownText(shown.userAgent));
    m_header->setText(text::ownText(shown.header));
    m_value->setText(text::ownText(shown.headerValue));
    m_how->setCurrentIndex(shown.headerIsWhole ? 0 : 1);
    for (QWidget* field :
         {static_cast<QWidget*>(m_networks), static_cast<QWidget*>(m_agent), static_cast<QWidget*>(m_header),
          static_cast<QWidget*>(m_value), static_cast<QWidget*>(m_how)}) {
        field->setEnabled(form.has_value() && m_list->chosen() >= 0);
        field->setToolTip(form ? QString() : text::plainToolTip(tr("Only a filter can say this")));
    }
}

std::optional<standing::Complaint> KnownPage::complaintOf(std::size_t index) const {
    using standing::Complaint;
    const standing::KnownSource& source = m_sources[index];
    if (auto complaint = standing::complaintAboutLabel(source.filter)) {
        return complaint;
    }
    const bool isTaken = std::ranges::any_of(m_sources, [&](const standing::KnownSource& other) {
        return &other != &source && other.name == source.name;
    });
    const auto ofName = standing::complaintAboutName(source.name);
    return ofName ? ofName : isTaken ? std::optional(Complaint{Complaint::Kind::NameTaken}) : std::nullopt;
}

void KnownPage::refresh() {
    const int row = m_list->chosen();
    for (QWidget* field : {static_cast<QWidget*>(m_name), static_cast<QWidget*>(m_filter),
                           static_cast<QWidget*>(m_until), static_cast<QWidget*>(m_hides)}) {
        field->setEnabled(row >= 0);
    }
    const auto source = row < 0 ? standing::KnownSource{} : m_sources[static_cast<std::size_t>(row)];
    // What is not typed yet is no mistake yet.
    const auto ofFilter = source.filter.empty() ? std::nullopt : standing::complaintAboutLabel(source.filter);
    const auto complaint = ofFilter ? ofFilter
                           : source.name.empty() || source.filter.empty()
                               ? std::nullopt
                               : complaintOf(static_cast<std::size_t>(row));
    m_complaint->setText(complaint ? complaintText(*complaint, source.filter) : QString());
    m_complaint->setVisible(complaint.has_value());
    m_filter->setAccessibleDescription(m_complaint->text());
    m_filter->underline(ofFilter ? ofFilter->place : std::nullopt);
    m_preview->setFilter(ofFilter ? std::string() : source.filter);
    const bool isForgeable = source.hides && !source.filter.empty() && !ofFilter &&
                             source.filter.find("client:") == std::string::npos;
    m_hint->setText(isForgeable
                        ? tr("Whoever sends the same is hidden, too: an attacker can copy a header. Name the "
                             "client's address as well.")
                        : QString());
    m_hint->setVisible(isForgeable);
}

void KnownPage::add(const standing::KnownSource& source) {
    m_sources.push_back(source);
    fill(static_cast<int>(m_sources.size()) - 1);
    m_name->setFocus();
}

void KnownPage::addExamples() {
    m_sources = {{tr("Uptime monitoring").toStdString(), "client:192.0.2.0/28 header.user-agent~Uptime-Kuma",
                  std::nullopt, true},
                 {tr("Our vulnerability scanner").toStdString(), "client:198.51.100.7", std::nullopt, false},
                 {tr("Partner").toStdString(), "header.x-partner-id:example", std::nullopt, false}};
    fill(0);
}

void KnownPage::removeChosen() {
    const int row = m_list->chosen();
    if (row >= 0) {
        m_sources.erase(m_sources.begin() + row);
        fill(row);
    }
}

standing::KnownSources KnownPage::sources() const {
    standing::KnownSources out;
    std::ranges::copy_if(m_sources, std::back_inserter(out), isBegun);
    return out;
}

bool KnownPage::showComplaint() {
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        const auto complaint = isBegun(m_sources[i]) ? complaintOf(i) : std::nullopt;
        if (complaint) {
            m_list->choose(static_cast<int>(i));
            m_complaint->setText(complaintText(*complaint, m_sources[i].filter));
            m_complaint->setVisible(true);
            (complaint->kind == standing::Complaint::Kind::NoName ? m_name : m_filter)->setFocus();
            return true;
        }
    }
    return false;
}

}  // namespace mirrorscope::ui::known
