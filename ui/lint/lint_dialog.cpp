// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lint/lint_dialog.h"

#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMimeData>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScreen>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "core/base/byte_text.h"
#include "core/exchange/lint_markdown.h"
#include "core/snippets/lint/configuration_file.h"
#include "core/snippets/lint/lint_words.h"
#include "ui/lint/configuration_edit.h"
#include "ui/lint/lint_state.h"
#include "ui/lint/trap_panel.h"
#include "ui/lint/traps_model.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/cell_delegate.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"
#include "ui/theme/table_look.h"

namespace mirrorscope::ui::lint {
namespace {

constexpr QSize kSize{1180, 760};
constexpr int kScreenMargin = 40;
constexpr int kSeverityWidth = 104;
constexpr int kLineWidth = 64;
constexpr int kTableHeight = 280;
constexpr int kTrapHeight = 360;

QPushButton* button(const char* name, const QString& text, QWidget* parent) {
    auto* made = new QPushButton(text, parent);
    made->setObjectName(QLatin1String(name));
    made->setAutoDefault(false);
    return made;
}

void pad(QLayout& layout, int side, int above) {
    layout.setContentsMargins(side, above, side, above);
    layout.setSpacing(theme::kBetween);
}

QHash<int, LintSeverity> marksOf(const LintAnswer& answer) {
    QHash<int, LintSeverity> marks;
    for (std::size_t i = 0; i < answer.lines.size(); ++i) {
        const LintSeverity severity = answer.check.report->findings[i].severity;
        LintSeverity& mark = marks[static_cast<int>(answer.lines[i])];
        mark = std::max(mark, severity);
    }
    return marks;
}

}  // namespace

LintDialog::LintDialog(QWidget* parent)
    : QDialog(parent),
      m_text(new ConfigurationEdit(this)),
      m_model(new TrapsModel(this)),
      m_runner(new LintRunner(this)) {
    setObjectName(QStringLiteral("dialog.lint"));
    setWindowTitle(tr("Check a configuration"));
    setModal(false);
    setAcceptDrops(true);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    buildParts();
    wire();
    showKind();
    showCounts();
    resize(kSize.boundedTo(screen()->availableSize() - QSize(kScreenMargin, kScreenMargin)));
    m_text->setFocus();
}

LintDialog::~LintDialog() = default;

void LintDialog::buildParts() {
    auto* split = new QSplitter(Qt::Horizontal, this);
    split->setObjectName(QStringLiteral("lint.split"));
    split->addWidget(m_text);
    split->addWidget(makeResult());
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    split->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(split, 1);
    layout->addWidget(makeFoot());
}

QWidget* LintDialog::makeHead() {
    auto* head = new QWidget(this);
    m_open = button("lint.open", tr("&Open…"), head);
    auto* label = new text::PlainLabel(tr("&Proxy"), head);
    m_kind = new QComboBox(head);
    m_kind->setObjectName(QStringLiteral("lint.kind"));
    m_kind->setAccessibleName(tr("Whose configuration it is"));
    m_kind->addItem(tr("Guess by its words"), QString());
    for (const snippets::lint::LintKind& kind : snippets::lint::lintKinds()) {
        m_kind->addItem(kindTitle(kind.name), text::ownText(kind.name));
    }
    label->setBuddy(m_kind);
    m_readAs = new text::PlainLabel(head);
    m_readAs->setObjectName(QStringLiteral("lint.read-as"));
    m_name = new text::PlainLabel(head);
    m_name->setObjectName(QStringLiteral("lint.file"));
    m_name->setElided(text::Kind::Path);
    m_name->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_name->setForegroundRole(QPalette::PlaceholderText);
    auto* line = new QHBoxLayout(head);
    pad(*line, theme::kBarSide, theme::kBetween);
    line->addWidget(m_open);
    line->addSpacing(theme::kBetween);
    line->addWidget(label);
    line->addWidget(m_kind);
    line->addWidget(m_readAs);
    line->addWidget(m_name, 1);
    return head;
}

QWidget* LintDialog::makeResult() {
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("lint.traps"));
    m_table->setAccessibleName(tr("Traps by line"));
    m_table->setItemDelegate(new theme::CellDelegate(m_table));
    m_table->setModel(m_model);
    theme::dressTable(*m_table, theme::kRowHeight);
    m_table->setColumnWidth(TrapsModel::Severity, kSeverityWidth);
    m_table->setColumnWidth(TrapsModel::Line, kLineWidth);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_trap = new TrapPanel;
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("lint.trap-scroll"));
    scroll->setAccessibleName(tr("The chosen trap"));
    scroll->setWidget(m_trap);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* list = new QSplitter(Qt::Vertical, this);
    list->setObjectName(QStringLiteral("lint.list"));
    list->addWidget(m_table);
    list->addWidget(scroll);
    list->setChildrenCollapsible(false);
    list->setSizes({kTableHeight, kTrapHeight});
    m_list = list;
    m_state = new LintState(this);
    m_result = new QStackedWidget(this);
    m_result->setObjectName(QStringLiteral("lint.result"));
    m_result->addWidget(m_state);
    m_result->addWidget(m_list);
    return m_result;
}

