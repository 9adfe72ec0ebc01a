// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/body_page.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <initializer_list>

#include "ui/detail/body_words.h"
#include "ui/detail/byte_panel.h"
#include "ui/detail/hidden_parts.h"
#include "ui/detail/image_page.h"
#include "ui/detail/values_page.h"
#include "ui/live/page_loader.h"
#include "ui/text/byte_view.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::detail {

BodyPage::BodyPage(live::PageLoader& loader, QWidget* parent) : QWidget(parent), m_loader(loader) {
    setObjectName(QStringLiteral("detail.body"));
    setAccessibleName(tr("Body"));
    buildBar();
    m_remarks = new text::PlainLabel(this);
    m_remarks->setObjectName(QStringLiteral("detail.body.remarks"));
    m_remarks->setWordWrap(true);
    m_remarks->setFont(theme::font(theme::TextStyle::Small));
    m_remarks->setContentsMargins(theme::kBarSide, 0, theme::kBarSide, theme::kInside);
    m_remarks->hide();
    m_pages = new QStackedWidget(this);
    m_values = new ValuesPage(QStringLiteral("detail.body.values"), loader, m_pages);
    m_head = new ValuesPage(QStringLiteral("detail.body.head"), loader, m_pages);
    m_image = new ImagePage(QStringLiteral("detail.body.image"), loader, m_pages);
    m_bytes = new BytePanel(QStringLiteral("detail.body.panel"), tr("Body"), m_pages);
    m_bytes->view().setObjectName(QStringLiteral("detail.body.bytes"));
    for (QWidget* page : std::initializer_list<QWidget*>{m_values, m_head, m_image, m_bytes}) {
        m_pages->addWidget(page);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_remarks);
    layout->addWidget(m_pages, 1);
    showButtons();
}

BodyPage::~BodyPage() {
    m_token.cancel();
}

void BodyPage::buildBar() {
    m_bar = new QWidget(this);
    auto* line = new QHBoxLayout(m_bar);
    line->setContentsMargins(theme::kBarSide, theme::kInside, theme::kBarSide, theme::kInside);
    line->setSpacing(theme::kInside);
    auto* group = new QButtonGroup(this);
    const std::array<const char*, static_cast<std::size_t>(View::Count)> names{"kind", "text", "hex",
                                                                               "received", "head"};
    const std::array<QString, names.size()> labels{QString(), tr("Text"), tr("Hex"), tr("As received"),
                                                   tr("Token and cookies")};
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        auto* one = m_buttons[i] = new QToolButton(m_bar);
        one->setObjectName(QStringLiteral("detail.body.view.") + QLatin1String(names[i]));
        one->setText(labels[i]);
        one->setAccessibleName(labels[i]);
        one->setCheckable(true);
        one->setMinimumHeight(theme::kTouch);
        group->addButton(one, static_cast<int>(i));
        line->addWidget(one);
    }
    connect(group, &QButtonGroup::idClicked, this, [this](int id) { setView(static_cast<View>(id)); });
    m_line = new text::PlainLabel(m_bar);
    m_line->setObjectName(QStringLiteral("detail.body.line"));
    m_line->setFont(theme::font(theme::TextStyle::Small));
    m_line->setForegroundRole(QPalette::PlaceholderText);
    m_line->setElided(text::Kind::Sentence);
    line->addSpacing(theme::kBetween);
    line->addWidget(m_line, 1);
}

void BodyPage::setRequest(const SharedRequest& request, SharedBody body) {
    m_token.cancel();
    m_isAsked = false;
    m_request = request;
    m_body.reset();
    if (body) {
        take(std::move(body));
        return;
    }
    m_line->setText(bodyLine(request->detail.request, nullptr));
    m_remarks->hide();
    m_values->clear();
    m_head->clear();
    m_image->clear();
    showButtons();
    showView();
}

void BodyPage::forget() {
    m_token.cancel();
    m_isAsked = false;
    m_request.reset();
    m_body.reset();
    m_values->clear();
    m_head->clear();
    m_image->clear();
    m_bytes->setBytes(nullptr);
    m_shown.reset();
}

