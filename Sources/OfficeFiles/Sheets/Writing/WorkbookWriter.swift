// SPDX-License-Identifier: Apache-2.0
import CXLSXWriter
import Foundation

/// Writes a workbook a row at a time in memory that doesn't grow with the rows: each row leaves it when the next begins.
package final class WorkbookWriter {
    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private let path: String
    private let unfinished: String
    private let formats: SheetFormats
    private var taken: Set<String> = []
    private var isClosed = false

    /// The file appears at `path` when `close` was called, whole or not at all.
    package init(path: String) throws(SheetError) {
        (self.path, unfinished) = (path, path + "." + UUID().uuidString + ".part")
        var options = lxw_workbook_options()
        options.constant_memory = 1
        guard let workbook = workbook_new_opt(unfinished, &options) else { throw .notWritten("out of memory") }
        (self.workbook, formats) = (workbook, SheetFormats(workbook))
    }

    deinit {
        if !isClosed {
            // The library frees only what it has written.
            _ = workbook_close(workbook)
            unlink(unfinished)
        }
    }

    /// A further worksheet. Its rows must be written in their order, each once.
    package func add(
        _ title: String, _ columns: [SheetColumn], isHidden: Bool = false, freezesHeader: Bool = true,
        isProtected: Bool = false
    ) throws(SheetError) -> WorksheetWriter {
        guard columns.count <= 16_384 else { throw .tooManyColumns(columns.count) }
        let name = sheetTitle(title, taken: &taken)
        guard let worksheet = workbook_add_worksheet(workbook, name) else { throw .notWritten("worksheet") }
        if isHidden { worksheet_hide(worksheet) }
        let writer = WorksheetWriter(
            worksheet, name: name, columns: columns, formats: formats, isProtected: isProtected)
        writer.writeHeader(freezes: freezesHeader)
        return writer
    }

    package func close() throws(SheetError) {
        isClosed = true
        let status = workbook_close(workbook)
        guard status == LXW_NO_ERROR else {
            unlink(unfinished)
            throw .notWritten(lxw_strerror(status).map { String(cString: $0) } ?? "unknown")
        }
        guard rename(unfinished, path) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(unfinished)
            throw .notWritten(reason)
        }
    }
}

