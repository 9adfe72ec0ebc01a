// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <map>
#include <optional>
#include <string>

namespace mirrorscope::ui::wizard {

struct ProxyKind;

/// A program in a directory of PATH that is absolute, or in one where system services are; empty: none.
QString programOnPath(const QString& name);
/// The first number with dots in what a program prints about itself: "nginx version: nginx/1.31.3".
QString versionIn(const QString& printed);

struct FoundProgram {
    QString path;     // absolute
    QString version;  // empty: it did not say
};

/// Which proxies are on this machine: each is asked for its version once, by its path, without a shell and
/// for at most 3 s. Programs run beside the window; nothing here waits. UI thread.
class FoundPrograms : public QObject {
    Q_OBJECT

public:
    explicit FoundPrograms(QObject* parent = nullptr);

    /// Each kind is told by found(), later; those without a program never.
    void search();
    /// Nullopt: not found, or not known yet.
    std::optional<FoundProgram> of(const std::string& kind) const;

signals:
    void found(const std::string& kind);

private:
    void ask(const ProxyKind& kind, const QString& path);
    void tell(const std::string& kind, const QString& path, const QString& printed);

    std::map<std::string, FoundProgram> m_programs;
};

}  // namespace mirrorscope::ui::wizard
