// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/source_edits.h"

#include <utility>

#include "ui/live/page_loader.h"

namespace mirrorscope::ui::sources {

SourceEdits::SourceEdits(live::PageLoader& loader, api::SourceService* service, QObject* parent)
    : QObject(parent), m_loader(loader), m_service(service) {}

void SourceEdits::change(const traffic::SourceSetting& wanted, const QString& what,
                         const std::string& nameBefore) {
    if (m_service != nullptr) {
        write(wanted, what, nameBefore);
    }
}

void SourceEdits::write(const traffic::SourceSetting& wanted, const QString& what,
                        const std::string& nameBefore) {
    m_loader.ask<traffic::SourceSetting>(
        this,
        [service = m_service, wanted](api::SessionQueries&, const base::CancelToken&) {
            return service->change(wanted);
        },
        [this, what, nameBefore,
         renames = !wanted.name.empty()](base::Result<traffic::SourceSetting> before) {
            m_lastChange.clear();
            m_before.reset();
            m_failure.reset();
            if (!before) {
                m_failure = before.error();
                emit failed(before.error());
            } else {
                if (!what.isEmpty()) {
                    // A name that was given by nobody is not found again by itself.
                    if (before->name.empty() && renames) {
                        before->name = nameBefore;
                    }
                    m_before = std::move(*before);
                    m_lastChange = what;
                    ++m_changes;
                }
                emit changed();
            }
            emit undoChanged();
        });
}

void SourceEdits::undo() {
    if (const auto before = std::exchange(m_before, std::nullopt)) {
        write(*before, {}, {});
    }
}

}  // namespace mirrorscope::ui::sources