QWidget* LintDialog::makeFoot() {
    auto* foot = new QWidget(this);
    m_counts = new text::PlainLabel(foot);
    m_counts->setObjectName(QStringLiteral("lint.counts"));
    m_trust = new text::PlainLabel(foot);
    m_trust->setObjectName(QStringLiteral("lint.trust"));
    m_trust->setElided(text::Kind::Sentence);
    m_copyAll = button("lint.copy-all", tr("Copy all as &Markdown"), foot);
    auto* box = new QDialogButtonBox(QDialogButtonBox::Close, foot);
    box->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto* line = new QHBoxLayout(foot);
    pad(*line, theme::kBarSide, theme::kBetween);
    line->addWidget(m_counts);
    line->addSpacing(theme::kBetween);
    line->addWidget(m_trust, 1);
    line->addWidget(m_copyAll);
    line->addWidget(box);
    return foot;
}

void LintDialog::wire() {
    connect(m_open, &QPushButton::clicked, this, &LintDialog::askForFile);
    connect(m_kind, &QComboBox::activated, this, &LintDialog::check);
    connect(m_copyAll, &QPushButton::clicked, this, &LintDialog::copyAll);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        m_pause.start();
        showCounts();
    });
    connect(m_text, &ConfigurationEdit::fileDropped, this, &LintDialog::openFile);
    connect(m_text, &ConfigurationEdit::pasteTooLarge, this,
            [this] { fail(snippets::lint::textTooLarge(tr("what was pasted").toStdString())); });
    connect(&m_pause, &QTimer::timeout, this, &LintDialog::check);
    connect(m_runner, &LintRunner::checked, this, &LintDialog::take);
    connect(m_runner, &LintRunner::fileRead, this, &LintDialog::takeFile);
    connect(m_runner, &LintRunner::fileFailed, this, &LintDialog::fail);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) {
                if (!m_isChoosing) {
                    chooseTrap(now.row());
                }
            });
    // Also back to the line of the trap that is chosen already.
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex& at) { chooseTrap(at.row()); });
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& at) {
        chooseTrap(at.row());
        m_text->setFocus();
    });
    const auto onKey = [this](const QKeySequence& key, int by) {
        connect(new QShortcut(key, this), &QShortcut::activated, this, [this, by] { step(by); });
    };
    onKey(QKeySequence(Qt::Key_F8), 1);
    onKey(QKeySequence(Qt::SHIFT | Qt::Key_F8), -1);
}

void LintDialog::askForFile() {
    auto* dialog = new QFileDialog(this, tr("Open a configuration"));
    dialog->setObjectName(QStringLiteral("dialog.lint-open"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &LintDialog::openFile);
    dialog->open();
}

void LintDialog::openFile(const QString& path) {
    m_runner->read(QFile::encodeName(path).toStdString());
}

void LintDialog::takeFile(const std::string& path, const std::string& bytes) {
    m_file = path;
    m_text->replaceAll(QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size())));
    const QString name = text::shownText(path);
    m_name->setText(base::isUtf8(bytes) ? name : tr("%1, not UTF-8: � stands for what is not").arg(name));
    check();
}

void LintDialog::fail(const base::Error& error) {
    m_state->setFailure(error);
    m_result->setCurrentWidget(m_state);
}

