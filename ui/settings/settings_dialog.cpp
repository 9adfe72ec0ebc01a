// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_dialog.h"

#include <QAction>
#include <QFrame>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>
#include <utility>

#include "core/base/error_text.h"
#include "ui/settings/live_listeners.h"
#include "ui/settings/page_list.h"
#include "ui/settings/page_parts.h"
#include "ui/settings/pages.h"
#include "ui/settings/settings_draft.h"
#include "ui/text/shown_text.h"
#include "ui/theme/spacing.h"
#include "ui/theme/style.h"

namespace mirrorscope::ui::settings {
namespace {

constexpr QSize kStandardSize{980, 760};
constexpr int kAroundScreen = 40;
constexpr int kStatusInterval = 1000;  // ms

QPushButton* makeButton(const char* name, const QString& text, QWidget* parent) {
    auto* button = new QPushButton(text, parent);
    button->setObjectName(QLatin1String(name));
    button->setAutoDefault(false);
    return button;
}

QFrame* makeLine(QFrame::Shape shape, QWidget* parent) {
    auto* line = new QFrame(parent);
    line->setFrameShape(shape);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    return line;
}

}  // namespace

SettingsDialog::SettingsDialog(SettingsContext context, QWidget* parent)
    : QDialog(parent),
      m_context(std::move(context)),
      m_draft(new SettingsDraft(m_context, this)),
      m_stack(new QStackedWidget(this)) {
    setObjectName(QStringLiteral("dialog.settings"));
    setWindowTitle(tr("Settings[*]"));
    buildPages();
    m_list = new PageList(m_pages, this);
    layOut();
    wire();
    wireKeys();
    refreshStatus();
    refresh();
    const QSize room = screen()->availableSize() - QSize(kAroundScreen, kAroundScreen);
    setMaximumSize(room);
    resize(kStandardSize.boundedTo(room));
}

void SettingsDialog::buildPages() {
    auto* shortcuts = new ShortcutsPage(*m_draft, m_stack);
    connect(shortcuts, &ShortcutsPage::keysRequested, this, &SettingsDialog::keysRequested);
    m_pages = {new ListenersPage(*m_draft, m_stack),
               new TrustPage(*m_draft, m_stack),
               new RulesPage(*m_draft, m_stack),
               new RetentionPage(*m_draft, m_context.requestsPerSecond, m_stack),
               new DisplayPage(*m_draft, m_context.chartLengths, m_stack),
               new PrivacyPage(*m_draft, m_stack),
               shortcuts};
    for (SettingsPage* page : m_pages) {
        m_stack->addWidget(page);
    }
}

void SettingsDialog::layOut() {
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_list);
    middle->addWidget(makeLine(QFrame::VLine, this));
    middle->addWidget(m_stack, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(middle, 1);
    layout->addWidget(makeLine(QFrame::HLine, this));
    layout->addWidget(buildBottom());
}

QWidget* SettingsDialog::buildBottom() {
    auto* bottom = new QWidget(this);
    m_message = makeNote({}, bottom);
    m_message->setObjectName(QStringLiteral("settings.message"));
    m_restore = makeButton("settings.restore", tr("Restore defa&ults"), bottom);
    m_ok = makeButton("settings.ok", tr("OK"), bottom);
    m_cancel = makeButton("settings.cancel", tr("Cancel"), bottom);
    m_apply = makeButton("settings.apply", tr("Apply"), bottom);
    m_ok->setProperty(theme::kPrimaryProperty, true);
    m_ok->setDefault(true);
    auto* layout = new QHBoxLayout(bottom);
    layout->setContentsMargins(theme::kPage, theme::kBarSide, theme::kPage, theme::kBarSide);
    layout->setSpacing(theme::kBetween);
    layout->addWidget(m_restore);
    layout->addWidget(m_message, 1);
    layout->addWidget(m_cancel);
    layout->addWidget(m_apply);
    layout->addWidget(m_ok);
    return bottom;
}

void SettingsDialog::wire() {
    connect(m_list, &PageList::pageChosen, this, [this](int page) {
        m_stack->setCurrentIndex(page);
        refresh();
    });
    connect(m_list, &PageList::fieldChosen, this, &SettingsDialog::jumpTo);
    connect(m_draft, &SettingsDraft::changed, this, &SettingsDialog::refresh);
    connect(m_draft, &SettingsDraft::saved, this, &SettingsDialog::refresh);
    connect(m_restore, &QPushButton::clicked, this,
            [this] { m_pages[static_cast<std::size_t>(m_list->current())]->restoreDefaults(); });
    connect(m_ok, &QPushButton::clicked, this, &SettingsDialog::accept);
    connect(m_apply, &QPushButton::clicked, this, &SettingsDialog::apply);
    // Cancel says what is meant; Esc and the window's cross might be a slip.
    connect(m_cancel, &QPushButton::clicked, this, [this] { QDialog::reject(); });
    auto* timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, &SettingsDialog::refreshStatus);
    timer->start(kStatusInterval);
}

