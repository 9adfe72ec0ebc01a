// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/summary_accessible.h"

#include <QAccessibleWidget>
#include <QVariant>
#include <QWidget>

namespace mirrorscope::ui::text {
namespace {

constexpr char kProperty[] = "accessibleSummary";

class SummaryAccessible final : public QAccessibleWidget {
public:
    explicit SummaryAccessible(QWidget* widget) : QAccessibleWidget(widget, QAccessible::Graphic) {}

    QString text(QAccessible::Text kind) const override {
        return kind == QAccessible::Value ? accessibleSummary(widget()) : QAccessibleWidget::text(kind);
    }
};

QAccessibleInterface* makeInterface(const QString& /*className*/, QObject* object) {
    auto* widget = qobject_cast<QWidget*>(object);
    const bool ours = widget != nullptr && widget->property(kProperty).isValid();
    return ours ? new SummaryAccessible(widget) : nullptr;
}

/// Naming a widget may have made Qt keep its usual interface for it already.
void replaceKeptInterface(QWidget* widget) {
    QAccessibleInterface* kept = QAccessible::queryAccessibleInterface(widget);
    if (kept != nullptr && dynamic_cast<SummaryAccessible*>(kept) == nullptr) {
        QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(kept));
    }
}

}  // namespace

void setAccessibleSummary(QWidget* widget, const QString& summary) {
    static const bool installed = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(installed)
    const bool isFirst = !widget->property(kProperty).isValid();
    if (!isFirst && accessibleSummary(widget) == summary) {
        return;
    }
    widget->setProperty(kProperty, summary);
    if (isFirst) {
        replaceKeptInterface(widget);
    }
    if (QAccessible::isActive()) {
        QAccessibleValueChangeEvent event(widget, summary);
        QAccessible::updateAccessibility(&event);
    }
}

QString accessibleSummary(const QWidget* widget) {
    return widget->property(kProperty).toString();
}

}  // namespace mirrorscope::ui::text
