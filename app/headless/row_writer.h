// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "app/headless/cell.h"

namespace mirrorscope::headless {

enum class RowFormat { Table, Json, Csv };

/// One JSON member value: bytes that are not UTF-8 become {"base64": …}.
std::string jsonValue(const Cell& cell);
/// RFC 4180; a text that a spreadsheet would take for a formula gets a quote in front.
std::string csvValue(const Cell& cell);
/// For a person: cut and made visible, unknown as a word.
std::string tableValue(const Cell& cell, int width);

/// Writes rows to a stream in one of the formats; the first row brings the header along.
template <typename Row>
class RowWriter {
public:
    RowWriter(std::FILE* out, RowFormat format, Columns<Row> columns)
        : m_out(out), m_format(format), m_columns(columns) {}

    void write(const Row& row) {
        header();
        std::string line;
        for (const Column<Row>& column : m_columns) {
            append(line, column, column.cell(row));
        }
        put(finished(line));
    }

    /// Table and CSV have a header even without a row.
    void header() {
        if (m_started || m_format == RowFormat::Json) {
            return;
        }
        m_started = true;
        std::string line;
        for (const Column<Row>& column : m_columns) {
            append(line, column, Cell(std::string(column.name)));
        }
        put(finished(line));
    }

private:
    void append(std::string& line, const Column<Row>& column, const Cell& cell) const {
        switch (m_format) {
            case RowFormat::Json:
                line += line.empty() ? "{\"" : ",\"";
                line += column.name;
                line += "\":" + jsonValue(cell);
                break;
            case RowFormat::Csv:
                line += (line.empty() ? "" : ",") + csvValue(cell);
                break;
            case RowFormat::Table:
                line += column.width > 0 ? tableValue(cell, column.width) + "  " : "";
                break;
        }
    }

    std::string finished(std::string line) const {
        if (m_format == RowFormat::Json) {
            return line + "}\n";
        }
        if (m_format == RowFormat::Csv) {
            return line + "\r\n";
        }
        line.erase(line.find_last_not_of(' ') + 1);
        return line + "\n";
    }

    void put(const std::string& line) { std::fwrite(line.data(), 1, line.size(), m_out); }

    std::FILE* m_out;
    RowFormat m_format;
    Columns<Row> m_columns;
    bool m_started = false;
};

}  // namespace mirrorscope::headless
