// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/empty_texts.h"

#include <QCoreApplication>
#include <algorithm>

#include "core/api/mirror_service.h"
#include "ui/detail/hidden_parts.h"
#include "ui/privacy/shown_secrets.h"
#include "ui/text/number_text.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::detail {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("EmptyTexts", text);
}

/// How many requests the rules judge before this one.
std::uint64_t beforeIt(traffic::RequestId id, const api::ServiceStatus& status) {
    const auto newer = static_cast<std::uint64_t>(std::max<traffic::RequestId>(status.lastRequest - id, 0));
    const std::uint64_t backlog = status.analysis.verdictBacklog;
    return backlog > newer + 1 ? backlog - newer - 1 : 0;
}

}  // namespace

EmptyText noHitsText(const traffic::RequestDetail& detail, const api::ServiceStatus& status) {
    using enum traffic::RequestState;
    if (detail.row.state == Pending && status.analysis.state != api::AnalysisState::Running) {
        return {tr("Not analysed"), tr("This request is stored; no rules are loaded.")};
    }
    if (detail.row.state == Pending) {
        const std::uint64_t before = beforeIt(detail.request.id, status);
        return {tr("Waiting for analysis"),
                before == 0 ? tr("This request is stored; it is the next.")
                            : tr("This request is stored; %1 are before it.").arg(text::countText(before))};
    }
    if (detail.row.state == NotAnalysed) {
        return {tr("Not analysed"), tr("This is evidence, not a whole request: rules do not judge it.")};
    }
    if (detail.row.state == Error) {
        return {tr("Analysis failed"), privacy::shownValue(detail.error, ownerOf(detail))};
    }
    return {tr("No hits"), tr("No rule matched this request.")};
}

std::optional<EmptyText> noWayText(const traffic::RequestDetail& detail) {
    if (detail.request.form == traffic::RequestForm::NotHttp) {
        return EmptyText{tr("No headers"),
                         tr("These bytes are not HTTP: nothing in them says who sent them.")};
    }
    if (detail.row.context.source == 0) {
        return EmptyText{tr("Waiting for attribution"),
                         tr("This request is stored; who sent it and who the client was is found out next.")};
    }
    return std::nullopt;
}

}  // namespace mirrorscope::ui::detail
