// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/known/archive_page.h"

#include <QFormLayout>
#include <QLineEdit>
#include <algorithm>

#include "ui/filter/filter_line.h"
#include "ui/known/archive_list.h"
#include "ui/known/entry_fields.h"
#include "ui/known/fit_preview.h"
#include "ui/known/known_words.h"
#include "ui/known/until_field.h"
#include "ui/live/page_loader.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::known {
namespace {

const QString kName = QStringLiteral("archive");

bool isBegun(const standing::ArchiveRule& rule) {
    return !rule.name.empty() || !rule.filter.empty();
}

}  // namespace

ArchivePage::ArchivePage(const ArchiveList& list, base::WallTime now, live::PageLoader& loader,
                         ReadDecisions readDecisions, QWidget* parent)
    : QWidget(parent),
      m_rules(list.all()),
      m_now(now),
      m_list(new EntryList(kName, tr("Rules that archive"),
                           tr("No rules yet. A rule archives what is judged from now on and fits its filter, "
                              "as a decision that names the rule and can be undone. What somebody decided is "
                              "left alone."),
                           this)),
      m_preview(new FitPreview(loader, this)) {
    buildFields();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kPage, theme::kPage, theme::kPage, theme::kPage);
    layout->setSpacing(theme::kBetween);
    if (!list.problem().isEmpty()) {
        auto* problem = said(kName, "problem", theme::Role::High, this);
        problem->setText(tr("%1\nNothing is archived by rule until the file is mended; it is left as it is.")
                             .arg(list.problem()));
        layout->addWidget(problem);
        m_list->setEnabled(false);
    }
    layout->addWidget(m_list, 1);
    layout->addLayout(layOutFields());
    wire();
    fill(0);
    countArchived(loader, readDecisions);
}

ArchivePage::~ArchivePage() {
    m_token.cancel();
}

void ArchivePage::buildFields() {
    m_name = named(new QLineEdit(this), kName, "name", tr("Name of the rule"), tr("Weekly scan"));
    m_filter = named(new filter::FilterLine(this), kName, "filter", tr("Filter of the rule"),
                     tr("client:198.51.100.7 state:attack"));
    m_reason =
        named(new QLineEdit(this), kName, "reason", tr("Reason"), tr("Why, as the log of decisions says it"));
    m_reason->setMaxLength(static_cast<int>(standing::kLongestReason));
    m_until = new UntilField(kName, this);
    m_complaint = said(kName, "complaint", theme::Role::Critical, this);
    m_count = said(kName, "count", theme::Role::Text2, this);
    m_preview->setObjectName(QStringLiteral("archive.preview"));
}

QFormLayout* ArchivePage::layOutFields() {
    auto* form = new QFormLayout;
    form->setSpacing(theme::kBetween);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Filter"), m_filter);
    form->addRow(QString(), m_complaint);
    form->addRow(QString(), m_preview);
    form->addRow(tr("Rea&son"), m_reason);
    form->addRow(QString(), m_until);
    form->addRow(QString(), m_count);
    return form;
}

void ArchivePage::wire() {
    using standing::ArchiveRule;
    connect(m_list, &EntryList::chosenChanged, this, &ArchivePage::choose);
    connect(m_list, &EntryList::addWanted, this, [this] { add({ArchiveRule{}}); });
    connect(m_list, &EntryList::examplesWanted, this, [this] {
        add({{tr("Weekly scan").toStdString(), "client:198.51.100.7 state:attack,suspicious",
              tr("our own scanner").toStdString(), std::nullopt, false},
             {tr("Health checks").toStdString(), "path:/health,/healthz method:GET,HEAD state:clean", "",
              std::nullopt, false}});
    });
    connect(m_list, &EntryList::removeWanted, this, &ArchivePage::removeChosen);
    connect(m_list, &EntryList::switched, this, [this](int row, bool isOn) {
        m_list->choose(row);
        edit([isOn](ArchiveRule& rule) { rule.isOn = isOn; });
    });
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString& text) {
        edit([&](ArchiveRule& rule) { rule.name = text.trimmed().toStdString(); });
    });
    connect(m_filter, &QLineEdit::textEdited, this, [this](const QString& text) {
        edit([&](ArchiveRule& rule) { rule.filter = text.toStdString(); });
    });
    connect(m_reason, &QLineEdit::textEdited, this, [this](const QString& text) {
        edit([&](ArchiveRule& rule) { rule.reason = text.trimmed().toStdString(); });
    });
    connect(m_until, &UntilField::edited, this,
            [this] { edit([this](ArchiveRule& rule) { rule.until = m_until->day(); }); });
    connect(m_preview, &FitPreview::gaveUp, this, [this](const std::string& filter) {
        m_givingUp.insert(filter);
        refresh();
    });
}

void ArchivePage::countArchived(live::PageLoader& loader, const ReadDecisions& readDecisions) {
    using Log = std::vector<traffic::LoggedDecision>;
    if (!readDecisions) {
        return;
    }
    m_token = loader.ask<Log>(
        this, [readDecisions](api::SessionQueries&, const base::CancelToken&) { return readDecisions(); },
        [this](base::Result<Log> log) {
            if (!log.has_value()) {
                return;
            }
            for (const traffic::LoggedDecision& decision : *log) {
                if (decision.about == "rule" && !decision.isUndone) {
                    m_archived[std::string(standing::ruleNameIn(decision.scope))] +=
                        decision.receipt.requests;
                }
            }
            m_isCounted = true;
            fill(m_list->chosen());
        });
}