void LintDialog::check() {
    m_pause.stop();
    m_runner->check({m_text->bytes(), m_kind->currentData().toString().toStdString(), m_file});
    showCounts();
}

void LintDialog::take(const SharedAnswer& answer) {
    m_answer = answer;
    if (answer->isEmpty) {
        m_file.clear();
        m_name->setText({});
    }
    const int before = m_table->currentIndex().row();
    {
        const QScopedValueRollback guard(m_isChoosing, true);
        m_model->setAnswer(answer);
        // The same place in the list, but the text does not move while somebody types.
        m_table->setCurrentIndex(m_model->index(std::min(std::max(before, 0), m_model->rowCount() - 1), 0));
    }
    const int row = m_table->currentIndex().row();
    m_trap->setTrap(m_model->at(row), m_model->lineAt(row));
    m_text->setMarks(answer->isRead() ? marksOf(*answer) : QHash<int, LintSeverity>());
    m_text->mark(m_model->lineAt(row), row < 0 ? LintSeverity::Note : m_model->at(row)->severity);
    if (answer->failedLine > 0) {
        m_text->setMarks({{static_cast<int>(answer->failedLine), LintSeverity::Error}});
        m_text->mark(answer->failedLine, LintSeverity::Error);
    }
    m_state->setAnswer(answer.get());
    m_result->setCurrentWidget(m_model->rowCount() > 0 ? m_list : m_state);
    showKind();
    showCounts();
}

void LintDialog::showKind() {
    const bool isGuess = m_answer != nullptr && m_answer->check.kind != nullptr && m_answer->check.isGuess;
    m_readAs->setText(isGuess ? tr("Read as %1, a guess").arg(kindTitle(m_answer->check.kind->name))
                              : QString());
}

void LintDialog::showCounts() {
    const bool isRead = m_answer != nullptr && m_answer->isRead();
    const bool isBehind = m_pause.isActive() || m_runner->isBusy();
    QString counts = isRead ? shownCounts(*m_answer->check.report) : QString();
    if (isBehind && isRead) {
        counts = tr("%1, of the text before").arg(counts);
    }
    m_counts->setText(counts);
    const bool hasTrust = isRead && m_answer->check.report->trust.has_value();
    m_trust->setText(
        hasTrust ? tr("Names proxies to believe: %1")
                       .arg(text::ownText(snippets::lint::trustOptions(*m_answer->check.report->trust)))
                 : QString());
    m_copyAll->setEnabled(isRead);
}

void LintDialog::chooseTrap(int row) {
    const snippets::lint::LintFinding* trap = m_model->at(row);
    m_trap->setTrap(trap, m_model->lineAt(row));
    if (trap != nullptr) {
        m_text->showLine(m_model->lineAt(row), trap->column, trap->severity);
    }
}

void LintDialog::step(int by) {
    const int count = m_model->rowCount();
    if (count == 0) {
        goToFailure();
        return;
    }
    const int now = m_table->currentIndex().row();
    // The first press shows the trap that is chosen, the next ones go on; behind the last comes the first.
    const bool isShown =
        m_text->markedLine() == m_model->lineAt(now) &&
        static_cast<std::size_t>(m_text->textCursor().blockNumber()) + 1 == m_text->markedLine();
    const int next = isShown ? (now + by + count) % count : now;
    m_table->setCurrentIndex(m_model->index(next, 0));
    chooseTrap(next);
}

void LintDialog::goToFailure() {
    if (m_answer != nullptr && m_answer->failedLine > 0) {
        m_text->showLine(m_answer->failedLine, 1, LintSeverity::Error);
    }
}

void LintDialog::copyAll() {
    QGuiApplication::clipboard()->setText(
        QString::fromStdString(exchange::lintMarkdown(m_answer->check, m_answer->file)));
}

void LintDialog::dragEnterEvent(QDragEnterEvent* event) {
    if (localFile(*event->mimeData())) {
        event->acceptProposedAction();
    }
}

void LintDialog::dropEvent(QDropEvent* event) {
    if (const auto file = localFile(*event->mimeData())) {
        openFile(*file);
        event->acceptProposedAction();
    }
}

}  // namespace mirrorscope::ui::lint
