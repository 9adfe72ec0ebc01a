// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/body_tree_view.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <deque>

#include "core/bodies/node_text.h"
#include "ui/detail/body_tree_model.h"
#include "ui/detail/row_delegate.h"
#include "ui/text/byte_copy.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::detail {
namespace {

constexpr int kNameWidth = 230;
constexpr int kTypeWidth = 150;
constexpr int kRowHeight = 22;
/// Rows that are open at first: a few screens. A container with more children is left closed.
constexpr int kOpenedRows = 200;

void copy(const std::string& bytes) {
    QGuiApplication::clipboard()->setText(text::copiedText(bytes));
}

}  // namespace

BodyTreeView::BodyTreeView(const QString& name, QWidget* parent)
    : QTreeView(parent), m_values(new BodyTreeModel(this)) {
    setObjectName(name);
    setAccessibleName(tr("Values"));
    setModel(m_values);
    setItemDelegate(new RowDelegate(kRowHeight, this));
    setUniformRowHeights(true);
    setAlternatingRowColors(true);
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setFrameShape(QFrame::NoFrame);
    setAnimated(false);
    setIndentation(theme::kIcon);
    header()->setFixedHeight(theme::kHeaderHeight);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(BodyTreeModel::Value, QHeaderView::Stretch);
    header()->resizeSection(BodyTreeModel::Name, kNameWidth);
    header()->resizeSection(BodyTreeModel::Type, kTypeWidth);
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
        if (index.isValid()) {
            emit nodeChosen(m_values->nodeAt(index));
        }
    });
}

void BodyTreeView::show(SharedTree tree, SharedNodeSecrets hidden) {
    m_hidden = hidden;
    m_values->show(std::move(tree), std::move(hidden));
    openSome();
    scrollToTop();
}

const SharedTree& BodyTreeView::tree() const {
    return m_values->tree();
}

void BodyTreeView::openSome() {
    int rows = m_values->rowCount();
    std::deque<QModelIndex> waiting;
    const auto gather = [&](const QModelIndex& parent, int count) {
        for (int row = 0; row < count; ++row) {
            const QModelIndex child = m_values->index(row, 0, parent);
            if (m_values->rowCount(child) > 0) {
                waiting.push_back(child);
            }
        }
    };
    if (rows <= kOpenedRows) {
        gather({}, rows);
    }
    for (; !waiting.empty(); waiting.pop_front()) {
        const int count = m_values->rowCount(waiting.front());
        const bool isFile =
            m_values->tree()->node(m_values->nodeAt(waiting.front())).type == bodies::NodeType::Part;
        if (rows + count <= kOpenedRows && !isFile) {
            rows += count;
            expand(waiting.front());
            gather(waiting.front(), count);
        }
    }
}

bodies::NodeId BodyTreeView::chosen() const {
    return currentIndex().isValid() ? m_values->nodeAt(currentIndex()) : bodies::kRoot;
}

void BodyTreeView::choose(bodies::NodeId node) {
    const QModelIndex index = m_values->indexOf(node);
    if (index.isValid()) {
        setCurrentIndex(index);
        scrollTo(index);  // opens what is above
    }
}

void BodyTreeView::copyValue() {
    if (currentIndex().isValid()) {
        copy(seenValue(hidden(), *tree(), chosen(), text::kCopiedBytes));
    }
}

bool BodyTreeView::pathIsHidden() const {
    bool isHidden = false;
    for (bodies::NodeId node = chosen(); node != bodies::kRoot && !isHidden;
         node = tree()->node(node).parent) {
        isHidden = hidesName(hidden(), *tree(), node);
    }
    return isHidden;
}

void BodyTreeView::copyPath() {
    if (currentIndex().isValid()) {
        copy(pathIsHidden() ? std::string(redaction::kShownMark) : bodies::pathOf(*tree(), chosen()));
    }
}

void BodyTreeView::copyJson() {
    if (currentIndex().isValid() && hidesValue(hidden(), *tree(), chosen())) {
        copyValue();  // with its dots: no JSON
        return;
    }
    const auto json =
        currentIndex().isValid() ? bodies::jsonOf(*tree(), chosen(), text::kCopiedBytes) : std::nullopt;
    if (json) {
        copy(*json);
    }
}

void BodyTreeView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        copyValue();
    } else {
        QTreeView::keyPressEvent(event);
    }
}

void BodyTreeView::contextMenuEvent(QContextMenuEvent* event) {
    const QModelIndex index =
        event->reason() == QContextMenuEvent::Keyboard ? currentIndex() : indexAt(event->pos());
    if (!index.isValid()) {
        return;
    }
    setCurrentIndex(index);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(objectName() + QStringLiteral(".menu"));
    menu->addAction(theme::icon(theme::Icon::Copy), tr("Copy value"), this, &BodyTreeView::copyValue);
    menu->addAction(tr("Copy path"), this, &BodyTreeView::copyPath);
    QAction* json = menu->addAction(tr("Copy as JSON"), this, &BodyTreeView::copyJson);
    json->setEnabled(bodies::hasJson(*tree(), chosen()));
    menu->addSeparator();
    menu->addAction(tr("Show bytes"), this, &BodyTreeView::bytesWanted);
    menu->addAction(tr("Show value"), this, &BodyTreeView::valueWanted);
    menu->popup(event->globalPos());
}

}  // namespace mirrorscope::ui::detail
