// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/source_dialog.h"

#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "core/base/error_text.h"
#include "ui/live/page_loader.h"
#include "ui/sources/look_choice.h"
#include "ui/sources/reading_form.h"
#include "ui/sources/source_edits.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"
#include "ui/theme/style.h"
#include "ui/theme/swatch_icon.h"

namespace mirrorscope::ui::sources {
namespace {

constexpr QSize kSize{560, 720};
constexpr int kScreenMargin = 40;
constexpr int kLongestName = 64;
constexpr int kTypingPause = 200;  // ms

text::PlainLabel* explanation(const char* name, QWidget* parent) {
    auto* label = new text::PlainLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    label->setFont(theme::font(theme::TextStyle::Small));
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

/// Requests are read by the kind that they are shown as.
bool fitsTogether(traffic::SourceKind one, traffic::SourceKind other) {
    using enum traffic::SourceKind;
    return one == other || one == Unknown || other == Unknown;
}

QString trustText(const traffic::RequestContext& context) {
    switch (context.clientTrust) {
        case traffic::ClientTrust::Verified:
            return SourceDialog::tr("from %1, trusted").arg(text::shownText(context.clientFrom));
        case traffic::ClientTrust::Claimed:
            return SourceDialog::tr("from %1, not trusted").arg(text::shownText(context.clientFrom));
        case traffic::ClientTrust::Peer:
            return SourceDialog::tr("the connection itself");
        default:
            return SourceDialog::tr("nothing names it");
    }
}

QString valueText(const std::string& value, const std::string& from) {
    return value.empty()  ? text::unknownText()
           : from.empty() ? text::shownText(value)
                          : SourceDialog::tr("%1 (%2)").arg(text::shownText(value), text::shownText(from));
}

QVBoxLayout* stacked(QWidget* field, QWidget* below) {
    auto* layout = new QVBoxLayout;
    layout->setSpacing(theme::kInside);
    layout->addWidget(field);
    layout->addWidget(below);
    return layout;
}

/// Fields of forms below each other begin at one line.
void alignLabels(const QList<QFormLayout*>& forms) {
    QWidgetList labels;
    int width = 0;
    for (const QFormLayout* form : forms) {
        for (int row = 0; row < form->rowCount(); ++row) {
            if (const QLayoutItem* item = form->itemAt(row, QFormLayout::LabelRole)) {
                labels += item->widget();
                width = std::max(width, item->sizeHint().width());
            }
        }
    }
    for (QWidget* label : labels) {
        label->setMinimumWidth(width);
    }
}

}  // namespace

SourceDialog::SourceDialog(live::PageLoader& loader, SourceEdits& edits, const SourceSummary& summary,
                           const std::vector<SourceSummary>& all, const QString& command, QWidget* parent)
    : QDialog(parent),
      m_loader(loader),
      m_edits(edits),
      m_summary(summary),
      m_name(new QLineEdit(this)),
      m_look(new LookChoice(summary.source.id, this)),
      m_mode(new QComboBox(this)),
      m_modeMeaning(explanation("source.mode-meaning", this)),
      m_merge(new QComboBox(this)),
      m_mergeMeaning(explanation("source.merge-meaning", this)),
      m_reading(new ReadingForm(this)),
      m_preview(new text::PlainLabel(this)),
      m_error(new text::PlainLabel(this)),
      m_save(new QPushButton(tr("Save"), this)) {
    setObjectName(QStringLiteral("dialog.source"));
    setWindowTitle(tr("Edit %1").arg(text::shownText(summary.source.name)));
    fillParts(all);
    layOut(command);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kTypingPause);
    connect(&m_pause, &QTimer::timeout, this, &SourceDialog::askReadout);
    connect(m_name, &QLineEdit::textChanged, this, &SourceDialog::check);
    connect(m_mode, &QComboBox::currentIndexChanged, this, &SourceDialog::check);
    connect(m_merge, &QComboBox::currentIndexChanged, this, &SourceDialog::check);
    connect(m_reading, &ReadingForm::changed, this, &SourceDialog::check);
    connect(m_save, &QPushButton::clicked, this, &SourceDialog::save);
    connect(&m_edits, &SourceEdits::changed, this, [this] {
        if (m_saving) {
            accept();
        }
    });
    connect(&m_edits, &SourceEdits::failed, this, [this](const base::Error& error) {
        if (m_saving) {
            m_saving = false;
            complain(error);
        }
    });
    resize(kSize.boundedTo(screen()->availableSize() - QSize(kScreenMargin, kScreenMargin)));
    check();
}

SourceDialog::~SourceDialog() {
    m_token.cancel();
}

void SourceDialog::fillParts(const std::vector<SourceSummary>& all) {
    const traffic::SourceSetting& setting = m_summary.setting;
    m_name->setObjectName(QStringLiteral("source.name"));
    m_name->setAccessibleName(tr("Name"));
    m_name->setMaxLength(kLongestName);
    m_name->setText(text::shownText(m_summary.source.name));
    m_look->setObjectName(QStringLiteral("source.look"));
    m_look->setAccessibleName(tr("Colour and texture"));
    m_look->setColour(setting.colour);
    m_mode->setObjectName(QStringLiteral("source.mode"));
    m_mode->setAccessibleName(tr("Requests are"));
    m_mode->addItems({tr("Analysed"), tr("Stored only"), tr("Ignored")});
    m_mode->setCurrentIndex(static_cast<int>(setting.mode));
    m_merge->setObjectName(QStringLiteral("source.merge"));
    m_merge->setAccessibleName(tr("Count as"));
    m_merge->addItem(tr("Itself"), QVariant());
    for (const SourceSummary& other : all) {
        if (other.source.id != m_summary.source.id &&
            fitsTogether(other.source.kind, m_summary.source.kind)) {
            m_merge->addItem(theme::swatchIcon(theme::SourceLooks::instance().look(other.source.id)),
                             text::shownText(other.source.name), static_cast<qint64>(other.source.id));
        }
    }
    if (setting.mergedInto) {
        m_merge->setCurrentIndex(qMax(0, m_merge->findData(static_cast<qint64>(*setting.mergedInto))));
    }
    m_reading->take(setting);
    m_preview->setObjectName(QStringLiteral("source.preview"));
    m_preview->setWordWrap(true);
    m_error->setObjectName(QStringLiteral("source.error"));
    m_error->setWordWrap(true);
    m_save->setObjectName(QStringLiteral("source.save"));
    m_save->setProperty(theme::kPrimaryProperty, true);
    m_save->setDefault(true);
}

void SourceDialog::layOut(const QString& command) {
    auto* page = new QWidget(this);
    auto* form = new QFormLayout(page);
    form->setContentsMargins(0, 0, theme::kBetween, 0);
    form->setVerticalSpacing(theme::kBarSide);
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Colour"), m_look);
    form->addRow(tr("Requests are"), stacked(m_mode, m_modeMeaning));
    form->addRow(tr("Count as"), stacked(m_merge, m_mergeMeaning));
    auto* heading = new text::PlainLabel(tr("How its headers are read"), page);
    QFont strong = heading->font();
    strong.setWeight(theme::kStrongWeight);
    heading->setFont(strong);
    form->addRow(heading);
    form->addRow(m_reading);
    alignLabels({form, static_cast<QFormLayout*>(m_reading->layout())});
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(windowTitle());

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_save, QDialogButtonBox::ActionRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kPage, theme::kPage, theme::kPage, theme::kPage);
    layout->setSpacing(theme::kBarSide);
    layout->addWidget(scroll, 1);
    layout->addWidget(m_preview);
    layout->addWidget(m_error);
    layout->addWidget(buildStoredLine(command));
    layout->addWidget(buttons);
}

