// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_bar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/filter/completion_popup.h"
#include "ui/filter/filter_chip.h"
#include "ui/filter/filter_field.h"
#include "ui/filter/filter_line.h"
#include "ui/filter/time_range_button.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::filter {
namespace {

constexpr qsizetype kHistory = 50;
/// The line never gets narrower than this for chips.
constexpr int kEditWidth = 220;

QLabel* iconLabel(theme::Icon icon, theme::Role role, QWidget* parent) {
    auto* label = new QLabel(parent);
    const auto paint = [label, icon, role] {
        label->setPixmap(theme::iconPixmap(icon, role, theme::kIcon, label->devicePixelRatioF()));
    };
    paint();
    QObject::connect(&theme::Theme::instance(), &theme::Theme::changed, label, paint);
    return label;
}

}  // namespace

FilterBar::FilterBar(FilterState& state, QWidget* parent)
    : QWidget(parent),
      m_state(state),
      m_field(new FilterField(this)),
      m_chipLayout(new QHBoxLayout),
      m_more(new QLabel(m_field)),
      m_line(new FilterLine(m_field)),
      m_clear(new QToolButton(m_field)),
      m_range(new TimeRangeButton(state, this)),
      m_mode(new QPushButton(this)),
      m_errorLine(new QWidget(this)),
      m_errorLabel(new QLabel(m_errorLine)) {
    setObjectName(QStringLiteral("filter.bar"));
    setUpParts();
    layOut();
    connect(&m_state, &FilterState::changed, this, &FilterBar::followState);
    connect(&m_state, &FilterState::textChanged, this, &FilterBar::followText);
    connect(&m_state, &FilterState::timePinnedChanged, this, &FilterBar::rebuildChips);
    connect(&m_state, &FilterState::slid, this, [this] {
        for (FilterChip* chip : m_chips) {
            chip->setMoment(m_state.filter().moment());
        }
    });
    connect(m_line, &QLineEdit::textEdited, this, &FilterBar::onEdited);
    connect(m_mode, &QPushButton::clicked, this, [this] {
        setShowsText(!m_showsText);
        m_line->setFocus(Qt::OtherFocusReason);
    });
    connect(m_clear, &QToolButton::clicked, this, [this] {
        m_line->clear();
        showError(std::nullopt);
        m_state.clear();
        showClear();
    });
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, [this] { showError(m_error); });
    showMode();
    rebuildChips();
}

void FilterBar::setUpParts() {
    m_line->setObjectName(QStringLiteral("filter.edit"));
    m_line->setFrame(false);
    m_line->setAccessibleName(tr("Filter"));
    m_line->installEventFilter(this);
    m_clear->setObjectName(QStringLiteral("filter.clear"));
    m_clear->setAutoRaise(true);
    m_clear->setIcon(theme::icon(theme::Icon::Close));
    m_clear->setToolTip(tr("Clear filter"));
    m_clear->setAccessibleName(tr("Clear filter"));
    m_mode->setObjectName(QStringLiteral("filter.mode"));
    m_errorLabel->setObjectName(QStringLiteral("filter.error"));
    m_errorLabel->setTextFormat(Qt::PlainText);
}

void FilterBar::layOut() {
    m_chipLayout->setSpacing(theme::kInside);
    auto* fieldLayout = new QHBoxLayout(m_field);
    fieldLayout->setContentsMargins(9, 3, 3, 3);
    fieldLayout->setSpacing(theme::kInside);
    fieldLayout->addWidget(iconLabel(theme::Icon::Search, theme::Role::Text2, m_field));
    fieldLayout->addLayout(m_chipLayout);
    fieldLayout->addWidget(m_more);
    fieldLayout->addWidget(m_line, 1);
    fieldLayout->addWidget(m_clear);

    auto* bar = new QHBoxLayout;
    bar->setSpacing(theme::kBetween);
    bar->addWidget(m_field, 1);
    bar->addWidget(m_range);
    bar->addWidget(m_mode);

    auto* errorLayout = new QHBoxLayout(m_errorLine);
    errorLayout->setContentsMargins(2, 0, 0, theme::kInside);
    errorLayout->addWidget(iconLabel(theme::Icon::Fail, theme::Role::Critical, m_errorLine));
    errorLayout->addWidget(m_errorLabel, 1);
    m_errorLine->hide();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kBetween, theme::kInside, theme::kBetween, theme::kInside);
    layout->setSpacing(theme::kInside);
    layout->addLayout(bar);
    layout->addWidget(m_errorLine);
}

QString FilterBar::errorText() const {
    return m_errorLine->isHidden() ? QString() : m_errorLabel->text();
}

QWidget* FilterBar::focusTarget() const {
    return m_line;
}

void FilterBar::focusEdit() {
    m_line->setFocus(Qt::ShortcutFocusReason);
    m_line->selectAll();
}

bool FilterBar::setShowsText(bool text) {
    if (text == m_showsText) {
        return true;
    }
    if (text) {
        m_line->setText(wholeText());
    } else if (!m_state.setTypedText(m_line->text())) {
        showError(m_state.error());
        return false;
    } else {
        showError(std::nullopt);
        m_line->clear();
    }
    m_showsText = text;
    m_historyAt = text ? m_state.history().size() : m_typed.size();
    if (m_error) {
        lookAgain();
    }
    showMode();
    rebuildChips();
    return true;
}

