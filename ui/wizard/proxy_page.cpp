// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/proxy_page.h"

#include <QComboBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QShortcut>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/text/role_label.h"
#include "ui/theme/spacing.h"
#include "ui/wizard/found_programs.h"
#include "ui/wizard/kind_delegate.h"
#include "ui/wizard/kind_facts.h"
#include "ui/wizard/plan.h"
#include "ui/wizard/proxy_kinds.h"

namespace mirrorscope::ui::wizard {
namespace {

constexpr int kFactsWidth = 500;
constexpr int kVersionWidth = 240;

}  // namespace

ProxyPage::ProxyPage(Plan& plan, FoundPrograms& programs, QWidget* parent)
    : WizardPage(plan, QStringLiteral("proxy"), parent), m_programs(programs) {
    setHeading(tr("Add a source"),
               tr("Choose the proxy. The wizard ends with a live proof that copies arrive."));
    setNote(tr("Nothing is sent or changed until you copy the snippet yourself."));
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(buildList(), 1);
    auto* line = new QFrame(this);
    line->setFrameShape(QFrame::VLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    row->addWidget(line);
    row->addWidget(buildFacts(), 1);
    content()->addLayout(row, 1);
    connect(m_list, &QListWidget::currentRowChanged, this, &ProxyPage::choose);
    connect(m_version, &QComboBox::activated, this, &ProxyPage::chooseVersion);
    connect(&m_programs, &FoundPrograms::found, this, &ProxyPage::noteFound);
    for (int key = 0; key < m_list->count(); ++key) {
        auto* number = new QShortcut(QKeySequence(Qt::Key_1 + key), this);
        number->setContext(Qt::WidgetWithChildrenShortcut);
        connect(number, &QShortcut::activated, this, [this, key] {
            m_list->setCurrentRow(key);
            m_list->setFocus(Qt::ShortcutFocusReason);
        });
    }
}

QString ProxyPage::step() const {
    return tr("Proxy");
}

QString ProxyPage::help() const {
    return tr(
        "The proxy that takes your clients' requests makes a copy of each and sends it to Mirrorscope. "
        "Your clients wait for the proxy's own server only; what Mirrorscope answers is thrown away.\n\n"
        "Choose the kind of proxy with the arrow keys or a number key. The right side says what its "
        "copies show, what they cannot show and what can go wrong; that was measured with real "
        "programs.\n\n"
        "“Found on PATH” means that the program is on this machine too: the snippet can then be checked "
        "here. The proxy itself may run anywhere. The version decides about details of the snippet.");
}

QWidget* ProxyPage::buildList() {
    auto* side = new QWidget(this);
    auto* title = text::makeGroupTitle(tr("Which proxy sends the copies?"), side);
    m_list = new QListWidget(side);
    m_list->setObjectName(QStringLiteral("wizard.kinds"));
    m_list->setAccessibleName(tr("Proxy"));
    m_list->setItemDelegate(new KindDelegate(m_list));
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    for (const ProxyKind& kind : proxyKinds()) {
        auto* item = new QListWidgetItem(kind.title(), m_list);
        item->setData(MechanismRole, kind.mechanism);
        item->setData(RemarkRole, kind.remark);
        item->setData(IsDiscouragedRole, kind.isDiscouraged);
        item->setData(IconRole, static_cast<int>(theme::kindIcon(kind.kind)));
        refreshRow(m_list->row(item));
    }
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(theme::kPage + theme::kBetween, theme::kPage, theme::kPage, theme::kPage);
    layout->setSpacing(theme::kBetween);
    layout->addWidget(title);
    layout->addWidget(m_list, 1);
    layout->addStretch();
    // No taller than its rows; in a low wizard it scrolls.
    m_list->setMaximumHeight(m_list->count() * m_list->sizeHintForRow(0) + 2 * m_list->frameWidth());
    return side;
}

QWidget* ProxyPage::buildFacts() {
    auto* side = new QWidget(this);
    side->setMinimumWidth(kFactsWidth / 2);
    m_title = text::makeLabel({}, theme::TextStyle::Heading, theme::Role::Text, side);
    m_title->setObjectName(QStringLiteral("wizard.kind"));
    m_version = new QComboBox(side);
    m_version->setObjectName(QStringLiteral("wizard.version"));
    m_version->setAccessibleName(tr("Version"));
    m_version->setMinimumWidth(kVersionWidth);
    auto* label = new QLabel(tr("&Version"), side);
    label->setBuddy(m_version);
    auto* line = new QHBoxLayout;
    line->setSpacing(theme::kPage);
    line->addWidget(label);
    line->addWidget(m_version);
    line->addStretch(1);
    m_facts = new KindFacts(side);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(theme::kPage, theme::kPage, theme::kPage, theme::kPage);
    layout->setSpacing(theme::kBarSide);
    layout->addWidget(m_title);
    layout->addLayout(line);
    layout->addWidget(m_facts, 1);
    return side;
}

void ProxyPage::enter() {
    const auto& kinds = proxyKinds();
    const auto chosen = std::ranges::find(kinds, plan().kind, &ProxyKind::name);
    m_list->setCurrentRow(static_cast<int>(std::distance(kinds.begin(), chosen)));
    fillVersions();
    m_list->setFocus();
}

void ProxyPage::choose(int row) {
    if (row < 0) {
        return;
    }
    const ProxyKind& kind = proxyKinds()[static_cast<std::size_t>(row)];
    if (plan().kind != kind.name) {
        plan().kind = kind.name;
        plan().version = 0;
        plan().part = "all";
        m_versionChosen = false;
    }
    if (const auto found = m_programs.of(kind.name); found && !m_versionChosen) {
        plan().version = versionChoiceOf(kind, found->version);
    }
    fillVersions();
    emit planChanged();
}

void ProxyPage::chooseVersion(int index) {
    plan().version = static_cast<std::size_t>(m_version->itemData(index).toInt());
    m_versionChosen = true;
    m_facts->setKind(proxyKindOf(plan()), versionOf(plan()));
    emit planChanged();
}

void ProxyPage::fillVersions() {
    const ProxyKind& kind = proxyKindOf(plan());
    m_title->setText(kind.title());
    m_version->clear();
    const auto found = m_programs.of(kind.name);
    if (found && !found->version.isEmpty()) {
        m_version->addItem(tr("%1 (found)").arg(found->version),
                           static_cast<int>(versionChoiceOf(kind, found->version)));
    }
    for (std::size_t i = 0; i < kind.versions.size(); ++i) {
        m_version->addItem(kind.versions[i].text, static_cast<int>(i));
    }
    m_version->setCurrentIndex(m_version->findData(static_cast<int>(plan().version)));
    m_facts->setKind(kind, versionOf(plan()));
}

void ProxyPage::noteFound(const std::string& kind) {
    const auto& kinds = proxyKinds();
    const auto row = std::ranges::find(kinds, kind, &ProxyKind::name);
    refreshRow(static_cast<int>(std::distance(kinds.begin(), row)));
    if (plan().kind == kind && isVisible()) {
        choose(m_list->currentRow());
    }
}

void ProxyPage::refreshRow(int row) {
    const ProxyKind& kind = proxyKinds()[static_cast<std::size_t>(row)];
    const auto found = m_programs.of(kind.name);
    QString text;
    if (found) {
        text = found->version.isEmpty() ? tr("Found on PATH") : tr("Found on PATH: %1").arg(found->version);
    } else if (!kind.program.isEmpty()) {
        text = tr("Not found");
    }
    QListWidgetItem* item = m_list->item(row);
    item->setData(FoundRole, text);
    item->setData(IsFoundRole, found.has_value());
    QStringList words{kind.title(), kind.mechanism, text, kind.remark};
    words.removeAll(QString());
    item->setData(Qt::AccessibleTextRole, words.join(QStringLiteral(", ")));
}

}  // namespace mirrorscope::ui::wizard
