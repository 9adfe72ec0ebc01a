// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTemporaryDir>
#include <filesystem>
#include <vector>

#include "core/query/row_view.h"
#include "tests/core/query/random_request.h"

namespace mirrorscope::test {

/// A request as it is read back from a session, for predicates.
class StoredRow final : public query::RowView {
public:
    StoredRow(traffic::RequestDetail detail, query::Marks marks)
        : m_detail(std::move(detail)), m_marks(std::move(marks)) {}

    const traffic::RequestRow& row() const override { return m_detail.row; }
    std::string_view head() const override { return m_detail.request.head; }
    std::string_view body() const override { return m_detail.request.body; }
    std::span<const traffic::HitRow> hits() const override { return m_detail.hits; }
    const query::Marks& marks() const override { return m_marks; }

private:
    traffic::RequestDetail m_detail;
    query::Marks m_marks;
};

/// A session of random requests, recorded by a journal: some not yet attributed or analysed, some with hits,
/// marks, hostile bytes. Times lie within three days before kNow.
class RandomSession {
public:
    static constexpr base::WallTime kNow = kRandomNow;

    /// No rows: something could not be stored.
    RandomSession(std::size_t requests, Random& random);

    std::filesystem::path path() const { return m_directory.filePath("random.mscope").toStdString(); }
    const std::vector<StoredRow>& rows() const { return m_rows; }

private:
    QTemporaryDir m_directory;
    std::vector<StoredRow> m_rows;
};

}  // namespace mirrorscope::test
