// SPDX-License-Identifier: Apache-2.0

/// A workbook (.xlsx, ISO/IEC 29500-1, 18) whose rows are read one at a time: memory doesn't grow with them.
package final class Workbook {
    package let worksheets: [Worksheet]
    /// Whether its days are counted from 1904 instead of 1900.
    package var isFrom1904: Bool { parts.isFrom1904 }
    private let source: any ByteSource
    private let limits: WorkbookLimits
    private let parts: WorkbookParts

    /// Reads the list of worksheets, the formats and the shared texts. Throws `WorkbookError`.
    package init(_ source: any ByteSource, limits: WorkbookLimits = WorkbookLimits()) throws {
        (self.source, self.limits) = (source, limits)
        parts = WorkbookParts(texts: SharedTexts(limits: limits))
        let container = WorkbookContainer(source, limits: limits)
        let names = try container.names()
        let main = try container.mainPart(names)
        let reader = WorkbookPartReader()
        try container.read(main, reader)
        let folder = main.lastIndex(of: "/").map { String(main[...$0]) } ?? ""
        let relations = RelationsReader(folder: folder)
        try container.read(folder + "_rels/" + main.dropFirst(folder.count) + ".rels", relations)
        let styles = StylesReader()
        try container.read(relations.kinds["styles"] ?? folder + "styles.xml", styles)
        (parts.formats, parts.isFrom1904) = (styles.formats, reader.isFrom1904)
        let shared = relations.kinds["sharedStrings"] ?? folder + "sharedStrings.xml"
        if names.contains(shared) { try container.stream(shared, parts.texts) { _ in } }
        worksheets = reader.sheets.enumerated().compactMap { index, sheet in
            let part = sheet.relation.flatMap { relations.targets[$0] } ?? folder + "worksheets/sheet\(index + 1).xml"
            // Sheets that are charts or dialogues hold no rows.
            guard names.contains(part), !part.contains("chartsheets/"), !part.contains("dialogsheets/") else {
                return nil
            }
            return Worksheet(name: sheet.name, visibility: sheet.visibility, part: part)
        }
        guard !worksheets.isEmpty else { throw WorkbookError.noWorkbook }
    }

    /// Which cells of a worksheet are merged and which columns hidden; reads it once, quickly.
    package func layout(of sheet: Worksheet) throws -> WorksheetLayout {
        let reader = LayoutReader(limits: limits)
        try WorkbookContainer(source, limits: limits).stream(sheet.part, reader) { _ in }
        return reader.layout
    }

    /// Calls `body` with each row that holds something, from the first on, until it returns false.
    ///
    /// `meanwhile` is told how many bytes were unpacked, every 128 KiB of them: it may show progress, or throw to stop.
    package func forEachRow(
        of sheet: Worksheet, meanwhile: (Int) throws -> Void = { _ in }, _ body: (WorkbookRow) throws -> Bool
    ) throws {
        try withoutActuallyEscaping(body) { body in
            let reader = RowReader(parts, limits: limits, body)
            do {
                try WorkbookContainer(source, limits: limits).stream(sheet.part, reader, meanwhile)
            } catch is ReadingEnded {}
        }
    }
}

/// A sheet of a workbook.
package struct Worksheet: Hashable, Sendable {
    /// Whether a person sees the sheet.
    package enum Visibility: String, Hashable, Sendable { case visible, hidden, veryHidden }

    package let name: String
    package let visibility: Visibility
    let part: String
}

/// Hears which cells are merged and which columns hidden.
private final class LayoutReader: MarkupHearer {
    private(set) var layout = WorksheetLayout()
    private let limits: WorkbookLimits

    init(limits: WorkbookLimits) { self.limits = limits }

    func start(_ element: SheetElement, _ attributes: SheetAttributes) throws {
        switch element {
        case .merge:
            guard layout.merges.count < limits.merges else { throw WorkbookError.tooLarge }
            if let range = attributes["ref"].flatMap({ CellRange($0) }) { layout.merges.append(range) }
        case .column where ["1", "true"].contains(attributes["hidden"] ?? ""):
            guard let from = attributes["min"].flatMap({ Int($0) }), let to = attributes["max"].flatMap({ Int($0) }),
                from >= 1, to >= from, layout.hiddenColumns.count < limits.columns
            else { return }
            layout.hiddenColumns.append(from - 1...min(to, limits.columns) - 1)
        default: break
        }
    }
    func end(_ element: SheetElement) {}
    func text(_ bytes: UnsafeRawBufferPointer) {}
}
