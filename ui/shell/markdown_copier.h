// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <string>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/redaction/redactor.h"
#include "core/traffic/attack.h"
#include "core/traffic/finding.h"

namespace mirrorscope::ui::live {
class PageLoader;
}

namespace mirrorscope::ui::shell {

/// Puts an attack or a finding on the clipboard as Markdown. An attack's first requests are read, and
/// everything is written, on a reader's thread. The copy asked for last counts. UI thread; the loader
/// outlives it.
class MarkdownCopier : public QObject {
    Q_OBJECT

public:
    explicit MarkdownCopier(live::PageLoader& loader, QObject* parent = nullptr);
    ~MarkdownCopier() override;

    void setPrivacy(const redaction::Privacy& privacy) { m_privacy = privacy; }
    void copyAttack(traffic::AttackId id, bool withSecrets);
    void copyFinding(const traffic::Finding& finding, const std::string& source, bool withSecrets);

signals:
    void copied();
    void failed(const mirrorscope::base::Error& error);

private:
    redaction::Privacy privacy(bool withSecrets) const;
    void take(const base::Result<std::string>& report);

    live::PageLoader& m_loader;
    redaction::Privacy m_privacy;
    base::CancelToken m_token;
};

}  // namespace mirrorscope::ui::shell
