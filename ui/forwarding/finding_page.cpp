// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/finding_page.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSaveFile>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/doctor/finding_subject.h"
#include "ui/forwarding/evidence_model.h"
#include "ui/forwarding/finding_head.h"
#include "ui/forwarding/table_look.h"
#include "ui/hops/finding_words.h"
#include "ui/hops/hop_panel.h"
#include "ui/live/page_loader.h"
#include "ui/privacy/screen.h"
#include "ui/privacy/shown_secrets.h"
#include "ui/text/icon_mark.h"
#include "ui/text/number_text.h"
#include "ui/text/patch_view.h"
#include "ui/text/plain_label.h"
#include "ui/text/role_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/style.h"

namespace mirrorscope::ui::forwarding {
namespace {

constexpr int kEvidenceRows = 4;
constexpr int kRequestWidth = 92;
constexpr int kTimeWidth = 108;
constexpr int kTargetWidth = 130;
constexpr int kClientWidth = 104;
constexpr int kRoomForTarget = 600;

}  // namespace

FindingPage::FindingPage(live::PageLoader& loader, QWidget* parent)
    : QWidget(parent),
      m_loader(loader),
      m_stack(new QStackedWidget(this)),
      m_scroll(new QScrollArea(this)),
      m_evidence(new EvidenceModel(this)) {
    setObjectName(QStringLiteral("finding"));
    setAccessibleName(tr("Finding"));
    connect(&privacy::Screen::instance(), &privacy::Screen::changed, this, [this] {
        if (m_finding) {
            showHead();
        }
    });
    auto* empty = new text::PlainLabel(tr("Choose a finding to see its evidence and what to change."), this);
    empty->setObjectName(QStringLiteral("finding.empty"));
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    empty->setForegroundRole(QPalette::PlaceholderText);
    m_stack->addWidget(empty);
    m_stack->addWidget(m_scroll);
    auto* body = new QWidget(m_scroll);
    body->setAutoFillBackground(true);
    body->setBackgroundRole(QPalette::Base);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, theme::kPage);
    column->setSpacing(0);
    m_head = new FindingHead(body);
    connect(m_head, &FindingHead::copyAsked, this, [this] { emit markdownRequested(*m_finding, m_source); });
    connect(m_head, &FindingHead::muteAsked, this,
            [this](const std::optional<traffic::FindingMute>& mute) { emit muteAsked(*m_finding, mute); });
    column->addWidget(m_head);
    buildPicture(*column);
    buildEvidence(*column);
    buildPatch(*column);
    column->addStretch();
    m_scroll->setObjectName(QStringLiteral("finding.scroll"));
    m_scroll->setAccessibleName(tr("Page of the finding"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(body);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
}

QLabel* FindingPage::section(QVBoxLayout& column, const QString& title, QWidget* atEnd) {
    column.addWidget(text::makeRule(this));
    auto* label = new text::PlainLabel(title, this);
    label->setFont(theme::font(theme::TextStyle::Small));
    dressTitle(*label);
    label->setForegroundRole(QPalette::PlaceholderText);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(theme::kPage, theme::kInside, theme::kPage, theme::kInside);
    line->addWidget(label, 1);
    if (atEnd != nullptr) {
        line->addWidget(atEnd);
    }
    column.addLayout(line);
    return label;
}

void FindingPage::buildPicture(QVBoxLayout& column) {
    m_pictureRequest = new text::PlainLabel(this);
    m_pictureRequest->setObjectName(QStringLiteral("finding.request"));
    dressSecondary(*m_pictureRequest);
    m_pictureTitle = section(column, {}, m_pictureRequest);
    m_hops = new hops::HopPanel(QStringLiteral("finding.picture"), this);
    column.addWidget(m_hops);
}

void FindingPage::buildEvidence(QVBoxLayout& column) {
    m_showAll = new QToolButton(this);
    m_showAll->setObjectName(QStringLiteral("finding.show-all"));
    m_showAll->setText(tr("Show all requests"));
    m_showAll->setAutoRaise(true);
    connect(m_showAll, &QToolButton::clicked, this, [this] {
        if (m_finding) {
            emit allRequestsWanted(*m_finding);
        }
    });
    section(column, tr("Evidence"), m_showAll);
    m_evidenceTable = new QTableView(this);
    dressTable(*m_evidenceTable, QStringLiteral("finding.evidence"), tr("Evidence"), theme::kRowHeight);
    m_evidenceTable->setModel(m_evidence);
    takeRowKeys(*m_evidenceTable);
    QHeaderView* titles = m_evidenceTable->horizontalHeader();
    titles->setSectionResizeMode(EvidenceModel::Value, QHeaderView::Stretch);
    titles->resizeSection(EvidenceModel::Request, kRequestWidth);
    titles->resizeSection(EvidenceModel::Time, kTimeWidth);
    titles->resizeSection(EvidenceModel::Target, kTargetWidth);
    titles->resizeSection(EvidenceModel::Client, kClientWidth);
    m_evidenceTable->setFixedHeight(theme::kHeaderHeight + kEvidenceRows * theme::kRowHeight + 2);
    column.addWidget(m_evidenceTable);
    const auto idOf = [](const QModelIndex& index) {
        return static_cast<traffic::RequestId>(index.data(EvidenceModel::RequestIdRole).toLongLong());
    };
    connect(m_evidenceTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this, idOf](const QModelIndex& current) {
                if (current.isValid()) {
                    emit requestChosen(idOf(current));
                }
            });
    connect(m_evidenceTable, &QTableView::activated, this,
            [this, idOf](const QModelIndex& index) { emit requestActivated(idOf(index)); });
}

void FindingPage::buildPatch(QVBoxLayout& column) {
    section(column, tr("What to change"), nullptr);
    auto* words = new QVBoxLayout;
    words->setContentsMargins(theme::kPage, 0, theme::kPage, theme::kBetween);
    words->setSpacing(theme::kBetween);
    m_seen = text::paragraph(this, "finding.seen");
    m_cause = text::paragraph(this, "finding.cause");
    words->addWidget(m_cause);
    words->addWidget(m_seen);
    dressSecondary(*m_seen);
    m_patchParts = new QWidget(this);
    m_patch = new text::PatchView(m_patchParts);
    m_copy = new QPushButton(theme::icon(theme::Icon::Copy, theme::Role::OnAccent), tr("Copy patch"),
                             m_patchParts);
    m_copy->setObjectName(QStringLiteral("finding.copy-patch"));
    m_copy->setProperty(theme::kPrimaryProperty, true);
    m_save = new QPushButton(tr("Save as…"), m_patchParts);
    m_save->setObjectName(QStringLiteral("finding.save-patch"));
    m_told = new text::PlainLabel(m_patchParts);
    m_told->setObjectName(QStringLiteral("finding.told"));
    dressSecondary(*m_told);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(theme::kBetween);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_save);
    buttons->addWidget(m_told, 1);
    auto* parts = new QVBoxLayout(m_patchParts);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(theme::kBarSide);
    parts->addWidget(m_patch);
    parts->addLayout(buttons);
    words->addWidget(m_patchParts);
    column.addLayout(words);
    section(column, tr("After the change you will see"), nullptr);
    m_after = new QVBoxLayout;
    m_after->setContentsMargins(theme::kPage, 0, theme::kPage, 0);
    m_after->setSpacing(theme::kInside);
    column.addLayout(m_after);
    connect(m_copy, &QPushButton::clicked, this, &FindingPage::copyPatch);
    connect(m_save, &QPushButton::clicked, this, &FindingPage::askSavePatch);
}