QString ArchivePage::archivedText(const standing::ArchiveRule& rule) const {
    const auto found = m_archived.find(rule.name);
    return text::countText(found == m_archived.end() ? 0 : found->second);
}

EntryLine ArchivePage::lineOf(const standing::ArchiveRule& rule) const {
    const bool isOver = standing::isOver(rule.until, m_now, standing::localZone(m_now));
    QStringList state;
    if (m_isCounted) {
        state << tr("%1 archived").arg(archivedText(rule));
    }
    if (rule.until) {
        state << (isOver ? tr("expired %1") : tr("until %1")).arg(dayWords(*rule.until));
    }
    return {rule.name.empty() ? tr("New rule") : text::ownText(rule.name), state.join(QStringLiteral(", ")),
            isOver || !rule.isOn, rule.isOn};
}

void ArchivePage::fill(int choose) {
    QList<EntryLine> lines;
    for (const standing::ArchiveRule& rule : m_rules) {
        lines << lineOf(rule);
    }
    m_list->fill(lines, choose);
    m_list->setFull(m_rules.size() >= standing::kMostArchiveRules);
}

void ArchivePage::choose() {
    const int row = m_list->chosen();
    const auto rule = row < 0 ? standing::ArchiveRule{} : m_rules[static_cast<std::size_t>(row)];
    m_name->setText(text::ownText(rule.name));
    m_filter->setText(text::ownText(rule.filter));
    m_reason->setText(text::ownText(rule.reason));
    m_until->setDay(rule.until);
    refresh();
}

void ArchivePage::edit(const std::function<void(standing::ArchiveRule&)>& change) {
    const int row = m_list->chosen();
    if (row >= 0) {
        auto& rule = m_rules[static_cast<std::size_t>(row)];
        change(rule);
        m_list->set(row, lineOf(rule));
        refresh();
    }
}

QString ArchivePage::complaintOf(std::size_t index) const {
    using standing::Complaint;
    const standing::ArchiveRule& rule = m_rules[index];
    if (const auto complaint = standing::complaintAboutRule(rule.filter)) {
        return complaintText(*complaint, rule.filter);
    }
    if (rule.isOn && m_givingUp.contains(rule.filter)) {
        return tr(
            "A regular expression gave up on stored requests: what fits would not be known. Make it "
            "simpler, or switch the rule off.");
    }
    const bool isTaken = std::ranges::any_of(m_rules, [&](const standing::ArchiveRule& other) {
        return &other != &rule && other.name == rule.name;
    });
    const auto ofName = standing::complaintAboutName(rule.name);
    return ofName    ? complaintText(*ofName, rule.filter)
           : isTaken ? complaintText({Complaint::Kind::NameTaken, {}}, rule.filter)
                     : QString();
}

void ArchivePage::refresh() {
    const int row = m_list->chosen();
    for (QWidget* field : {static_cast<QWidget*>(m_name), static_cast<QWidget*>(m_filter),
                           static_cast<QWidget*>(m_reason), static_cast<QWidget*>(m_until)}) {
        field->setEnabled(row >= 0);
    }
    const auto rule = row < 0 ? standing::ArchiveRule{} : m_rules[static_cast<std::size_t>(row)];
    // What is not typed yet is no mistake yet.
    const auto ofFilter = rule.filter.empty() ? std::nullopt : standing::complaintAboutRule(rule.filter);
    const QString complaint = ofFilter ? complaintText(*ofFilter, rule.filter)
                              : rule.name.empty() || rule.filter.empty()
                                  ? QString()
                                  : complaintOf(static_cast<std::size_t>(row));
    m_complaint->setText(complaint);
    m_complaint->setVisible(!complaint.isEmpty());
    m_filter->setAccessibleDescription(complaint);
    m_filter->underline(ofFilter ? ofFilter->place : std::nullopt);
    m_preview->setFilter(ofFilter ? std::string() : rule.filter);
    m_count->setText(row < 0     ? QString()
                     : rule.isOn ? tr("On: archives what is judged from now on, while a session is recorded.")
                                 : tr("Off: tick it in the list to archive what is judged from then on."));
}

void ArchivePage::add(const standing::ArchiveRules& rules) {
    const int first = static_cast<int>(m_rules.size());
    m_rules.insert(m_rules.end(), rules.begin(), rules.end());
    fill(first);
    m_name->setFocus();
}

void ArchivePage::removeChosen() {
    const int row = m_list->chosen();
    if (row >= 0) {
        m_rules.erase(m_rules.begin() + row);
        fill(row);
    }
}

standing::ArchiveRules ArchivePage::rules() const {
    standing::ArchiveRules out;
    std::ranges::copy_if(m_rules, std::back_inserter(out), isBegun);
    return out;
}

bool ArchivePage::showComplaint() {
    for (std::size_t i = 0; i < m_rules.size(); ++i) {
        const QString complaint = isBegun(m_rules[i]) ? complaintOf(i) : QString();
        if (!complaint.isEmpty()) {
            m_list->choose(static_cast<int>(i));
            m_complaint->setText(complaint);
            m_complaint->setVisible(true);
            (m_rules[i].name.empty() ? m_name : m_filter)->setFocus();
            return true;
        }
    }
    return false;
}

}  // namespace mirrorscope::ui::known