QString FilterBar::wholeText() const {
    const QString typed = m_line->text().trimmed();
    if (typed.isEmpty() || m_state.filter().isEmpty()) {
        return m_state.filter().isEmpty() ? typed : m_state.text();
    }
    if (const auto read = Filter::read(m_line->bytes(), {})) {
        return QString::fromStdString(query::print(treeOf({m_state.filter().tree(), read->tree()})));
    }
    const auto* group = std::get_if<query::Group>(&m_state.filter().tree().term);
    const bool isAny = group != nullptr && group->join == query::Group::Join::Any;
    return QString(isAny ? u'(' + m_state.text() + u')' : m_state.text()) + u' ' + typed;
}

void FilterBar::showMode() {
    m_mode->setText(m_showsText ? tr("Chips") : tr("Text"));
    m_mode->setToolTip(m_showsText ? tr("Show each condition by itself") : tr("Edit the filter as text"));
    m_line->setPlaceholderText(m_showsText
                                   ? tr("Everything is shown. A condition is written host:shop.example")
                                   : tr("Add a condition, for example path~\"/api\""));
}

void FilterBar::followState() {
    m_historyAt = m_showsText ? m_state.history().size() : m_typed.size();
    rebuildChips();
}

void FilterBar::followText() {
    // What cannot be read has no chips.
    m_showsText = m_showsText || m_state.error().has_value();
    if (m_showsText) {
        if (m_line->text() != m_state.text()) {
            m_line->setText(m_state.text());
        }
        showError(m_state.error());
    }
    showMode();
    rebuildChips();
}

void FilterBar::lookAgain() {
    const auto read = Filter::read(m_line->bytes(), {});
    showError(read ? std::nullopt : std::optional(read.error()));
}

void FilterBar::onEdited() {
    if (m_error) {
        lookAgain();
    }
    showClear();
    offerCompletion(false);
}

void FilterBar::rebuildChips() {
    qDeleteAll(m_chips);
    m_chips.clear();
    const auto conditions = m_state.filter().conditions();
    for (std::size_t i = 0; !m_showsText && i < conditions.size(); ++i) {
        const bool pinned = m_state.isTimePinned() && fieldOf(conditions[i]) == query::FieldId::Time;
        auto* chip = new FilterChip(conditions[i], m_state.filter().moment(), pinned, m_field);
        m_chipLayout->addWidget(chip);
        m_chips.append(chip);
        const auto index = static_cast<qsizetype>(i);
        // Queued: the chip is deleted by what it asks for.
        connect(
            chip, &FilterChip::removeRequested, this,
            [this, index] {
                m_state.removeAt(index);
                focusChip(index);
            },
            Qt::QueuedConnection);
        connect(
            chip, &FilterChip::clicked, this, [this, index] { editCondition(index); }, Qt::QueuedConnection);
        connect(chip, &FilterChip::moveRequested, this, [this, index](int by) { focusChip(index + by); });
    }
    showClear();
    fitChips();
}

void FilterBar::showClear() {
    // A pinned range is not cleared.
    m_clear->setVisible(m_state.clearAction()->isEnabled() || !m_line->text().isEmpty());
}

void FilterBar::setNarrow(bool narrow) {
    m_range->setShort(narrow);
}

void FilterBar::fitChips() {
    int room = m_field->width() - kEditWidth - 2 * theme::kBarHeight;
    qsizetype hidden = 0;
    QStringList hiddenLabels;
    for (auto chip = m_chips.rbegin(); chip != m_chips.rend(); ++chip) {
        room -= (*chip)->sizeHint().width() + theme::kInside;
        // The newest condition always shows: it is what the user just asked for.
        const bool fits = room >= 0 || chip == m_chips.rbegin();
        (*chip)->setVisible(fits);
        if (!fits) {
            ++hidden;
            hiddenLabels.prepend((*chip)->text());
        }
    }
    m_more->setVisible(hidden > 0);
    m_more->setText(QStringLiteral("+%1").arg(hidden));
    m_more->setToolTip(hiddenLabels.join(QLatin1Char('\n')).toHtmlEscaped());
}

void FilterBar::accept() {
    if (m_popup) {
        m_popup->hide();
    }
    if (m_showsText) {
        m_state.setTypedText(m_line->text());
        m_line->setText(m_state.text());
        showError(m_state.error());
    } else {
        acceptChips();
    }
}

void FilterBar::acceptChips() {
    const QString typed = m_line->text().trimmed();
    const auto error = typed.isEmpty() ? std::nullopt : m_state.addText(m_line->text());
    if (m_state.error()) {
        return;  // too much in all: followText() shows it
    }
    showError(error);
    if (error || typed.isEmpty()) {
        return;
    }
    m_typed.removeAll(typed);
    m_typed.append(typed);
    if (m_typed.size() > kHistory) {
        m_typed.removeFirst();
    }
    m_historyAt = m_typed.size();
    m_line->clear();
    rebuildChips();
}

void FilterBar::showError(const std::optional<query::ParseError>& error) {
    m_error = error;
    m_field->setInvalid(error.has_value());
    QPalette palette = m_errorLabel->palette();
    palette.setColor(QPalette::WindowText, theme::color(theme::Role::Critical));
    m_errorLabel->setPalette(palette);
    m_errorLine->setVisible(error.has_value());
    QString text;
    if (error) {
        const QString inForce = QString::fromStdString(m_state.filter().text());
        text = QString::fromStdString(query::sentence(*error, m_line->bytes())) + QStringLiteral(". ") +
               (inForce.isEmpty() ? tr("The rows below are not filtered.")
                                  : tr("The rows below belong to the last valid filter: %1").arg(inForce));
    }
    m_errorLabel->setText(text);
    m_line->setAccessibleDescription(text);
    m_line->underline(error);
}

}  // namespace mirrorscope::ui::filter