QWidget* SourceDialog::buildStoredLine(const QString& command) {
    auto* line = new QWidget(this);
    auto* hint = explanation("source.stored", line);
    hint->setText(tr("Counts for requests from now on. Stored ones are read anew by Session › Read anew…, "
                     "or, while nobody "
                     "records, by:\n%1")
                      .arg(command));
    hint->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* copy = new QPushButton(theme::icon(theme::Icon::Copy), tr("Copy"), line);
    copy->setObjectName(QStringLiteral("source.copy-command"));
    copy->setAccessibleName(tr("Copy the command"));
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, this, [command] { QGuiApplication::clipboard()->setText(command); });
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(hint, 1);
    layout->addWidget(copy, 0, Qt::AlignBottom);
    return line;
}

traffic::SourceSetting SourceDialog::wanted() const {
    traffic::SourceSetting setting = m_summary.setting;
    setting.source = m_summary.source.id;
    const QString name = m_name->text().simplified();
    // The name that it has by itself is not said by anybody.
    if (name != text::shownText(m_summary.source.name)) {
        setting.name = name.toStdString();
    }
    setting.colour = m_look->colour();
    setting.mode = static_cast<traffic::SourceMode>(m_mode->currentIndex());
    const QVariant into = m_merge->currentData();
    setting.mergedInto = into.isValid() ? std::optional<traffic::SourceId>(into.toLongLong()) : std::nullopt;
    m_reading->fill(setting);
    return setting;
}

