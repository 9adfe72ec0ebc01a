// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTimeZone>
#include <QWidget>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "core/probe/proof_service.h"
#include "core/traffic/source.h"

namespace mirrorscope::ui::proof {

/// What is to be proven, as far as it is known before. Plain value.
struct ProveTarget {
    traffic::SourceId source = 0;  // its kept result is shown; 0: it has not sent anything yet
    QString name{};                // as text::shownText makes it; empty: none yet
    traffic::SourceKind kind = traffic::SourceKind::Unknown;  // of the proxy, where its copies do not say it
    QString url{};            // what the field offers; empty: that of the kept result, or nothing
    std::string contract{};   // JSON of `snippet KIND --contract --json`; empty: the one kept with the source
    double percentage = 100;  // of the requests that the proxy mirrors
    bool hasBodies = true;    // false: copies come without bodies on purpose
    bool mayHarden = false;   // there is a hardened form to change to: a failure offers it
    double perSecond = 10;    // probes at most
    std::chrono::milliseconds lateAfter{250};  // a copy that begins later is late
};

/// Sends tagged probes through a proxy's public URL and shows which copies arrived: address and options,
/// verdict, figures, probe matrix, headers, what to change. Owns the worker of its run. UI thread; the
/// service outlives it.
class ProvePanel : public QWidget {
    Q_OBJECT

public:
    explicit ProvePanel(probe::ProofService& service, QWidget* parent = nullptr);
    /// Cancels a run and waits for its worker: at most 100 ms.
    ~ProvePanel() override;

    /// Shows the kept result of the source, if there is one. Cancels a run of another target.
    void setTarget(const ProveTarget& target);
    const ProveTarget& target() const;
    /// Of the times that are shown; the system's until then.
    void setTimeZone(const QTimeZone& zone);

    bool isRunning() const;
    /// What is shown: of the last run, or the kept one.
    const std::optional<probe::Proof>& proof() const;
    /// "Save report…" and "Start", "Cancel" or "Run again". Stands below the panel until a window puts it
    /// into its own row of buttons by adding it to that layout.
    QWidget* buttons() const;

public slots:
    /// Does nothing while one runs or without a URL that can be read.
    void start();
    /// Within 100 ms nothing is sent any more; then runningChanged(false).
    void cancel();

signals:
    /// Of a run that came to its end; never of a kept result.
    void finished(const probe::Proof& proof);
    void runningChanged(bool running);
    /// The user wants the snippet in its hardened form.
    void hardenedFormRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Parts;

    void layOut();
    void wire();
    probe::ProofRequest request() const;
    void refresh();
    void showPlan();
    void showProgress(const probe::RunProgress& progress);
    void showProof(const probe::Proof& proof);
    void end(const probe::ProofEnd& end);
    void fail(const base::Error& error);
    void tellRunning();

    const std::unique_ptr<Parts> m_parts;
};

}  // namespace mirrorscope::ui::proof
