// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/detail_pane.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>
#include <algorithm>

#include "core/base/error_text.h"
#include "ui/detail/body_kind.h"
#include "ui/detail/body_page.h"
#include "ui/detail/body_words.h"
#include "ui/detail/byte_panel.h"
#include "ui/detail/detail_head.h"
#include "ui/detail/empty_state.h"
#include "ui/detail/empty_texts.h"
#include "ui/detail/facts.h"
#include "ui/detail/forwarding_page.h"
#include "ui/detail/headers_page.h"
#include "ui/detail/hidden_parts.h"
#include "ui/detail/hits_page.h"
#include "ui/detail/overview_page.h"
#include "ui/detail/people_panel.h"
#include "ui/detail/request_copier.h"
#include "ui/live/live_bridge.h"
#include "ui/live/paced_changes.h"
#include "ui/live/page_loader.h"
#include "ui/privacy/screen.h"
#include "ui/text/byte_view.h"
#include "ui/text/number_text.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::detail {
namespace {

QString counted(const QString& title, std::size_t count) {
    return title + u' ' + text::countText(count);
}

text::ByteRange requestLineOf(const std::string& head) {
    return {0, std::min(head.find('\r'), head.size())};
}

}  // namespace

/// Body and way are read together with the request while they are looked at, so that both change at once.
struct DetailPane::Loaded {
    SharedRequest request;
    SharedBody body;
    SharedForwarding forwarding;
};

