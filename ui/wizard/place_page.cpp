// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/place_page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QRadioButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/text/role_label.h"
#include "ui/theme/spacing.h"
#include "ui/wizard/answer_form.h"
#include "ui/wizard/code_view.h"
#include "ui/wizard/marked_text.h"
#include "ui/wizard/plan.h"
#include "ui/wizard/proxy_kinds.h"

namespace mirrorscope::ui::wizard {
namespace {

constexpr int kRoomForPreview = 1200;  // below, the form has the page for itself

}  // namespace

PlacePage::PlacePage(Plan& plan, QWidget* parent) : WizardPage(plan, QStringLiteral("place"), parent) {
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(buildForm(), 1);
    m_previewSide = buildPreview();
    row->addWidget(m_previewSide, 1);
    content()->addLayout(row, 1);
    setNote(tr("Each answer has a default; only what you change stands in the snippet in another way."));
}

QString PlacePage::step() const {
    return tr("Where it runs");
}

QString PlacePage::help() const {
    return tr(
        "These answers become values in the snippet. What is typed is checked at once: a value that could "
        "leave its place in a configuration is refused.\n\n"
        "Share: 100 mirrors every request. Less is taken at random, so that an attack of few requests "
        "may be missed.\n\n"
        "Bodies: without them Mirrorscope sees addresses and headers only.\n\n"
        "In front of the proxy: when clients reach it through a balancer or CDN, the proxy sees the "
        "balancer's address. Name the balancers whose X-Forwarded-For is right; nobody else's is "
        "believed.\n\n"
        "Shared secret: the proxy adds it to each copy. Mirrorscope then knows the copies of this proxy "
        "from anybody's requests, with --token.");
}

QWidget* PlacePage::buildForm() {
    const auto [scroll, inner, layout] = makeForm(QStringLiteral("wizard.place"));
    m_form = new AnswerForm(plan(), inner);
    m_front = buildFront(inner);
    layout->addWidget(m_form);
    layout->addWidget(m_front);
    layout->addStretch(1);
    connect(m_form, &AnswerForm::edited, this, &PlacePage::noteEdited);
    return scroll;
}

QWidget* PlacePage::buildFront(QWidget* parent) {
    auto* box = new QWidget(parent);
    m_direct = new QRadioButton(tr("&Clients connect to it directly"), box);
    m_direct->setObjectName(QStringLiteral("wizard.direct"));
    m_behind = new QRadioButton(tr("A ba&lancer or CDN is in front of it"), box);
    m_behind->setObjectName(QStringLiteral("wizard.behind"));
    m_balancers = new AnswerForm(plan(), box);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::kBetween);
    layout->addWidget(text::makeRule(box));
    layout->addWidget(text::makeGroupTitle(tr("In front of the proxy"), box));
    layout->addWidget(text::makeNote(tr("It decides which address is the client's."), box));
    layout->addWidget(m_direct);
    layout->addWidget(m_behind);
    layout->addWidget(m_balancers);
    connect(m_behind, &QRadioButton::toggled, this, &PlacePage::setBehind);
    connect(m_balancers, &AnswerForm::edited, this, &PlacePage::noteEdited);
    return box;
}

QWidget* PlacePage::buildPreview() {
    auto* side = new QWidget(this);
    auto* title = text::makeGroupTitle(tr("As it becomes, hardened form"), side);
    m_preview = new CodeView(side);
    m_preview->setObjectName(QStringLiteral("wizard.preview"));
    m_preview->setAccessibleName(tr("Preview of the snippet"));
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(theme::kPage, theme::kPage, theme::kPage, theme::kPage);
    layout->setSpacing(theme::kBetween);
    layout->addWidget(title);
    layout->addWidget(m_preview, 1);
    return side;
}

void PlacePage::enter() {
    setHeading(tr("Where it runs and what is mirrored"),
               tr("About this %1: what it mirrors, who answers its clients, what is in front of it.")
                   .arg(proxyKindOf(plan()).title()));
    m_form->setGroups(placeGroupsOf(plan().kind));
    const auto balancers = balancerFieldsOf(plan().kind);
    m_front->setVisible(!balancers.empty());
    m_balancers->setGroups({{QString(), QString(), balancers}});
    m_direct->setChecked(!plan().isBehind);
    m_behind->setChecked(plan().isBehind);
    m_balancers->setVisible(plan().isBehind);
    refreshPreview();
}

void PlacePage::setBehind(bool isBehind) {
    plan().isBehind = isBehind;
    m_balancers->setVisible(isBehind);
    noteEdited();
}

void PlacePage::noteEdited() {
    m_form->refresh();
    m_balancers->refresh();
    refreshPreview();
    emit completeChanged();
    emit planChanged();
}

bool PlacePage::isComplete() const {
    return m_form->isSound() && (!plan().isBehind || m_balancers->isSound());
}

void PlacePage::refreshPreview() {
    Plan shown = plan();
    if (shown.listener.empty()) {
        shown.listener = "LISTENER:8445";  // its page comes next
    }
    const auto snippet = snippetOf(shown, snippets::Variant::Hardened);
    if (snippet) {
        m_preview->setMarked(markedText(*snippet, nullptr, "all"));
    }
}

void PlacePage::resizeEvent(QResizeEvent* event) {
    WizardPage::resizeEvent(event);
    m_previewSide->setVisible(width() >= kRoomForPreview);
}

}  // namespace mirrorscope::ui::wizard
