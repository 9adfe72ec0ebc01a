// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/source_delegate.h"

#include <QLineEdit>
#include <QMouseEvent>
#include <QPainter>

#include "ui/charts/sparkline.h"
#include "ui/sources/sources_model.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/source_look.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::sources {
namespace {

constexpr int kNameLeft = 56;   // of the row: behind swatch and kind
constexpr int kStateLeft = 32;  // of the row
constexpr int kSparkWidth = 64;
constexpr int kSparkHeight = 18;
constexpr int kRateWidth = 48;
constexpr int kFirstLine = 24;
constexpr int kLongestName = 64;  // as the store takes it

}  // namespace

void SourceDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
    painter->save();
    const QRect row = option.rect;
    if (option.state & QStyle::State_Selected) {
        painter->fillRect(row, theme::color(theme::Role::Selection));
        painter->fillRect(QRect(row.left(), row.top(), 2, row.height()), theme::color(theme::Role::Accent));
    } else if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(row, theme::color(theme::Role::Alt));
    }
    painter->fillRect(QRect(row.left(), row.bottom(), row.width(), 1), theme::color(theme::Role::Line));

    const auto look =
        theme::SourceLooks::instance().look(index.data(SourcesModel::SourceIdRole).toLongLong());
    const auto kind = static_cast<traffic::SourceKind>(index.data(SourcesModel::KindRole).toInt());
    if (m_density == BoardDensity::Strip) {
        const int middle = row.left() + row.width() / 2;
        theme::paintSwatch(*painter, QRect(middle - 6, row.top() + 8, 12, 12), look);
        theme::paintIcon(*painter, QRect(middle - 8, row.top() + 28, 16, 16), theme::kindIcon(kind),
                         theme::Role::Text2);
        painter->restore();
        return;
    }
    const QRect first(row.left(), row.top() + 3, row.width(), kFirstLine);
    theme::paintSwatch(*painter, QRect(first.left() + theme::kBarSide, first.top() + 6, 12, 12), look);
    theme::paintIcon(*painter, QRect(first.left() + 32, first.top() + 4, 16, 16), theme::kindIcon(kind),
                     theme::Role::Text2);
    paintFirstLine(*painter, first.adjusted(kNameLeft, 0, -theme::kBarSide, 0), index);
    paintSecondLine(*painter,
                    QRect(first.left(), first.bottom() + 1, row.width(), row.bottom() - first.bottom() - 4)
                        .adjusted(kStateLeft, 0, -theme::kBarSide, 0),
                    index);
    painter->restore();
}

void SourceDelegate::paintFirstLine(QPainter& painter, const QRect& line, const QModelIndex& index) const {
    QFont strong = theme::font(theme::TextStyle::Body);
    strong.setWeight(theme::kStrongWeight);
    const QString attacks = index.data(SourcesModel::AttacksRole).toString();
    painter.setFont(theme::tabular(strong));
    painter.setPen(theme::color(attacks == QStringLiteral("0") ? theme::Role::Text2 : theme::Role::Text));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, attacks);
    const int taken = painter.fontMetrics().horizontalAdvance(attacks) + theme::kBetween;
    painter.setFont(strong);
    painter.setPen(theme::color(theme::Role::Text));
    painter.drawText(
        line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, line.width() - taken));
}

void SourceDelegate::paintSecondLine(QPainter& painter, const QRect& line, const QModelIndex& index) const {
    QRect rest = line;
    if (m_density == BoardDensity::Full) {
        const QRect spark(rest.right() - kSparkWidth + 1, rest.top() + (rest.height() - kSparkHeight) / 2,
                          kSparkWidth, kSparkHeight);
        charts::paintSparkline(
            painter, spark, index.data(SourcesModel::ActivityRole).value<std::vector<double>>(),
            theme::SourceLooks::instance().look(index.data(SourcesModel::SourceIdRole).toLongLong()));
        rest.setRight(spark.left() - theme::kBetween);
    }
    painter.setFont(theme::tabular(theme::font(theme::TextStyle::Small)));
    painter.setPen(theme::color(theme::Role::Text2));
    painter.drawText(rest, Qt::AlignRight | Qt::AlignVCenter, index.data(SourcesModel::RateRole).toString());
    rest.setRight(rest.right() - kRateWidth);
    const bool unnamed = index.data(SourcesModel::UnnamedRole).toBool();
    const bool silent = index.data(SourcesModel::SilentRole).toBool();
    if (silent) {
        theme::paintIcon(painter, QRect(rest.left(), rest.center().y() - 7, 16, 16), theme::Icon::Silent,
                         theme::Role::High);
        rest.setLeft(rest.left() + theme::kIcon + theme::kInside);
    }
    painter.setFont(theme::font(theme::TextStyle::Small));
    painter.setPen(theme::color(silent    ? theme::Role::High
                                : unnamed ? theme::Role::Accent
                                          : theme::Role::Text2));
    painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(index.data(SourcesModel::StateRole).toString(),
                                                      Qt::ElideRight, rest.width()));
}

QWidget* SourceDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&,
                                      const QModelIndex&) const {
    auto* editor = new QLineEdit(parent);
    editor->setObjectName(QStringLiteral("sources.rename"));
    editor->setAccessibleName(tr("Name of the source"));
    editor->setMaxLength(kLongestName);
    return editor;
}

void SourceDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
    auto* line = qobject_cast<QLineEdit*>(editor);
    if (line != nullptr && !line->isModified() && line->text().isEmpty()) {
        line->setText(index.data(Qt::EditRole).toString());
        line->selectAll();
    }
}

void SourceDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                                          const QModelIndex&) const {
    const int left = m_density == BoardDensity::Strip ? 0 : kNameLeft - theme::kInside;
    editor->setGeometry(
        option.rect.adjusted(left, 2, -theme::kInside, kFirstLine + 4 - option.rect.height()));
}

bool SourceDelegate::editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                                 const QModelIndex& index) {
    if (event->type() == QEvent::MouseButtonRelease && m_density != BoardDensity::Strip &&
        index.data(SourcesModel::UnnamedRole).toBool()) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const QRect link = option.rect.adjusted(kStateLeft, kFirstLine + 4, -kSparkWidth - kRateWidth, 0);
        if (mouse->button() == Qt::LeftButton && link.contains(mouse->position().toPoint())) {
            emit namePressed(index);
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

QSize SourceDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {theme::kTouch, theme::kSourceRowHeight};
}

}  // namespace mirrorscope::ui::sources