DetailPane::DetailPane(live::LiveBridge& bridge, live::PageLoader& loader, QWidget* parent)
    : QWidget(parent), m_bridge(bridge), m_loader(loader), m_copier(new RequestCopier(loader, this)) {
    setObjectName(QStringLiteral("detail"));
    setAccessibleName(tr("Detail of the request"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    buildHead();
    buildPages();
    connect(new live::PacedChanges(bridge, this), &live::PacedChanges::changed, this, &DetailPane::applyLive);
    connect(&bridge, &live::LiveBridge::missed, this, &DetailPane::load);
    connect(&bridge, &live::LiveBridge::statusChanged, this, &DetailPane::applyStatus);
    connect(&privacy::Screen::instance(), &privacy::Screen::changed, this, &DetailPane::showSecretsAnew);
    m_session = bridge.status().session;
    clear();
}

DetailPane::~DetailPane() {
    m_token.cancel();
}

void DetailPane::buildHead() {
    m_head = new DetailHead(static_cast<int>(Tab::Count), this);
    m_tabs = &m_head->tabs();
    connect(m_tabs, &QTabBar::currentChanged, this, &DetailPane::showPage);
    layout()->addWidget(m_head);
}

void DetailPane::setCopyMenu(const QList<QAction*>& choices) {
    m_head->setCopyMenu(choices);
}

void DetailPane::buildPages() {
    m_pages = new QStackedWidget(this);
    m_overview = new OverviewPage(m_pages);
    connect(&m_overview->people(), &PeoplePanel::tagRequested, this, &DetailPane::tagRequested);
    connect(&m_overview->people(), &PeoplePanel::noteRequested, this, &DetailPane::noteRequested);
    connect(&m_overview->people(), &PeoplePanel::noteRemovalRequested, this,
            &DetailPane::noteRemovalRequested);
    m_headers = new HeadersPage(m_pages);
    connect(m_headers, &HeadersPage::conditionRequested, this, &DetailPane::headerConditionRequested);
    m_body = new BodyPage(m_loader, m_pages);
    connect(m_body, &BodyPage::bodyRead, this, &DetailPane::takeBody);
    m_hits = new HitsPage(m_pages);
    m_forwarding = new ForwardingPage(m_loader, m_pages);
    connect(m_forwarding, &ForwardingPage::findingActivated, this, &DetailPane::findingActivated);
    m_raw = new BytePanel(QStringLiteral("detail.raw"), tr("Request as received"), m_pages);
    m_empty = new EmptyState(QStringLiteral("detail.empty"), m_pages);
    m_empty->setAutoFillBackground(true);
    m_empty->setBackgroundRole(QPalette::Base);
    // In the order of Tab, the empty state last.
    for (QWidget* page :
         {static_cast<QWidget*>(m_overview), static_cast<QWidget*>(m_headers), static_cast<QWidget*>(m_body),
          static_cast<QWidget*>(m_hits), static_cast<QWidget*>(m_forwarding), static_cast<QWidget*>(m_raw),
          static_cast<QWidget*>(m_empty)}) {
        m_pages->addWidget(page);
    }
    static_cast<QVBoxLayout*>(layout())->addWidget(m_pages, 1);
}

void DetailPane::showRequest(traffic::RequestId id) {
    m_wanted = id;
    privacy::Screen::instance().lookAt(id);
    load();
}

void DetailPane::readAgain() {
    if (m_request) {
        load();
    }
}

void DetailPane::load() {
    m_token.cancel();
    if (m_wanted == 0) {
        clear();
        return;
    }
    const bool isShown = m_request && m_request->detail.request.id == m_wanted;
    const bool withBody = (tab() == Tab::Body || tab() == Tab::Hits) && !isShown;
    const privacy::Screen& screen = privacy::Screen::instance();
    const auto rules = screen.isHiding() ? std::optional(screen.rules()) : std::nullopt;
    m_token = m_loader.ask<Loaded>(
        this,
        [id = m_wanted, withBody, withWay = tab() == Tab::Forwarding, rules](
            api::SessionQueries& queries, const base::CancelToken& cancel) -> base::Result<Loaded> {
            auto detail = queries.detail(id, cancel);
            if (!detail.has_value()) {
                return detail.error();
            }
            Loaded loaded{shownRequest(std::move(*detail), rules), nullptr, nullptr};
            if (withBody) {
                loaded.body = shownBody(loaded.request, cancel);
            }
            if (withWay) {
                auto way = queries.requestForwarding(id, cancel);
                if (!way.has_value()) {
                    return way.error();
                }
                loaded.forwarding = std::make_shared<const api::RequestForwarding>(std::move(*way));
            }
            return loaded;
        },
        [this](base::Result<Loaded> answer) { take(std::move(answer)); });
}

void DetailPane::take(base::Result<Loaded> answer) {
    if (answer.has_value()) {
        // What was received never changes: a new verdict leaves the place in the bytes alone.
        const bool isSame = m_request && m_request->detail.request.id == answer->request->detail.request.id;
        m_request = answer->request;
        if (!isSame) {
            showReceived(std::move(answer->body));
        }
        m_forwarding->setRequest(m_wanted, std::move(answer->forwarding));
        showContent();
        emit requestShown(m_wanted);
        return;
    }
    clear();
    if (answer.error().code == base::ErrorCode::RequestNotFound) {
        m_empty->setTexts(tr("No longer stored"), tr("Removed by retention; counts keep it."));
    } else {
        m_empty->setTexts(tr("This request cannot be read"),
                          QString::fromStdString(base::errorText(answer.error())));
    }
}

void DetailPane::clear() {
    m_request.reset();
    m_head->clear();
    m_hits->forget();
    m_body->forget();
    m_forwarding->forget();
    m_empty->setTexts(tr("Nothing selected"), tr("Choose a request to see its headers, body and hits."));
    showTabTitles();
    m_pages->setCurrentWidget(m_empty);
}

void DetailPane::showReceived(SharedBody body) {
    const traffic::MirroredRequest& request = m_request->detail.request;
    m_headers->setRequest(m_request);
    m_body->setRequest(m_request, std::move(body));
    m_raw->setBytes(partOf(m_request, m_request->bytes), hiddenBytes(m_request));
    m_raw->setNote(text::bytesText(m_request->bytes.size()));
    m_raw->view().setEmphasis(requestLineOf(request.head));
}

void DetailPane::showContent() {
    m_head->setRequest(m_request, m_zone);
    m_overview->setRequest(m_request->detail, m_zone);
    m_hits->setRequest(m_request, m_body->body());
    m_raw->view().setHidden(hiddenBytes(m_request));  // a verdict keeps its matches visible
    showTabTitles();
    showPage();
}

void DetailPane::showTabTitles() {
    const auto title = [this](Tab tab, const QString& text) {
        m_tabs->setTabText(static_cast<int>(tab), text);
    };
    title(Tab::Overview, tr("Overview"));
    title(Tab::Forwarding, tr("Forwarding"));
    title(Tab::Raw, tr("Raw"));
    if (!m_request) {
        title(Tab::Headers, tr("Headers"));
        title(Tab::Body, tr("Body"));
        title(Tab::Hits, tr("Hits"));
        return;
    }
    const traffic::RequestDetail& detail = m_request->detail;
    QString kind = detail.request.bodyLength > 0 ? bodyKind(detail.request.head) : QString();
    if (const SharedBody& body = m_body->body(); body && contradicts(body->body)) {
        kind = kindWord(body->body.kind);
    }
    title(Tab::Headers, counted(tr("Headers"), static_cast<std::size_t>(m_headers->headerCount())));
    title(Tab::Body, kind.isEmpty() ? tr("Body") : tr("Body %1").arg(kind));
    title(Tab::Hits, detail.row.state == traffic::RequestState::Pending
                         ? tr("Hits")
                         : counted(tr("Hits"), detail.hits.size()));
}

void DetailPane::showPage() {
    if (!m_request) {
        m_pages->setCurrentWidget(m_empty);
        return;
    }
    const traffic::RequestDetail& detail = m_request->detail;
    if (tab() == Tab::Hits && detail.hits.empty()) {
        showWaiting();
        return;
    }
    if (tab() == Tab::Body || tab() == Tab::Hits) {
        m_body->ensureRead();
    }
    if (tab() == Tab::Forwarding) {
        showWay();
        return;
    }
    const bool hasHeadValues = m_body->body() && m_body->body()->head.size() > 1;
    if (tab() == Tab::Body && detail.request.body.empty() && !hasHeadValues) {
        const QString note = bodyNote(detail.request);
        m_empty->setTexts(tr("No body"), note.isEmpty() ? tr("The request came without one.") : note);
        m_pages->setCurrentWidget(m_empty);
    } else {
        m_pages->setCurrentIndex(m_tabs->currentIndex());
    }
}

void DetailPane::showWay() {
    if (const auto none = noWayText(m_request->detail)) {
        m_empty->setTexts(none->title, none->text);
        m_pages->setCurrentWidget(m_empty);
    } else {
        m_forwarding->ensureRead();
        m_pages->setCurrentWidget(m_forwarding);
    }
}

void DetailPane::showWaiting() {
    if (tab() != Tab::Hits || !m_request->detail.hits.empty()) {
        return;
    }
    const EmptyText none = noHitsText(m_request->detail, m_bridge.status());
    m_empty->setTexts(none.title, none.text);
    m_pages->setCurrentWidget(m_empty);
}

void DetailPane::showSecretsAnew() {
    const privacy::Screen& screen = privacy::Screen::instance();
    if (!m_request || (screen.isHiding() && m_request->rules != screen.rules())) {
        clear();  // what was not looked through must not stay
        load();
        return;
    }
    m_head->showSecretsAnew();
    m_overview->setRequest(m_request->detail, m_zone);
    m_headers->showSecretsAnew();
    m_body->showSecretsAnew();
    m_hits->showSecretsAnew();
    m_raw->view().setHidden(hiddenBytes(m_request));
}

void DetailPane::applyLive(const live::LiveChanges& changes) {
    if (m_wanted == 0) {
        return;
    }
    const bool isAttributed =
        std::any_of(changes.attributed.begin(), changes.attributed.end(),
                    [this](const auto& change) { return change->context.requestId == m_wanted; });
    const bool isJudged = std::any_of(changes.judged.begin(), changes.judged.end(),
                                      [this](const auto& change) { return change->id == m_wanted; });
    if (isAttributed || isJudged) {
        load();
    }
}

void DetailPane::applyStatus(const api::ServiceStatus& status) {
    if (status.session != m_session) {
        m_session = status.session;
        showRequest(0);  // ids mean something else there
    } else if (m_request && m_request->detail.row.state == traffic::RequestState::Pending) {
        showWaiting();
    }
}

void DetailPane::setTab(Tab tab) {
    m_tabs->setCurrentIndex(static_cast<int>(tab));
}

DetailPane::Tab DetailPane::tab() const {
    return static_cast<Tab>(m_tabs->currentIndex());
}

void DetailPane::setTimeZone(const QTimeZone& zone) {
    m_zone = zone;
    m_forwarding->setTimeZone(zone);
    if (m_request) {
        m_head->setTime(m_request->detail.request, m_zone);
        m_overview->setRequest(m_request->detail, m_zone);
    }
}

void DetailPane::setKnownAs(std::function<QString(const traffic::RequestDetail&)> knownAs) {
    m_overview->setKnownAs(std::move(knownAs));
}

void DetailPane::refreshOverview() {
    if (m_request) {
        m_overview->setRequest(m_request->detail, m_zone);
    }
}

void DetailPane::takeBody() {
    m_hits->setBody(m_body->body());
    showTabTitles();
    showPage();
}

BytePanel* DetailPane::currentBytes() const {
    const QWidget* page = m_pages->currentWidget();
    if (page == m_hits) {
        return &m_hits->bytes();
    }
    return page == m_raw ? m_raw : nullptr;
}

void DetailPane::openFind() {
    if (m_pages->currentWidget() == m_body) {
        m_body->openFind();
    } else if (BytePanel* panel = currentBytes()) {
        panel->openFind();
    }
}

}  // namespace mirrorscope::ui::detail
