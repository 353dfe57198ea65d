// SPDX-License-Identifier: Apache-2.0
package import Domain
package import OfficeFiles

/// A file with tables, opened: its sheets, and their rows one at a time.
package final class SheetFile {
    /// One sheet; a file of separated values has one, without a name.
    package struct Tab: Hashable, Sendable {
        package let name: String
        package let isHidden: Bool
    }
    package let tabs: [Tab]
    /// Whether its days are counted from 1904 instead of 1900.
    package let isFrom1904: Bool
    private let content: Content

    private enum Content {
        case workbook(Workbook, [Worksheet])
        case separated(SeparatedText)
    }

    /// Opens a workbook or separated values. Throws `WorkbookError`; of kinds that another program must convert
    /// `.foreign`.
    package init(_ source: any ByteSource, limits: WorkbookLimits = WorkbookLimits()) throws {
        switch try recogniseWorkbook(source) {
        case .workbook:
            let book = try Workbook(source, limits: limits)
            tabs = book.worksheets.map { Tab(name: $0.name, isHidden: $0.visibility != .visible) }
            content = .workbook(book, book.worksheets)
            isFrom1904 = book.isFrom1904
        case .separatedText:
            content = .separated(try SeparatedText(source, limits: limits))
            tabs = [Tab(name: "", isHidden: false)]
            isFrom1904 = false
        }
    }

    /// Merged cells and hidden columns of the sheet at that place.
    package func layout(of tab: Int) throws -> SourceLayout {
        guard case .workbook(let book, let sheets) = content, sheets.indices.contains(tab) else {
            return SourceLayout()
        }
        let layout = try book.layout(of: sheets[tab])
        return SourceLayout(
            merges: layout.merges.map { CellArea(rows: $0.rows, columns: $0.columns) },
            hiddenColumns: layout.hiddenColumns)
    }

    /// Calls `body` with each row of the sheet at that place that holds something, until it returns false; blocks the
    /// calling thread. `meanwhile` is told how many bytes were unpacked, and may throw to stop.
    package func forEachRow(
        of tab: Int, meanwhile: (Int) throws -> Void = { _ in }, _ body: (SourceRow) throws -> Bool
    ) throws {
        let take = { (row: WorkbookRow) throws -> Bool in
            try body(SourceRow(number: row.number, isHidden: row.isHidden, cells: row.cells.map(SourceCell.init)))
        }
        switch content {
        case .workbook(let book, let sheets):
            guard sheets.indices.contains(tab) else { return }
            try book.forEachRow(of: sheets[tab], meanwhile: meanwhile, take)
        case .separated(let text): try text.forEachRow(meanwhile: meanwhile, take)
        }
    }
}

extension SourceCell {
    fileprivate init(_ cell: WorkbookCell) {
        let value: Value =
            switch cell.value {
            case .text(let text): .text(text)
            case .number(let number, let unit): .number(number, unit: unit)
            case .date(let year, let month, let day, _):
                CalendarDate(year: year, month: month, day: day).map { .date($0) } ?? .text("\(year)-\(month)-\(day)")
            case .boolean(let flag): .flag(flag)
            case .error(let text): .error(text)
            case .uncomputed: .uncomputed
            }
        self.init(column: cell.column, value: value, isFormula: cell.isFormula)
    }
}
