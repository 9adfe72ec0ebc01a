// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/values_page.h"

#include <QHBoxLayout>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>
#include <optional>

#include "core/bodies/node_search.h"
#include "core/bodies/node_text.h"
#include "ui/detail/body_tree_view.h"
#include "ui/detail/byte_panel.h"
#include "ui/detail/find_field.h"
#include "ui/detail/hidden_parts.h"
#include "ui/live/page_loader.h"
#include "ui/text/byte_view.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::detail {
namespace {

constexpr int kFindWidth = 200;
constexpr int kTreeShare = 3;
constexpr int kBytesShare = 2;
constexpr int kWidth = 250;
/// Decoding more would be felt; the bytes show all of it.
constexpr std::size_t kValueBytes = 1U << 20U;

using Found = std::optional<bodies::NodeId>;

}  // namespace

ValuesPage::ValuesPage(const QString& name, live::PageLoader& loader, QWidget* parent)
    : QSplitter(Qt::Horizontal, parent), m_loader(loader) {
    setObjectName(name);
    setChildrenCollapsible(false);
    addWidget(makeLeft(name));
    m_bytes = new BytePanel(name + QStringLiteral(".bytes"), tr("Bytes"), this);
    addWidget(m_bytes);
    setSizes({kTreeShare * kWidth, kBytesShare * kWidth});
    setStretchFactor(0, kTreeShare);
    setStretchFactor(1, kBytesShare);
    m_value = m_bytes->addToggle(QStringLiteral(".value"), tr("Value"));
    m_value->setToolTip(tr("The chosen value alone, decoded"));
    connect(m_value, &QToolButton::toggled, this, &ValuesPage::showNode);
    connect(m_tree, &BodyTreeView::nodeChosen, this, &ValuesPage::showNode);
    connect(m_tree, &BodyTreeView::bytesWanted, this, [this] { m_value->setChecked(false); });
    connect(m_tree, &BodyTreeView::valueWanted, this, [this] { m_value->setChecked(true); });
}

ValuesPage::~ValuesPage() {
    m_token.cancel();
}

QWidget* ValuesPage::makeLeft(const QString& name) {
    auto* left = new QWidget(this);
    m_tree = new BodyTreeView(name + QStringLiteral(".tree"), left);
    m_findBar = new QWidget(left);
    m_needle = new FindField(m_findBar);
    m_needle->setObjectName(name + QStringLiteral(".needle"));
    m_needle->setAccessibleName(tr("Find in names and values"));
    m_needle->setPlaceholderText(tr("Find in names and values"));
    m_needle->setMinimumWidth(kFindWidth);
    m_needle->setClearButtonEnabled(true);
    connect(m_needle, &FindField::findWanted, this, &ValuesPage::find);
    connect(m_needle, &FindField::closeWanted, this, &ValuesPage::closeFind);
    m_found = new text::PlainLabel(m_findBar);
    m_found->setObjectName(name + QStringLiteral(".found"));
    auto* line = new QHBoxLayout(m_findBar);
    line->setContentsMargins(theme::kBarSide, theme::kInside, theme::kBarSide, theme::kInside);
    line->addWidget(m_needle);
    line->addWidget(m_found);
    line->addStretch();
    m_findBar->hide();
    auto* layout = new QVBoxLayout(left);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_findBar);
    layout->addWidget(m_tree, 1);
    connect(m_needle, &QLineEdit::textChanged, m_found, &QLabel::clear);
    auto* findKey = new QShortcut(QKeySequence::Find, left, this, &ValuesPage::openFind);
    findKey->setContext(Qt::WidgetWithChildrenShortcut);
    auto* nextKey = new QShortcut(QKeySequence::FindNext, left, this, [this] { find(true); });
    nextKey->setContext(Qt::WidgetWithChildrenShortcut);
    auto* previousKey = new QShortcut(QKeySequence::FindPrevious, left, this, [this] { find(false); });
    previousKey->setContext(Qt::WidgetWithChildrenShortcut);
    return left;
}

