// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace mirrorscope::ui::shell {

class ActionRegistry;

/// The keys that the user changed, in the file of the window's layout. Only what differs from the defaults is
/// written, so that better defaults of a later version arrive. UI thread.
class KeyStore {
public:
    explicit KeyStore(QString file);

    /// Gives the actions their keys. What the file has wrong is left out; a sentence about each.
    QStringList applyTo(ActionRegistry& registry) const;
    void save(const ActionRegistry& registry) const;

private:
    QString m_file;
};

}  // namespace mirrorscope::ui::shell
