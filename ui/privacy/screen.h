// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/redaction/redactor.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::ui::privacy {

/// Whether secrets are dots on the screen. Asked while text is made, so that whoever shows captured bytes
/// needs no more wiring than to be made anew on changed(). One instance, UI thread.
///
/// Three layers: the setting hides; a person reveals one request until another is looked at, or everything
/// until the window closes. Neither outlives the program.
class Screen : public QObject {
    Q_OBJECT

public:
    static Screen& instance();

    /// The setting.
    void setHiding(bool hiding);
    bool isHiding() const { return m_isHiding; }
    void setRules(redaction::UserRules rules);
    const redaction::UserRules& rules() const { return m_rules; }

    void reveal(traffic::RequestId request);
    void revealAll();
    void hideAgain();
    /// Another request is looked at: one that was revealed is hidden again.
    void lookAt(traffic::RequestId request);

    /// 0: what belongs to no request, or is not known to.
    bool hides(traffic::RequestId request = 0) const;

    /// For requests of that source; null when the rules are wrong, which hides everything. Until rules
    /// change.
    const redaction::Redactor* redactorFor(std::string_view source);

signals:
    void changed();

private:
    Screen() = default;

    redaction::UserRules m_rules;
    bool m_isHiding = true;
    bool m_isRevealed = false;
    traffic::RequestId m_revealed = 0;
    std::map<std::string, std::optional<redaction::Redactor>, std::less<>> m_redactors;
};

}  // namespace mirrorscope::ui::privacy
