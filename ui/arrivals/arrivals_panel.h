// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <map>
#include <string>

#include "core/api/mirror_service.h"

class QVBoxLayout;

namespace mirrorscope::ui::text {
class PlainLabel;
}

namespace mirrorscope::ui::arrivals {

class CommandRows;
class PeerRow;

/// "Why nothing arrives": who listens where, who was refused or sent something else than requests, what to
/// try on the proxy. Stands beside the window and follows it. UI thread; the service outlives it.
class ArrivalsPanel : public QDialog {
    Q_OBJECT

public:
    ArrivalsPanel(api::MirrorService& service, QWidget* parent = nullptr);

    /// What it was opened about: "pay-nginx is silent …"; empty: nothing in particular.
    void setReason(const QString& reason);
    void setStatus(const api::ServiceStatus& status);

signals:
    /// Who may send changed: what hangs on the status is to be asked again.
    void allowed();

private:
    void layOut();
    void showListeners(const api::ServiceStatus& status);
    void showPeers(const api::ServiceStatus& status);
    void allow(const base::IpNetwork& network);

    api::MirrorService& m_service;
    text::PlainLabel* m_reason;
    text::PlainLabel* m_listeners;
    text::PlainLabel* m_counts;
    QVBoxLayout* m_peerLines;
    text::PlainLabel* m_noPeers;
    text::PlainLabel* m_morePeers;
    text::PlainLabel* m_error;
    CommandRows* m_commands;
    std::map<std::string, PeerRow*> m_rows;  // by address, where they first stood
};

}  // namespace mirrorscope::ui::arrivals
