// SPDX-License-Identifier: Apache-2.0
import CXLSXWriter
import Foundation

/// Returns an .xlsx workbook with one worksheet per sheet.
package func writeXLSX(_ sheets: [Sheet]) throws(SheetError) -> [UInt8] {
    let path = NSTemporaryDirectory() + "jiedui-" + UUID().uuidString + ".xlsx"
    defer { unlink(path) }
    try writeWorkbook(sheets, to: path)
    guard let data = FileManager.default.contents(atPath: path) else { throw .notWritten("read back") }
    return [UInt8](data)
}

/// Writes an .xlsx workbook to the path: the file is there whole or not at all.
package func writeXLSX(_ sheets: [Sheet], to path: String) throws(SheetError) {
    let unfinished = path + "." + UUID().uuidString + ".part"
    do { try writeWorkbook(sheets, to: unfinished) } catch {
        unlink(unfinished)
        throw error
    }
    guard rename(unfinished, path) == 0 else {
        let reason = String(cString: strerror(errno))
        unlink(unfinished)
        throw .notWritten(reason)
    }
}

private func writeWorkbook(_ sheets: [Sheet], to path: String) throws(SheetError) {
    guard !sheets.isEmpty else { throw .noSheet }
    for sheet in sheets {
        guard sheet.rows.count < 1_048_576 else { throw .tooManyRows(sheet.rows.count) }
        guard sheet.columns.count <= 16_384 else { throw .tooManyColumns(sheet.columns.count) }
    }
    // Rows leave memory as they are written, so that a ledger of any length costs the same.
    var options = lxw_workbook_options()
    options.constant_memory = 1
    guard let workbook = workbook_new_opt(path, &options) else { throw .notWritten("out of memory") }
    let formats = SheetFormats(workbook)
    var taken: Set<String> = []
    let titles = sheets.map { sheetTitle($0.title, taken: &taken) }
    for (sheet, title) in zip(sheets, titles) {
        guard let worksheet = workbook_add_worksheet(workbook, title) else { continue }
        write(sheet, to: worksheet, formats)
        for (index, column) in sheet.columns.enumerated() {
            guard let range = column.choices, sheets.indices.contains(range.sheet) else { continue }
            offer(range, of: sheets[range.sheet], titled: titles[range.sheet], in: worksheet, UInt16(index))
        }
    }
    let status = workbook_close(workbook)
    guard status == LXW_NO_ERROR else {
        throw .notWritten(lxw_strerror(status).map { String(cString: $0) } ?? "unknown")
    }
}

private struct SheetFormats {
    let header: UnsafeMutablePointer<lxw_format>?
    let text: UnsafeMutablePointer<lxw_format>?
    let wrapped: UnsafeMutablePointer<lxw_format>?
    let date: UnsafeMutablePointer<lxw_format>?

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
        header = workbook_add_format(workbook)
        format_set_bold(header)
        format_set_text_wrap(header)
        format_set_align(header, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        text = workbook_add_format(workbook)
        wrapped = workbook_add_format(workbook)
        date = workbook_add_format(workbook)
        format_set_text_wrap(wrapped)
        format_set_num_format(date, "yyyy-mm-dd")
        for format in [text, wrapped, date] { format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue)) }
    }
}

private func write(_ sheet: Sheet, to worksheet: UnsafeMutablePointer<lxw_worksheet>, _ formats: SheetFormats) {
    for (index, column) in sheet.columns.enumerated() {
        let place = UInt16(index)
        worksheet_set_column(worksheet, place, place, min(max(column.width, 1), 255), nil)
    }
    if sheet.freezesHeader { worksheet_freeze_panes(worksheet, 1, 0) }
    if sheet.filtersColumns, let last = sheet.columns.indices.last {
        worksheet_autofilter(worksheet, 0, 0, UInt32(sheet.rows.count), UInt16(last))
    }
    for (index, column) in sheet.columns.enumerated() {
        worksheet_write_string(worksheet, 0, UInt16(index), cellText(column.header), formats.header)
    }
    for (row, cells) in sheet.rows.enumerated() {
        for (index, cell) in cells.prefix(sheet.columns.count).enumerated() {
            let format = sheet.columns[index].wraps ? formats.wrapped : formats.text
            write(cell, to: worksheet, row: UInt32(row + 1), column: UInt16(index), format, formats.date)
        }
    }
}

