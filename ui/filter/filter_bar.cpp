// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_bar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/filter/filter_chip.h"
#include "ui/filter/filter_field.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::filter {
namespace {

/// A pasted megabyte would freeze the line edit.
constexpr int kTypedCharacters = 4096;
constexpr qsizetype kHistory = 50;
/// The line edit never gets narrower than this for chips.
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
      m_edit(new QLineEdit(m_field)),
      m_clear(new QToolButton(m_field)),
      m_errorLine(new QWidget(this)),
      m_errorLabel(new QLabel(m_errorLine)) {
    setObjectName(QStringLiteral("filter.bar"));
    setUpParts();
    layOut();
    connect(&m_state, &FilterState::changed, this, &FilterBar::rebuildChips);
    connect(m_edit, &QLineEdit::textEdited, this, [this] {
        if (m_field->isInvalid()) {
            showError(parseFilter(m_edit->text()).error);
        }
        m_clear->setVisible(!m_edit->text().isEmpty() || !m_state.terms().isEmpty());
    });
    connect(m_clear, &QToolButton::clicked, this, [this] {
        m_edit->clear();
        showError(std::nullopt);
        m_state.clear();
        m_clear->setVisible(false);
    });
    connect(&theme::Theme::instance(), &theme::Theme::changed, this,
            [this] { showError(parseFilter({}).error); });
    rebuildChips();
}

void FilterBar::setUpParts() {
    m_edit->setObjectName(QStringLiteral("filter.edit"));
    m_edit->setFrame(false);
    m_edit->setMaxLength(kTypedCharacters);
    m_edit->setPlaceholderText(tr("Add a condition, for example path:/api"));
    m_edit->setAccessibleName(tr("Filter"));
    m_edit->installEventFilter(this);
    m_clear->setObjectName(QStringLiteral("filter.clear"));
    m_clear->setAutoRaise(true);
    m_clear->setIcon(theme::icon(theme::Icon::Close));
    m_clear->setToolTip(tr("Clear filter"));
    m_clear->setAccessibleName(tr("Clear filter"));
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
    fieldLayout->addWidget(m_edit, 1);
    fieldLayout->addWidget(m_clear);

    auto* errorLayout = new QHBoxLayout(m_errorLine);
    errorLayout->setContentsMargins(2, 0, 0, theme::kInside);
    errorLayout->addWidget(iconLabel(theme::Icon::Fail, theme::Role::Critical, m_errorLine));
    errorLayout->addWidget(m_errorLabel, 1);
    m_errorLine->hide();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kBetween, theme::kInside, theme::kBetween, theme::kInside);
    layout->setSpacing(theme::kInside);
    layout->addWidget(m_field);
    layout->addWidget(m_errorLine);
}

QString FilterBar::errorText() const {
    return m_errorLine->isHidden() ? QString() : m_errorLabel->text();
}

QWidget* FilterBar::focusTarget() const {
    return m_edit;
}

void FilterBar::focusEdit() {
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void FilterBar::rebuildChips() {
    qDeleteAll(m_chips);
    m_chips.clear();
    const auto& terms = m_state.terms().terms();
    for (qsizetype i = 0; i < terms.size(); ++i) {
        auto* chip = new FilterChip(terms[i], m_field);
        m_chipLayout->addWidget(chip);
        m_chips.append(chip);
        // Queued: the chip is deleted by what it asks for.
        connect(
            chip, &FilterChip::removeRequested, this, [this, i] { m_state.removeAt(i); },
            Qt::QueuedConnection);
        connect(chip, &FilterChip::clicked, this, [this, i] { editTerm(i); }, Qt::QueuedConnection);
    }
    m_clear->setVisible(!terms.isEmpty() || !m_edit->text().isEmpty());
    fitChips();
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
    const QString typed = m_edit->text().trimmed();
    const ParsedFilter parsed = parseFilter(m_edit->text());
    showError(parsed.error);
    if (parsed.error || typed.isEmpty()) {
        return;
    }
    m_history.removeAll(typed);
    m_history.append(typed);
    if (m_history.size() > kHistory) {
        m_history.removeFirst();
    }
    m_historyAt = m_history.size();
    FilterTerms terms = m_state.terms();
    for (const FilterTerm& term : parsed.terms) {
        terms.add(term);
    }
    m_edit->clear();
    m_state.setTerms(terms);
}

void FilterBar::showError(const std::optional<FilterError>& error) {
    m_field->setInvalid(error.has_value());
    m_errorLine->setVisible(error.has_value());
    QString text;
    if (error) {
        const QString inForce = m_state.terms().text();
        text = error->text() + QLatin1Char(' ') +
               (inForce.isEmpty() ? tr("The rows below are not filtered.")
                                  : tr("The rows below belong to the last valid filter: %1").arg(inForce));
    }
    QPalette palette = m_errorLabel->palette();
    palette.setColor(QPalette::WindowText, theme::color(theme::Role::Critical));
    m_errorLabel->setPalette(palette);
    m_errorLabel->setText(text);
    m_edit->setAccessibleDescription(text);
}

void FilterBar::editTerm(qsizetype index) {
    const auto& terms = m_state.terms().terms();
    if (index >= terms.size()) {
        return;
    }
    m_edit->setText(terms[index].text());
    m_state.removeAt(index);
    m_edit->setFocus(Qt::OtherFocusReason);
}

void FilterBar::stepThroughHistory(int step) {
    m_historyAt = qBound<qsizetype>(0, m_historyAt + step, m_history.size());
    m_edit->setText(m_history.value(m_historyAt));
}

bool FilterBar::handleKey(int key) {
    switch (key) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            accept();
            return true;
        case Qt::Key_Up:
            stepThroughHistory(-1);
            return true;
        case Qt::Key_Down:
            stepThroughHistory(1);
            return true;
        case Qt::Key_Backspace:
            if (m_edit->text().isEmpty() && !m_chips.isEmpty()) {
                editTerm(m_chips.size() - 1);
                return true;
            }
            return false;
        case Qt::Key_Escape:
            if (m_edit->text().isEmpty()) {
                m_state.undo();
            }
            m_edit->clear();
            showError(std::nullopt);
            return true;
        default:
            return false;
    }
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
        case QEvent::FocusIn:
        case QEvent::FocusOut:
            m_field->setFocusShown(event->type() == QEvent::FocusIn);
            break;
        case QEvent::ShortcutOverride:
            // Escape belongs to the line while one types, not to the window.
            if (static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
                event->accept();
                return true;
            }
            break;
        case QEvent::KeyPress:
            if (handleKey(static_cast<QKeyEvent*>(event)->key())) {
                return true;
            }
            break;
        default:
            break;
    }
    return QWidget::eventFilter(watched, event);
}

void FilterBar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitChips();
}

}  // namespace mirrorscope::ui::filter
