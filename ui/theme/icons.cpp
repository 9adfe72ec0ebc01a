// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>
#include <array>

#include "ui/theme/theme.h"

// Q_INIT_RESOURCE must stand outside of namespaces; without it a static library loses its resources.
static void initIcons() {
    Q_INIT_RESOURCE(icons);
}

namespace mirrorscope::ui::theme {
namespace {

constexpr std::array<const char*, static_cast<std::size_t>(Icon::Count)> kNames{"kind-nginx",
                                                                                "kind-envoy",
                                                                                "kind-istio",
                                                                                "kind-traefik",
                                                                                "kind-gateway",
                                                                                "kind-ingress",
                                                                                "kind-haproxy",
                                                                                "kind-unknown",
                                                                                "sev-critical",
                                                                                "sev-high",
                                                                                "sev-medium",
                                                                                "sev-low",
                                                                                "sev-info",
                                                                                "triage-new",
                                                                                "triage-confirmed",
                                                                                "triage-fp",
                                                                                "triage-escalated",
                                                                                "triage-archived",
                                                                                "ok",
                                                                                "fail",
                                                                                "silent",
                                                                                "listen",
                                                                                "disk",
                                                                                "wizard",
                                                                                "pause",
                                                                                "play",
                                                                                "search",
                                                                                "copy",
                                                                                "plus",
                                                                                "x",
                                                                                "down",
                                                                                "right",
                                                                                "loop",
                                                                                "flag",
                                                                                "star",
                                                                                "question",
                                                                                "bookmark",
                                                                                "done",
                                                                                "undo",
                                                                                "shape-circle",
                                                                                "shape-triangle",
                                                                                "shape-square",
                                                                                "shape-diamond",
                                                                                "shape-bar",
                                                                                "shape-ring",
                                                                                "lock",
                                                                                "chart",
                                                                                "pin",
                                                                                "app"};

QString svgPath(Icon icon) {
    return QStringLiteral(":/mirrorscope/icons/%1.svg").arg(QLatin1StringView(iconName(icon)));
}

QPixmap render(Icon icon, const QColor& color, int pixels) {
    initIcons();
    QSvgRenderer renderer(svgPath(icon));
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    // The drawing is black: only its coverage counts, so cut-out signs stay holes in every colour.
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), color);
    return pixmap;
}

class RoleIconEngine final : public QIconEngine {
public:
    RoleIconEngine(Icon icon, Role role) : m_icon(icon), m_role(role) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State /*state*/) override {
        const int size = qMin(rect.width(), rect.height());
        const QPoint corner(rect.x() + (rect.width() - size) / 2, rect.y() + (rect.height() - size) / 2);
        painter->drawPixmap(corner,
                            iconPixmap(m_icon, shown(mode), size, painter->device()->devicePixelRatioF()));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State /*state*/, qreal scale) override {
        // Here the size is in device pixels already.
        QPixmap pixmap = iconPixmap(m_icon, shown(mode), qMin(size.width(), size.height()), 1.0);
        pixmap.setDevicePixelRatio(scale);
        return pixmap;
    }

    QIconEngine* clone() const override { return new RoleIconEngine(*this); }

private:
    Role shown(QIcon::Mode mode) const { return mode == QIcon::Disabled ? Role::Control : m_role; }

    Icon m_icon;
    Role m_role;
};

}  // namespace

const char* iconName(Icon icon) {
    return kNames[static_cast<std::size_t>(icon)];
}

QIcon icon(Icon icon, Role role) {
    return QIcon(new RoleIconEngine(icon, role));
}

QPixmap iconPixmap(Icon icon, Role role, int size, qreal devicePixelRatio) {
    const QColor tint = color(role);
    const int pixels = qRound(size * devicePixelRatio);
    const QString key = QStringLiteral("mirrorscope/%1/%2/%3/%4")
                            .arg(QLatin1StringView(iconName(icon)), tint.name())
                            .arg(pixels)
                            .arg(devicePixelRatio);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = render(icon, tint, pixels);
        pixmap.setDevicePixelRatio(devicePixelRatio);
        QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
}

void paintIcon(QPainter& painter, const QRect& rect, Icon icon, Role role) {
    RoleIconEngine(icon, role).paint(&painter, rect, QIcon::Normal, QIcon::Off);
}

QIcon applicationIcon() {
    initIcons();
    QIcon icon;
    for (const int size : {16, 24, 32, 48, 64, 128, 256}) {
        icon.addFile(QStringLiteral(":/mirrorscope/icons/mirrorscope.svg"), QSize(size, size));
    }
    return icon;
}

Icon kindIcon(traffic::SourceKind kind) {
    switch (kind) {
        case traffic::SourceKind::Nginx:
            return Icon::KindNginx;
        case traffic::SourceKind::Envoy:
            return Icon::KindEnvoy;
        case traffic::SourceKind::Istio:
            return Icon::KindIstio;
        case traffic::SourceKind::Traefik:
            return Icon::KindTraefik;
        case traffic::SourceKind::Haproxy:
            return Icon::KindHaproxy;
        case traffic::SourceKind::GatewayApi:
            return Icon::KindGateway;
        case traffic::SourceKind::IngressNginx:
            return Icon::KindIngress;
        default:
            return Icon::KindUnknown;
    }
}

Icon severityIcon(traffic::Severity severity) {
    switch (severity) {
        case traffic::Severity::Critical:
            return Icon::SeverityCritical;
        case traffic::Severity::High:
            return Icon::SeverityHigh;
        case traffic::Severity::Medium:
            return Icon::SeverityMedium;
        case traffic::Severity::Low:
            return Icon::SeverityLow;
        default:
            return Icon::SeverityInfo;
    }
}

Role severityRole(traffic::Severity severity) {
    switch (severity) {
        case traffic::Severity::Critical:
            return Role::Critical;
        case traffic::Severity::High:
            return Role::High;
        case traffic::Severity::Medium:
            return Role::Medium;
        default:
            return Role::Low;
    }
}

}  // namespace mirrorscope::ui::theme