void BodyPage::ensureRead() {
    if (m_isAsked || m_body || !m_request) {
        return;
    }
    m_isAsked = true;
    m_token = m_loader.ask<SharedBody>(
        this,
        [request = m_request](api::SessionQueries&, const base::CancelToken& cancel)
            -> base::Result<SharedBody> { return shownBody(request, cancel); },
        [this](base::Result<SharedBody> answer) {
            if (answer.has_value()) {
                take(std::move(*answer));
                emit bodyRead();
            } else {
                m_isAsked = false;
            }
        });
}

void BodyPage::take(SharedBody body) {
    m_body = std::move(body);
    m_line->setText(bodyLine(m_request->detail.request, &m_body->body));
    const QString remarks = remarksText(m_body->body);
    m_remarks->setText(remarks);
    m_remarks->setVisible(!remarks.isEmpty());
    if (m_body->body.hasTree()) {
        m_values->show({m_body, &m_body->body.tree}, hiddenValues(m_body),
                       m_body->body.codings.empty() ? tr("the body") : tr("the decoded body"));
    } else {
        m_values->clear();
    }
    if (m_body->head.size() > 1) {
        m_head->show({m_body, &m_body->head}, hiddenHeadValues(m_body), tr("the head"));
    } else {
        m_head->clear();
    }
    if (m_body->body.image) {
        m_image->show(m_body);
    } else {
        m_image->clear();
    }
    showButtons();
    showView();
}

bool BodyPage::has(View view) const {
    switch (view) {
        case View::Kind:
            return m_body && (m_body->body.hasTree() || m_body->body.image);
        case View::Text:
        case View::Hex:
            return m_request && !m_request->detail.request.body.empty();
        case View::Received:
            return m_body && !m_body->body.codings.empty();
        case View::Head:
            return m_body && m_body->head.size() > 1;
        case View::Count:
            break;
    }
    return false;
}

void BodyPage::showButtons() {
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i]->setVisible(has(static_cast<View>(i)));
    }
    if (has(View::Kind)) {
        button(View::Kind)->setText(viewTitle(m_body->body));
        button(View::Kind)->setAccessibleName(viewTitle(m_body->body));
    }
}

void BodyPage::setView(View view) {
    m_wanted = view;
    showView();
}

void BodyPage::showView() {
    const bool isBinary = m_body && m_body->body.kind == bodies::BodyKind::Binary;
    m_view = has(m_wanted)                         ? m_wanted
             : has(View::Kind)                     ? View::Kind
             : isBinary && has(View::Hex)          ? View::Hex
             : !has(View::Text) && has(View::Head) ? View::Head
                                                   : View::Text;
    button(m_view)->setChecked(true);
    switch (m_view) {
        case View::Kind:
            m_pages->setCurrentWidget(m_body->body.hasTree() ? static_cast<QWidget*>(m_values) : m_image);
            return;
        case View::Head:
            m_pages->setCurrentWidget(m_head);
            return;
        default:
            showBytes(m_view == View::Hex);
            m_pages->setCurrentWidget(m_bytes);
    }
}

void BodyPage::showBytes(bool isHex) {
    const auto received = m_request ? partOf(m_request, m_request->detail.request.body) : nullptr;
    const bool isDecoded = m_body && m_view != View::Received;
    const auto bytes = isDecoded ? m_body->body.bytes : received;
    if (m_shown != bytes) {
        m_shown = bytes;
        m_bytes->setBytes(bytes);
    }
    m_bytes->view().setHidden(isDecoded ? hiddenBytes(m_body)
                                        : hiddenBytes(m_request,
                                                      m_request ? m_request->detail.request.head.size() : 0,
                                                      bytes ? bytes->size() : 0));
    m_bytes->setMode(isHex);
    m_bytes->setNote(m_body && !m_body->body.codings.empty()
                         ? (isDecoded ? tr("decoded, %1") : tr("as received, %1"))
                               .arg(text::bytesText(bytes ? bytes->size() : 0))
                         : QString());
}

void BodyPage::showSecretsAnew() {
    if (!m_request) {
        return;
    }
    if (m_body) {
        m_values->showSecretsAnew(hiddenValues(m_body));
        m_head->showSecretsAnew(hiddenHeadValues(m_body));
    }
    showView();
}

void BodyPage::openFind() {
    if (m_pages->currentWidget() == m_values) {
        m_values->openFind();
    } else if (m_pages->currentWidget() == m_head) {
        m_head->openFind();
    } else if (m_pages->currentWidget() == m_bytes) {
        m_bytes->openFind();
    }
}

}  // namespace mirrorscope::ui::detail
