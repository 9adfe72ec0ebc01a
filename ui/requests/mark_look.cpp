// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/mark_look.h"

#include <QCoreApplication>

namespace mirrorscope::ui::requests {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("MarkLook", text);
}

}  // namespace

MarkLook markLook(traffic::Mark mark) {
    using enum traffic::Mark;
    switch (mark) {
        case FollowUp:
            return {tr("Follow up"), theme::Icon::Flag, theme::Role::Accent};
        case Important:
            return {tr("Important"), theme::Icon::Star, theme::Role::High};
        case Question:
            return {tr("Question"), theme::Icon::Question, theme::Role::Medium};
        case Evidence:
            return {tr("Evidence"), theme::Icon::Bookmark, theme::Role::Text};
        case Done:
            return {tr("Done"), theme::Icon::Done, theme::Role::Ok};
        case None:
        case Count:
            break;
    }
    return {tr("No mark"), theme::Icon::Close, theme::Role::Text2};
}

}  // namespace mirrorscope::ui::requests