/// Lets a spreadsheet offer the cells of another sheet in every row of a column.
private func offer(
    _ range: SheetRange, of sheet: Sheet, titled title: String, in worksheet: UnsafeMutablePointer<lxw_worksheet>,
    _ column: UInt16
) {
    let count = sheet.rows.count { row in row.indices.contains(range.column) && row[range.column] != .empty }
    guard count > 0 else { return }
    let name = ReadSheet.columnName(range.column)
    let formula = "='\(title.replacing("'", with: "''"))'!$\(name)$2:$\(name)$\(count + 1)"
    formula.withCString { text in
        var validation = lxw_data_validation()
        validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
        validation.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
        validation.value_formula = UnsafeMutablePointer(mutating: text)
        worksheet_data_validation_range(worksheet, 1, column, 20_000, column, &validation)
    }
}

private func write(
    _ cell: SheetCell, to worksheet: UnsafeMutablePointer<lxw_worksheet>, row: UInt32, column: UInt16,
    _ format: UnsafeMutablePointer<lxw_format>?, _ dateFormat: UnsafeMutablePointer<lxw_format>?
) {
    switch cell {
    case .empty: break
    case .text(let text) where text.isEmpty: break
    case .text(let text): worksheet_write_string(worksheet, row, column, cellText(text), format)
    case .number(let number):
        if number.isFinite { worksheet_write_number(worksheet, row, column, number, format) }
    case .date(let year, let month, let day) where year >= 1900:
        var date = lxw_datetime()
        (date.year, date.month, date.day) = (Int32(year), Int32(month), Int32(day))
        worksheet_write_datetime(worksheet, row, column, &date, dateFormat)
    case .date(let year, let month, let day):
        worksheet_write_string(worksheet, row, column, isoDate(year, month, day), format)
    }
}

/// A cell holds at most 32,767 units of UTF-16; longer text ends with an ellipsis there.
/// Characters that XML cannot hold are dropped, and so is NUL, which would end the text for the library. A line ends
/// with a line feed alone: the library would print a carriage return as `_x000D_`.
private func cellText(_ text: String) -> String {
    let limit = 32_767
    var kept = String.UnicodeScalarView()
    var units = 0
    for scalar in text.unicodeScalars {
        let isControl = scalar.value < 0x20 && scalar != "\n" && scalar != "\t"
        guard !isControl, scalar.value != 0xFFFE, scalar.value != 0xFFFF else { continue }
        units += UTF16.width(scalar)
        if units > limit - 1, text.utf16.count > limit {
            kept.append("\u{2026}")
            break
        }
        kept.append(scalar)
    }
    return String(kept)
}

/// A tab's name: at most 31 units, none of `[ ] : * ? / \`, no apostrophe at its ends, and none twice.
func sheetTitle(_ wished: String, taken: inout Set<String>) -> String {
    let replaced = String(wished.map { "[]:*?/\\".contains($0) || $0.isNewline ? "_" : $0 })
    var base = shortened(replaced, to: 31)
    if base.hasPrefix("'") { base = "_" + base.dropFirst() }
    if base.hasSuffix("'") { base = base.dropLast() + "_" }
    if base.isEmpty || base.lowercased() == "history" { base += "_" }
    var (title, number) = (base, 2)
    while !taken.insert(title.lowercased()).inserted {
        title = shortened(base, to: 31 - " (\(number))".count) + " (\(number))"
        number += 1
    }
    return title
}

private func shortened(_ text: String, to units: Int) -> String {
    var short = text
    while short.utf16.count > units { short.removeLast() }
    return short
}