/// A worksheet that is being written.
package final class WorksheetWriter {
    package let name: String
    /// How many rows stand in it, with the header.
    package private(set) var rows = 0
    private let worksheet: UnsafeMutablePointer<lxw_worksheet>
    private let columns: [SheetColumn]
    private let formats: SheetFormats
    private let isProtected: Bool

    fileprivate init(
        _ worksheet: UnsafeMutablePointer<lxw_worksheet>, name: String, columns: [SheetColumn], formats: SheetFormats,
        isProtected: Bool
    ) {
        (self.worksheet, self.name, self.columns) = (worksheet, name, columns)
        (self.formats, self.isProtected) = (formats, isProtected)
        if isProtected { protect() }
    }

    /// Typing is refused in locked cells alone: columns and rows can still be made wider.
    private func protect() {
        var options = lxw_protection()
        (options.format_cells, options.format_columns, options.format_rows) = (1, 1, 1)
        worksheet_protect(worksheet, nil, &options)
    }

    fileprivate func writeHeader(freezes: Bool) {
        for (index, column) in columns.enumerated() {
            var options = lxw_row_col_options()
            options.hidden = column.isHidden ? 1 : 0
            let (place, width) = (UInt16(index), min(max(column.width, 1), 255))
            worksheet_set_column_opt(
                worksheet, place, place, width, isProtected ? formats.open : nil, &options)
        }
        if freezes { worksheet_freeze_panes(worksheet, 1, 0) }
        for (index, column) in columns.enumerated() {
            withText(column.header) { text in
                worksheet_write_string(worksheet, 0, UInt16(index), text, formats.header)
            }
            if let note = column.note { withText(note) { worksheet_write_comment(worksheet, 0, UInt16(index), $0) } }
        }
        rows = 1
    }

    package func write(_ cells: [SheetCell], isLocked: Bool = false) throws(SheetError) {
        guard rows < 1_048_576 else { throw .tooManyRows(rows) }
        let row = UInt32(rows)
        if isProtected, isLocked {
            for index in columns.indices { worksheet_write_blank(worksheet, row, UInt16(index), formats.text) }
        }
        let isOpen = isProtected && !isLocked
        for (index, cell) in cells.enumerated().prefix(columns.count) { write(cell, row, index, isOpen: isOpen) }
        rows += 1
    }

    /// Lets the header offer filters, over the rows that were written.
    package func filterColumns() {
        guard let last = columns.indices.last else { return }
        worksheet_autofilter(worksheet, 0, 0, UInt32(rows - 1), UInt16(last))
    }

    /// Lets a spreadsheet offer the cells of another sheet of the workbook, from the second row on, in each row of a
    /// column; another value is warned of, not refused.
    package func offer(column: Int, from sheet: String, column source: Int, count: Int) {
        guard count > 0, columns.indices.contains(column) else { return }
        let letters = ReadSheet.columnName(source)
        let formula = "='\(sheet.replacing("'", with: "''"))'!$\(letters)$2:$\(letters)$\(count + 1)"
        formula.withCString { text in
            var validation = lxw_data_validation()
            validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
            validation.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
            validation.value_formula = UnsafeMutablePointer(mutating: text)
            let last = UInt32(max(20_000, rows))
            worksheet_data_validation_range(worksheet, 1, UInt16(column), last, UInt16(column), &validation)
        }
    }

    private func write(_ cell: SheetCell, _ row: UInt32, _ column: Int, isOpen: Bool) {
        let place = UInt16(column)
        let plain = isOpen ? formats.open : columns[column].wraps ? formats.wrapped : formats.text
        switch cell {
        case .empty: break
        case .text(let text):
            if !text.isEmpty { withText(text) { worksheet_write_string(worksheet, row, place, $0, plain) } }
        case .number(let number):
            guard number.isFinite else { return }
            let format = columns[column].format.flatMap { formats.numbers[$0] } ?? plain
            worksheet_write_number(worksheet, row, place, number, format)
        case .date(let year, let month, let day) where year >= 1900:
            var date = lxw_datetime()
            (date.year, date.month, date.day) = (Int32(year), Int32(month), Int32(day))
            worksheet_write_datetime(worksheet, row, place, &date, formats.date)
        case .date(let year, let month, let day):
            withText(isoDate(year, month, day)) { worksheet_write_string(worksheet, row, place, $0, plain) }
        }
    }

    private func withText(_ text: String, _ body: (UnsafePointer<CChar>) -> lxw_error) {
        let isPlain = text.utf8.count <= 10_000 && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0xEF }
        _ = (isPlain ? text : cellText(text)).withCString(body)
    }
}

struct SheetFormats {
    let header: UnsafeMutablePointer<lxw_format>?
    let text: UnsafeMutablePointer<lxw_format>?
    let wrapped: UnsafeMutablePointer<lxw_format>?
    let date: UnsafeMutablePointer<lxw_format>?
    /// Of cells that may be typed in on a protected sheet.
    let open: UnsafeMutablePointer<lxw_format>?
    let numbers: [SheetNumberFormat: UnsafeMutablePointer<lxw_format>?]

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
        header = workbook_add_format(workbook)
        format_set_bold(header)
        format_set_text_wrap(header)
        format_set_align(header, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        text = workbook_add_format(workbook)
        wrapped = workbook_add_format(workbook)
        date = workbook_add_format(workbook)
        open = workbook_add_format(workbook)
        format_set_unlocked(open)
        format_set_text_wrap(open)
        format_set_text_wrap(wrapped)
        format_set_num_format(date, "yyyy-mm-dd")
        for format in [text, wrapped, date, open] { format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue)) }
        var numbers: [SheetNumberFormat: UnsafeMutablePointer<lxw_format>?] = [:]
        for kind in SheetNumberFormat.allCases {
            let format = workbook_add_format(workbook)
            format_set_num_format(format, kind.rawValue)
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
            numbers[kind] = format
        }
        self.numbers = numbers
    }
}
