// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Returns an .xlsx workbook with one worksheet per sheet.
package func writeXLSX(_ sheets: [Sheet]) throws(SheetError) -> [UInt8] {
    let path = NSTemporaryDirectory() + "jiedui-" + UUID().uuidString + ".xlsx"
    defer { unlink(path) }
    try writeXLSX(sheets, to: path)
    guard let data = FileManager.default.contents(atPath: path) else { throw .notWritten("read back") }
    return [UInt8](data)
}

/// Writes an .xlsx workbook to the path: the file is there whole or not at all.
package func writeXLSX(_ sheets: [Sheet], to path: String) throws(SheetError) {
    guard !sheets.isEmpty else { throw .noSheet }
    for sheet in sheets where sheet.rows.count >= 1_048_576 { throw .tooManyRows(sheet.rows.count) }
    let workbook = try WorkbookWriter(path: path)
    var writers: [WorksheetWriter] = []
    for sheet in sheets {
        let writer = try workbook.add(
            sheet.title, sheet.columns, isHidden: sheet.isHidden, freezesHeader: sheet.freezesHeader,
            isProtected: !sheet.lockedRows.isEmpty)
        for (number, row) in sheet.rows.enumerated() {
            try writer.write(row, isLocked: sheet.lockedRows.contains(number))
        }
        if sheet.filtersColumns { writer.filterColumns() }
        writers.append(writer)
    }
    for (sheet, writer) in zip(sheets, writers) {
        for (index, column) in sheet.columns.enumerated() {
            guard let range = column.choices, sheets.indices.contains(range.sheet) else { continue }
            let count = sheets[range.sheet].rows.count { row in
                row.indices.contains(range.column) && row[range.column] != .empty
            }
            writer.offer(column: index, from: writers[range.sheet].name, column: range.column, count: count)
        }
    }
    try workbook.close()
}

/// A cell holds at most 32,767 units of UTF-16; longer text ends with an ellipsis there.
/// Characters that XML cannot hold are dropped, and so is NUL, which would end the text for the library. A line ends
/// with a line feed alone: the library would print a carriage return as `_x000D_`.
func cellText(_ text: String) -> String {
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
