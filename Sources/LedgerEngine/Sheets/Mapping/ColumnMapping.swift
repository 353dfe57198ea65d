// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Which columns of a table hold which fields of a register.
package struct ColumnMapping: Sendable {
    /// Why a column is taken for a field.
    package enum Reason: String, CaseIterable, Sendable {
        /// The file says so itself: it was written by this program.
        case schema
        /// An earlier file with this heading was mapped so.
        case remembered
        case title
        /// The last line of the heading is the title.
        case lastLine
        /// Other words for the same thing.
        case synonym
        /// The one contains the other.
        case part
        /// Most letters are the same.
        case similar
        /// The help of the field names it.
        case help
        /// The title says nothing; the values do.
        case values
        /// A person chose it.
        case chosen
    }
    /// One column that holds one field.
    package struct Match: Hashable, Sendable {
        /// From 0.
        package let column: Int
        package let field: String
        /// From 0 to 100.
        package let confidence: Int
        package let reason: Reason
        /// Which day of a column that holds two; nil: the whole cell.
        package let end: SpanEnd?

        package init(column: Int, field: String, confidence: Int, reason: Reason, end: SpanEnd? = nil) {
            (self.column, self.field, self.confidence, self.reason) = (column, field, confidence, reason)
            self.end = end
        }
    }
    /// The first or the last day of a column that holds both.
    package enum SpanEnd: String, Hashable, Sendable { case first, last }
    /// At most one for each field, and for each column that doesn't hold two days; by column.
    package var matches: [Match]
    /// Values that the file doesn't have and that hold for each of its rows.
    package var constants: [String: FieldValue]

    package init(matches: [Match], constants: [String: FieldValue] = [:]) {
        (self.matches, self.constants) = (matches.sorted { $0.column < $1.column }, constants)
    }

    /// The required fields that no column and no constant gives.
    package func missing(in ledger: Ledger) -> [LedgerField] {
        ledger.fields.filter { field in
            field.isRequired && field.initial == nil && constants[field.key] == nil
                && !matches.contains { $0.field == field.key }
        }
    }

    /// The same with those that a form takes over from the last row, which a file doesn't.
    package func unfilled(in ledger: Ledger) -> [LedgerField] {
        ledger.fields.filter { field in
            field.isRequired && (field.initial == nil || field.initial == .last) && constants[field.key] == nil
                && !matches.contains { $0.field == field.key }
        }
    }
}

/// What is remembered of a mapping for the next file with the same heading.
package struct MappingMemory: Hashable, Sendable {
    package let ledger: String
    /// `FoundTable.signature`.
    package let signature: String
    /// The field of each title (`titleKey`); an empty text: the column was left out; of two days two, joined by a bar.
    package let fields: [String: String]

    package init(ledger: String, signature: String, fields: [String: String]) {
        (self.ledger, self.signature, self.fields) = (ledger, signature, fields)
    }

    /// What is to be remembered of a mapping that was used.
    package init(_ mapping: ColumnMapping, of table: FoundTable, ledger: Ledger) {
        var fields: [String: String] = [:]
        for column in table.columns where !column.isSerial {
            let own = mapping.matches.filter { $0.column == column.column }.sorted {
                $1.end == .last && $0.end != .last
            }
            fields[titleKey(column.title)] = own.map(\.field).joined(separator: "|")
        }
        self.init(ledger: ledger.key, signature: table.signature, fields: fields)
    }
}

extension Ledger {
    /// The keys of the titles of the fields, in both languages: what the heading of a table of this register may hold.
    package var sheetVocabulary: Set<String> {
        Set(fields.flatMap { [titleKey($0.title.chinese), titleKey($0.title.english)] }).subtracting([""])
    }
}
