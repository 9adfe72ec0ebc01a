// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/known/archive_list.h"

#include <utility>

#include "ui/known/known_words.h"

namespace mirrorscope::ui::known {

ArchiveList::ArchiveList(std::filesystem::path file) : m_file(std::move(file)) {
    load();
}

void ArchiveList::load() {
    auto read = standing::readArchiveRules(m_file);
    m_isBroken = !read.has_value();
    m_problem = m_isBroken ? problemText(read.error()) : QString();
    m_all = m_isBroken ? standing::ArchiveRules() : std::move(*read);
}

bool ArchiveList::keep(const standing::ArchiveRules& rules) {
    if (m_isBroken) {
        return false;
    }
    m_all = rules;
    const auto written = standing::writeArchiveRules(m_file, m_all);
    m_problem = written ? QString() : problemText(written.error());
    return written.has_value();
}

}  // namespace mirrorscope::ui::known
