// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <chrono>
#include <string>

#include "core/probe/proof_request.h"

class QLineEdit;
class QPushButton;
class QSpinBox;

namespace mirrorscope::ui::proof {

class KindChoice;

/// Where the probes go and what is sent: URL, how many of each kind, which kinds, when a copy is late, the CA
/// of an https URL. UI thread.
class AddressBar final : public QWidget {
    Q_OBJECT

public:
    explicit AddressBar(QWidget* parent = nullptr);

    void setUrl(const QString& url);
    QString url() const;
    void setLateAfter(std::chrono::milliseconds time);
    /// What this bar says of a request.
    void fill(probe::ProofRequest& request) const;
    /// While a run is under way nothing can be changed.
    void setLocked(bool locked);

signals:
    void changed();
    /// Enter in the field.
    void startRequested();

private:
    void buildFields();
    QWidget* buildCa();
    void chooseFile();
    void refreshCa();

    QLineEdit* m_url;
    QSpinBox* m_count;
    KindChoice* m_kinds;
    QSpinBox* m_late;
    QWidget* m_caBox;
    QLineEdit* m_ca;
};

}  // namespace mirrorscope::ui::proof
