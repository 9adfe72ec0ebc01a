// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/known/known_words.h"

#include <QCoreApplication>
#include <QDate>
#include <QLocale>

#include "core/base/error_text.h"
#include "core/query/parse_error.h"

namespace mirrorscope::ui::known {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("KnownWords", text);
}

}  // namespace

QString complaintText(const standing::Complaint& complaint, const std::string& filter) {
    using Kind = standing::Complaint::Kind;
    switch (complaint.kind) {
        case Kind::NoName:
            return tr("It needs a name.");
        case Kind::BadName:
            return tr("A name has at most %1 characters and no colon.").arg(standing::kLongestName);
        case Kind::NameTaken:
            return tr("Another entry has this name.");
        case Kind::NoFilter:
            return tr("Nothing is asked for yet: it would fit every request.");
        case Kind::Unreadable:
            return QString::fromStdString(query::sentence(*complaint.place, filter));
        case Kind::Body:
            return tr("It cannot ask for free words or the body, which would have to be read for each row.");
        case Kind::Decisions:
            return tr("It cannot ask for triage, notes, tags, marks or findings, which change later.");
        case Kind::RelativeTime:
            return tr("Times have to name their day: -15m means another time tomorrow.");
    }
    return {};
}

QString problemText(const base::Error& error) {
    const auto [what, todo] = base::errorSentences(error);
    const bool isLine = error.code == base::ErrorCode::ConfigInvalid;
    return QString::fromStdString(isLine ? what + ". " + todo : what);
}

QString dayWords(const standing::Day& day) {
    const QDate date(static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
                     static_cast<int>(static_cast<unsigned>(day.day())));
    return QLocale().toString(date, QStringLiteral("d MMM yyyy"));
}

}  // namespace mirrorscope::ui::known
