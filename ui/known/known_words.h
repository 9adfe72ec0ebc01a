// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/base/error.h"
#include "core/standing/entry.h"

namespace mirrorscope::ui::known {

/// What is wrong with an entry of a list, for the person who types it.
QString complaintText(const standing::Complaint& complaint, const std::string& filter);

/// What is wrong with a file, without what to do.
QString problemText(const base::Error& error);

/// "31 Dec 2026".
QString dayWords(const standing::Day& day);

}  // namespace mirrorscope::ui::known
