// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <string>

#include "core/probe/proof_request.h"

class QLineEdit;
class QPushButton;
class QSpinBox;

namespace mirrorscope::ui::proof {

class KindChoice;

/// Where the probes go and what is sent: URL, how many of each kind, which kinds, the CA of an https URL. UI
/// thread.
class AddressBar final : public QWidget {
    Q_OBJECT

public:
    explicit AddressBar(QWidget* parent = nullptr);

    void setUrl(const QString& url);
    QString url() const;
    /// What this bar says of a request.
    void fill(probe::ProofRequest& request) const;
    /// While a run is under way nothing can be changed.
    void setLocked(bool locked);

signals:
    void changed();
    /// Enter in the field.
    void startRequested();

private:
    QWidget* buildOptions();
    void chooseFile();
    void refreshCa();

    QLineEdit* m_url;
    QSpinBox* m_count;
    KindChoice* m_kinds;
    QWidget* m_caBox;
    QLineEdit* m_ca;
};

}  // namespace mirrorscope::ui::proof
