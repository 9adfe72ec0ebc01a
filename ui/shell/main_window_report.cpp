// SPDX-License-Identifier: GPL-3.0-or-later
// A report of what the window looks at.
#include <QDateTime>
#include <QFileInfo>
#include <algorithm>

#include "ui/filter/chart_window.h"
#include "ui/filter/condition.h"
#include "ui/filter/filter_state.h"
#include "ui/shell/main_window.h"
#include "ui/shell/report_saver.h"
#include "ui/shell/triage_page.h"
#include "ui/text/time_text.h"
#include "ui/views/view_bar.h"

namespace mirrorscope::ui::shell {
namespace {

report::Zone zoneOf(const QTimeZone& zone) {
    const QByteArray id = zone.id();
    return {id.endsWith("UTC") ? "UTC" : id.toStdString(), [zone](base::WallTime time) {
                const auto seconds =
                    std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count();
                constexpr int minute = 60;
                return std::chrono::minutes(
                    zone.offsetFromUtc(QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC)) / minute);
            }};
}

}  // namespace

void MainWindow::wireReport() {
    m_report = new ReportSaver(m_services.mirror, m_services.sources, this);
    connect(m_actions.saveReport, &QAction::triggered, this, [this] {
        const QString folder =
            QFileInfo(QString::fromStdString(m_session->session().string())).absolutePath();
        m_report->ask(reportQuestion(), folder, text::zoneText(m_zone, m_filter->now()));
    });
    connect(m_report, &ReportSaver::busyChanged, this, &MainWindow::refreshReportAction);
    refreshReportAction();
}

void MainWindow::refreshReportAction() {
    m_actions.saveReport->setEnabled(!m_services.sessionFailure && !m_report->isBusy());
}

report::Question MainWindow::reportQuestion() const {
    const QString session = QFileInfo(QString::fromStdString(m_session->session().string())).fileName();
    report::Question question;
    const QString view = m_triage->views().currentName();
    question.view = (view.isEmpty() ? tr("Report of %1").arg(session) : view).toStdString();
    question.filter = m_filter->filter().forStore();
    question.session = session.toStdString();
    question.version = MIRRORSCOPE_VERSION;
    question.madeAt = m_filter->now();
    question.zone = zoneOf(m_zone);
    question.privacy = m_reportPrivacy;
    question.choosesOnlyTime = std::ranges::all_of(
        m_filter->filter().conditions(),
        [](const query::Node& condition) { return filter::fieldOf(condition) == query::FieldId::Time; });
    if (const auto range = chartRangeOf(m_filter->filter())) {
        question.from = range->from ? *range->from : question.filter.now - range->length;
        question.until = range->until;
    }
    return question;
}

}  // namespace mirrorscope::ui::shell