void SettingsDialog::wireKeys() {
    const auto add = [this](const QList<QKeySequence>& keys, auto&& what) {
        auto* action = new QAction(this);
        action->setShortcuts(keys);
        addAction(action);
        connect(action, &QAction::triggered, this, what);
    };
    const auto step = [this](int by) {
        const int count = static_cast<int>(m_pages.size());
        m_list->endSearch();
        m_list->setCurrent((m_list->current() + by + count) % count);
    };
    add({QKeySequence(Qt::CTRL | Qt::Key_Tab), QKeySequence(Qt::CTRL | Qt::Key_PageDown)},
        [step] { step(1); });
    add({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Tab),
         QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Backtab), QKeySequence(Qt::CTRL | Qt::Key_PageUp)},
        [step] { step(-1); });
    add({QKeySequence(Qt::CTRL | Qt::Key_F)}, [this] { m_list->focusSearch(); });
}

void SettingsDialog::showPage(PageId page) {
    m_list->setCurrent(static_cast<int>(page));
}

void SettingsDialog::showEvent(QShowEvent* event) {
    QDialog::showEvent(event);
    m_list->focusSearch();
}

void SettingsDialog::jumpTo(int page, SettingField* field) {
    m_list->setCurrent(page);
    m_pages[static_cast<std::size_t>(page)]->jumpTo(field);
}

bool SettingsDialog::jumpToWrong() {
    const std::vector<std::string> wrong = m_draft->wrongKeys();
    for (std::size_t page = 0; page < m_pages.size(); ++page) {
        for (SettingField* field : m_pages[page]->fields()) {
            if (std::ranges::find(wrong, field->key()) != wrong.end()) {
                m_list->endSearch();
                jumpTo(static_cast<int>(page), field);
                say(tr("“%1” cannot be used as it is; nothing was written.").arg(field->title()), true);
                return true;
            }
        }
    }
    return false;
}

bool SettingsDialog::apply() {
    if (jumpToWrong()) {
        return false;
    }
    const bool movesListeners = m_mayTryAgain || (m_draft->isChanged("listen") && m_draft->isLive("listen"));
    if (const auto saved = m_draft->save(); !saved) {
        say(tr("Nothing was written. %1").arg(sentencesOf(saved.error())), true);
        return false;
    }
    const config::Settings settings = m_draft->wanted();
    std::optional<base::Error> failure;
    if (movesListeners) {
        failure = applyListeners(m_context.mirror, listenersOf(settings));
        m_mayTryAgain = failure.has_value();
        refreshStatus();
        refresh();
    }
    emit applied(settings, m_draft->windowChoices());
    if (failure) {
        say(tr("Written, but not in force: %1. Choose another port or address; Apply tries again.")
                .arg(text::shownText(base::errorSentences(*failure).what)),
            true);
        showPage(PageId::Listeners);
    }
    return !failure;
}

void SettingsDialog::accept() {
    const bool hasWork = m_draft->isChanged() || m_mayTryAgain;
    if (!hasWork || apply()) {
        QDialog::accept();
    }
}

void SettingsDialog::reject() {
    if (m_list->isSearching()) {
        m_list->endSearch();
    } else if (!m_draft->isChanged() || mayDiscard()) {
        QDialog::reject();
    }
}

bool SettingsDialog::mayDiscard() {
    QMessageBox box(QMessageBox::NoIcon, tr("Settings"), tr("Some changes are not applied."),
                    QMessageBox::NoButton, this);
    box.setObjectName(QStringLiteral("dialog.settings-discard"));
    box.setTextFormat(Qt::PlainText);
    QPushButton* discard = box.addButton(tr("&Discard changes"), QMessageBox::DestructiveRole);
    discard->setObjectName(QStringLiteral("settings.discard"));
    box.setDefaultButton(box.addButton(tr("&Keep editing"), QMessageBox::RejectRole));
    box.exec();
    return box.clickedButton() == discard;
}

void SettingsDialog::refresh() {
    const bool isChanged = m_draft->isChanged();
    setWindowModified(isChanged);
    m_apply->setEnabled(isChanged || m_mayTryAgain);
    m_restore->setEnabled(!m_pages[static_cast<std::size_t>(m_list->current())]->fields().empty());
    m_list->refreshMarks();
    say(fileText(), m_draft->fileProblem().has_value());
}

void SettingsDialog::refreshStatus() {
    const api::ServiceStatus status = m_context.mirror.status();
    for (SettingsPage* page : m_pages) {
        page->setStatus(status);
    }
}

QString SettingsDialog::fileText() const {
    if (m_draft->fileProblem()) {
        return tr("%1 It is not written until that is corrected.").arg(sentencesOf(*m_draft->fileProblem()));
    }
    const QString file = text::shownText(m_draft->file().string());
    if (m_draft->isChanged()) {
        return tr("Apply writes to %1.").arg(file);
    }
    std::error_code unknown;
    return std::filesystem::exists(m_draft->file(), unknown) ? tr("Kept in %1.").arg(file)
                                                             : tr("There is no %1 yet.").arg(file);
}

void SettingsDialog::say(const QString& text, bool isWrong) {
    m_message->setText(text);
    setRole(m_message, isWrong ? theme::Role::Critical : theme::Role::Text2);
}

}  // namespace mirrorscope::ui::settings
