// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Extraction
package import LedgerEngine

/// A file that is to be read as rows of a register: what it says of itself, and the sheets in which tables are looked for.
package struct RegisterFile {
    package let name: String
    package let file: SheetFile
    /// What the file says of itself, where this program wrote it.
    package let schema: RegisterSchema?
    /// The rows that it held when this program wrote it: what is not among its rows any more was deleted.
    package let written: [RowTag]
    /// The places of the sheets to be read.
    package let tabs: [Int]

    package init(_ file: SheetFile, named name: String) throws {
        (self.file, self.name) = (file, name)
        var schema: RegisterSchema?
        if let hidden = file.tabs.firstIndex(where: { $0.isHidden && $0.name == RegisterSchema.sheetName }) {
            var rows: [[String]] = []
            try file.forEachRow(of: hidden) { row in
                rows.append((0..<4).map { row.cell($0)?.text ?? "" })
                return rows.count < 1_000
            }
            schema = RegisterSchema(rows: rows)
        }
        self.schema = schema
        var written: [RowTag] = []
        if schema != nil,
            let hidden = file.tabs.firstIndex(where: { $0.isHidden && $0.name == RegisterSchema.rowsName })
        {
            try file.forEachRow(of: hidden) { row in
                if let tag = row.cell(0).flatMap({ RowTag($0.text) }) { written.append(tag) }
                return true
            }
        }
        self.written = written
        let shown = file.tabs.indices.filter { !file.tabs[$0].isHidden }
        tabs = schema == nil ? shown : Array(shown.prefix(1))
    }

    /// Calls `body` with what is found in each sheet, in order, until it throws.
    package func forEachEvent(
        ledger: Ledger, memories: [MappingMemory], meanwhile: (Int) throws -> Void = { _ in },
        _ body: (_ sheet: String, TableEvent) throws -> Void
    ) throws {
        var vocabulary = ledger.sheetVocabulary
        for memory in memories where memory.ledger == ledger.key {
            vocabulary.formUnion(memory.fields.filter { !$0.value.isEmpty }.keys)
        }
        for tab in tabs {
            var scanner = TableScanner(layout: try file.layout(of: tab), vocabulary: vocabulary)
            try file.forEachRow(of: tab, meanwhile: meanwhile) { row in
                for event in scanner.add(row) { try body(file.tabs[tab].name, event) }
                return true
            }
            for event in scanner.finish() { try body(file.tabs[tab].name, event) }
        }
    }
}