void ValuesPage::show(SharedTree tree, SharedNodeSecrets hidden, const QString& part) {
    m_token.cancel();
    m_part = part;
    m_found->clear();
    m_tree->show(std::move(tree), std::move(hidden));
    showNode();
}

void ValuesPage::showSecretsAnew(SharedNodeSecrets hidden) {
    if (m_tree->tree()) {
        const bodies::NodeId chosen = m_tree->chosen();
        m_tree->show(m_tree->tree(), std::move(hidden));
        m_tree->choose(chosen);
        showNode();
    }
}

void ValuesPage::clear() {
    m_token.cancel();
    m_tree->show(nullptr);
    m_shown.reset();
    m_bytes->setBytes(nullptr);
    m_bytes->setNote({});
}

void ValuesPage::showNode() {
    const SharedTree& tree = m_tree->tree();
    if (!tree) {
        return;
    }
    const bodies::NodeId node = m_tree->chosen();
    if (m_value->isChecked() && node != bodies::kRoot) {
        m_shown = std::make_shared<const std::string>(seenValue(m_tree->hidden(), *tree, node, kValueBytes));
        m_bytes->setBytes(m_shown);
        m_bytes->setNote(m_shown->size() < kValueBytes
                             ? tr("value, %1").arg(text::bytesText(m_shown->size()))
                             : tr("value, its first %1").arg(text::exactBytesText(kValueBytes)));
    } else {
        showPlace(node);
    }
}

/// The bytes stay where they are while one walks through values of the same body.
void ValuesPage::showPlace(bodies::NodeId node) {
    const bodies::BodyTree& tree = *m_tree->tree();
    const auto& body = tree.buffers().front().bytes;
    if (m_shown != body) {
        m_shown = body;
        m_bytes->setBytes(body);
    }
    const NodeSecrets* hidden = m_tree->hidden();
    m_bytes->view().setHidden(hidden != nullptr ? rangesOf(hidden->front()) : text::HiddenBytes());
    if (node == bodies::kRoot) {
        m_bytes->view().setMatches({});
        m_bytes->setNote({});
        return;
    }
    const bodies::Span place = tree.placeInBody(node);
    m_bytes->view().setMatches({{place.offset, place.length}}, 0, m_part);
    const QString from = text::countText(place.offset);
    const QString until = text::countText(place.length > 0 ? place.end() - 1 : place.offset);
    m_bytes->setNote(tree.isDecoded(node) ? tr("decoded from bytes %1–%2 of %3").arg(from, until, m_part)
                     : place.length == 0  ? tr("empty, at byte %1 of %2").arg(from, m_part)
                                          : tr("bytes %1–%2 of %3").arg(from, until, m_part));
}

void ValuesPage::openFind() {
    m_findBar->show();
    m_needle->setFocus();
    m_needle->selectAll();
}

void ValuesPage::closeFind() {
    m_token.cancel();
    m_findBar->hide();
    m_tree->setFocus();
}

void ValuesPage::find(bool forward) {
    const std::string needle = m_needle->text().toStdString();
    if (needle.empty() || !m_tree->tree()) {
        openFind();
        return;
    }
    m_token.cancel();
    m_token = m_loader.ask<Found>(
        this,
        [tree = m_tree->tree(), from = m_tree->chosen(), forward, needle](
            api::SessionQueries&, const base::CancelToken& cancel) -> base::Result<Found> {
            return bodies::findNode(*tree, from, forward, needle, cancel);
        },
        [this](base::Result<Found> answer) {
            const bool found = answer.has_value() && answer->has_value();
            m_found->setText(found ? QString() : tr("Not found"));
            if (found) {
                m_tree->choose(**answer);
            }
            emit searched(found);
        });
}

}  // namespace mirrorscope::ui::detail