void FindingPage::setFinding(const traffic::Finding* finding, const std::string& source,
                             const traffic::FindingMute* mute) {
    if (finding == nullptr) {
        m_headersToken.cancel();
        m_evidenceToken.cancel();
        m_finding.reset();
        m_stack->setCurrentIndex(0);
        return;
    }
    const auto said = mute != nullptr ? std::optional(*mute) : std::nullopt;
    if (m_finding == *finding && m_source == source && m_mute == said) {
        return;
    }
    m_mute = said;
    const bool isOther = !m_finding || m_finding->id != finding->id;
    m_finding = *finding;
    m_source = source;
    m_stack->setCurrentIndex(1);
    showHead();
    if (isOther) {
        m_told->clear();
        m_scroll->ensureVisible(0, 0);
        showSentences();
        readAgain();
    }
}

void FindingPage::showHead() {
    m_head->setFinding(*m_finding, m_source, m_mute, m_zone);
    m_seen->setText(tr("Seen: %1").arg(privacy::shownValue(m_finding->seen, {m_source})));
}

void FindingPage::showSentences() {
    const traffic::Finding& finding = *m_finding;
    const auto headers = doctor::subjectHeaders(finding);
    m_pictureTitle->setText(headers.empty()
                                ? tr("The way of a request")
                                : tr("Where %1 comes from").arg(text::shownText(headers.front())));
    QString cause = text::shownText(finding.cause);
    if (!finding.directive.empty() && !hops::hasPatch(finding)) {
        cause += QStringLiteral(" ") + tr("Change: %1").arg(text::shownText(finding.directive));
    }
    m_cause->setText(cause);
    m_patchParts->setVisible(hops::hasPatch(finding));
    m_patch->setPatch(finding.directive, finding.before, finding.after);
    while (QLayoutItem* item = m_after->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString& sentence : hops::afterTheChange(finding)) {
        auto* row = new QWidget(this);
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(theme::kBetween);
        auto* mark = new text::IconMark(row);
        mark->setIcon(theme::Icon::Ok, theme::Role::Ok);
        auto* label = text::paragraph(row, "finding.after");
        label->setText(sentence);
        line->addWidget(mark, 0, Qt::AlignTop);
        line->addWidget(label, 1);
        m_after->addWidget(row);
    }
}

