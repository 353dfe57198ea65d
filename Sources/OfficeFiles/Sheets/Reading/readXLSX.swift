// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Reads the first worksheet of a workbook (ISO/IEC 29500-1, 18): text, numbers as printed without a format, days as
/// `2026-01-05`.
package func readXLSX(
    _ bytes: [UInt8], limits: ReadSheetLimits = ReadSheetLimits()
) throws(ReadSheetError) -> ReadSheet {
    guard let first = try readXLSX(MemorySource(bytes), most: 1, limits: limits).first else { throw .noWorkbook }
    return first
}

/// Reads the first `most` worksheets of a workbook, hidden ones too, as `readXLSX` of one.
package func readXLSX(
    _ source: any ByteSource, most: Int, limits: ReadSheetLimits = ReadSheetLimits()
) throws(ReadSheetError) -> [ReadSheet] {
    do {
        let book = try Workbook(source)
        guard !book.worksheets.isEmpty else { throw WorkbookError.noWorkbook }
        return try book.worksheets.prefix(most).map { try read($0, of: book, limits) }
    } catch let error as WorkbookError {
        throw ReadSheetError(error)
    } catch {
        throw .noWorkbook
    }
}

private func read(_ worksheet: Worksheet, of book: Workbook, _ limits: ReadSheetLimits) throws -> ReadSheet {
    var sheet = ReadSheet(title: worksheet.name, rows: [])
    try book.forEachRow(of: worksheet) { row in
        let cells = row.cells.map { ($0.column, shown($0.value)) }.filter { !$0.1.isEmpty }
        guard let last = cells.last else { return true }
        guard row.number <= limits.rows, last.0 < limits.columns else { throw WorkbookError.tooLarge }
        while sheet.rows.count < row.number { sheet.rows.append([]) }
        var texts = [String](repeating: "", count: last.0 + 1)
        for (column, text) in cells { texts[column] = text }
        sheet.rows[row.number - 1] = texts
        return true
    }
    return sheet
}

private func shown(_ value: WorkbookValue) -> String {
    switch value {
    case .text(let text): text.trimmingCharacters(in: .whitespacesAndNewlines)
    case .number(let number, let unit): plainNumber(number) + (unit == "%" ? "%" : "")
    case .date(let year, let month, let day, _): isoDate(year, month, day)
    case .boolean(let flag): flag ? "TRUE" : "FALSE"
    case .error(let text): text
    case .uncomputed: ""
    }
}

extension ReadSheetError {
    fileprivate init(_ error: WorkbookError) {
        self =
            switch error {
            case .container(let error): .container(error)
            case .markup(let error, let part): .markup(error, part: part)
            case .encrypted: .container(.encrypted)
            case .tooLarge: .tooLarge
            case .noWorkbook, .foreign, .disordered, .noText, .empty: .noWorkbook
            }
    }
}