void SourceDialog::explain() {
    const std::array<QString, 3> modes{
        tr("Rules judge its requests, and its headers are examined."),
        tr("Stored and shown, its headers are examined; no rule judges its requests."),
        tr("Stored, but nobody looks at them: no verdict, no finding.")};
    m_modeMeaning->setText(modes.at(static_cast<std::size_t>(m_mode->currentIndex())));
    m_mergeMeaning->setText(
        m_merge->currentIndex() == 0
            ? tr("Several instances of one proxy can be counted as one of them.")
            : tr("New requests are shown and counted as %1 and read by its settings. Stored ones stay where "
                 "they are. “Itself” takes it back.")
                  .arg(m_merge->currentText()));
}

void SourceDialog::check() {
    explain();
    const auto checked = m_edits.service()->check(wanted());
    m_error->setVisible(!checked);
    const bool named = !m_name->text().simplified().isEmpty();
    m_save->setEnabled(checked && named && !m_saving);
    if (!checked) {
        complain(checked.error());
        m_save->setEnabled(false);
        return;
    }
    m_reading->setComplaint({}, {});
    m_name->setAccessibleDescription(named ? QString() : tr("A source needs a name"));
    m_pause.start();
}

void SourceDialog::complain(const base::Error& error) {
    QString text = text::shownText(base::errorSentences(error).what);
    if (error.code == base::ErrorCode::InvalidArgument && error.arguments.size() == 3) {
        text = error.arguments[0] == "--merge-into"
                   ? tr("It cannot be counted as that source: expected is %1.")
                         .arg(text::shownText(error.arguments[2]))
                   : tr("“%1” cannot be read: expected is %2.")
                         .arg(text::shownText(error.arguments[1]), text::shownText(error.arguments[2]));
        m_reading->setComplaint(error.arguments[0], text);
    }
    m_error->setText(text);
    m_error->show();
    m_save->setEnabled(true);
}

void SourceDialog::askReadout() {
    m_token.cancel();
    m_token = m_loader.ask<api::SourceReadout>(
        this,
        [service = m_edits.service(), setting = wanted()](api::SessionQueries&, const base::CancelToken&) {
            return service->readout(setting);
        },
        [this](const base::Result<api::SourceReadout>& readout) { showReadout(readout); });
}

void SourceDialog::showReadout(const base::Result<api::SourceReadout>& readout) {
    if (!readout || readout->context.requestId == 0) {
        m_preview->setText(tr("None of its requests is stored: there is nothing to show this on."));
        return;
    }
    const traffic::RequestContext& context = readout->context;
    m_preview->setText(
        tr("With these settings the newest request reads: client %1 (%2), host %3, scheme %4.")
            .arg(context.client.empty() ? text::unknownText() : text::shownText(context.client),
                 trustText(context), valueText(context.host, readout->hostFrom),
                 valueText(context.scheme, readout->schemeFrom)));
}

QString SourceDialog::what(const traffic::SourceSetting& setting) const {
    const QString before = text::shownText(m_summary.source.name);
    if (setting.mergedInto != m_summary.setting.mergedInto) {
        return setting.mergedInto ? tr("%1 is counted as %2").arg(before, m_merge->currentText())
                                  : tr("%1 is counted as itself").arg(before);
    }
    if (setting.name != m_summary.setting.name) {
        return tr("%1 is now called %2").arg(before, text::shownText(setting.name));
    }
    return tr("%1 was changed").arg(before);
}

void SourceDialog::save() {
    const traffic::SourceSetting setting = wanted();
    if (setting == m_summary.setting) {
        accept();
        return;
    }
    m_saving = true;
    m_save->setEnabled(false);
    m_edits.change(setting, what(setting), m_summary.source.name);
}

}  // namespace mirrorscope::ui::sources