void FindingPage::readAgain() {
    if (!m_finding) {
        return;
    }
    m_headersToken.cancel();
    m_evidenceToken.cancel();
    m_pictureRequest->clear();
    const traffic::Finding finding = *m_finding;
    const auto names = doctor::subjectHeaders(finding);
    m_evidence->setEvidence({}, names.empty() ? std::string() : names.front());
    m_hops->setData(hops::hopDataOf(finding, {}));
    m_headersToken = m_loader.ask<api::RequestHeaders>(
        this,
        [id = finding.sample](api::SessionQueries& queries, const base::CancelToken& cancel) {
            return queries.requestHeaders(id, cancel);
        },
        [this, finding](const base::Result<api::RequestHeaders>& headers) {
            if (headers) {
                m_hops->setData(hops::hopDataOf(finding, *headers));
            }
            m_pictureRequest->setText(
                headers ? tr("request %1").arg(text::countText(static_cast<std::uint64_t>(finding.sample)))
                        : tr("its request is no longer stored"));
        });
    m_evidenceToken = m_loader.ask<std::vector<api::FindingEvidence>>(
        this,
        [finding](api::SessionQueries& queries, const base::CancelToken& cancel) {
            return queries.findingEvidence(finding, kEvidenceRows, cancel);
        },
        [this, names](base::Result<std::vector<api::FindingEvidence>> evidence) {
            if (evidence) {
                m_evidence->setEvidence(std::move(*evidence), names.empty() ? std::string() : names.front());
            }
        },
        live::Urgency::Background);
}

void FindingPage::takeKeyboard() {
    m_scroll->setFocus(Qt::OtherFocusReason);
}

void FindingPage::setTimeZone(const QTimeZone& zone) {
    m_zone = zone;
    m_evidence->setTimeZone(zone);
    if (m_finding) {
        showHead();
    }
}

void FindingPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // The header in question needs the room of the path.
    m_evidenceTable->setColumnHidden(EvidenceModel::Target, width() < kRoomForTarget);
}

QString FindingPage::patch() const {
    return m_finding ? hops::patchText(*m_finding, text::shownText(m_source)) : QString();
}

void FindingPage::copyPatch() {
    QGuiApplication::clipboard()->setText(patch());
    m_told->setText(tr("Copied"));
}

QString FindingPage::savePatch(const QString& path) const {
    QSaveFile file(path);
    const QByteArray bytes = patch().toUtf8();
    const bool isWritten =
        file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    return isWritten ? QString() : file.errorString();
}

void FindingPage::askSavePatch() {
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save patch"), text::shownText(m_finding->code).toLower() + QStringLiteral(".patch"),
        tr("Patches (*.patch);;All files (*)"));
    if (!path.isEmpty()) {
        const QString problem = savePatch(path);
        m_told->setText(problem.isEmpty() ? tr("Saved") : tr("Not saved: %1").arg(problem));
    }
}

}  // namespace mirrorscope::ui::forwarding
