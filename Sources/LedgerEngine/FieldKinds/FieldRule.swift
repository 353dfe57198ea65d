// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What a kind of field does: reads, checks, prints, sorts, sums. One conforming type for each `FieldKind`, in a file of
/// its own; `FieldRules` names them all. A rule handles one value; `LedgerField` (`LedgerField+Rule`) handles lists.
package protocol FieldRule: Sendable {
    var kind: FieldKind { get }
    /// How values are sorted and filtered.
    var order: FieldOrder { get }
    /// The number format of a spreadsheet's column: `#,##0.00`.
    var sheetFormat: String { get }

    /// The control of a form.
    func control(_ field: LedgerField) -> FormControl
    /// Reads one value that was typed or stands in a cell; `input.text` is tidy and not empty.
    func read(_ input: FieldInput, _ field: LedgerField, _ directory: LedgerDirectory) -> FieldReading
    /// What is wrong with a stored value, or odd about it, beyond what reading would have refused.
    func check(_ value: FieldValue, _ field: LedgerField) -> [FieldProblem]
    /// The value for the screen and for documents.
    func screenText(
        _ value: FieldValue, _ field: LedgerField, _ language: Language, _ directory: LedgerDirectory
    ) -> String
    /// The value as a form's input holds it; reading it again gives the value.
    func formText(_ value: FieldValue, _ field: LedgerField, _ directory: LedgerDirectory) -> String
    /// The value as a spreadsheet's cell holds it; reading it again gives the value.
    func cell(
        _ value: FieldValue, _ field: LedgerField, _ language: Language, _ directory: LedgerDirectory
    ) -> FieldCell
}

/// How values of a kind are sorted and compared.
package enum FieldOrder: Hashable, Sendable {
    /// By the stored number.
    case number
    /// By the stored text.
    case text
    /// Not at all.
    case none
}

/// The control of a form.
package enum FormControl: Hashable, Sendable {
    case line
    case lines
    /// A number, with so many decimals at most.
    case number(decimals: Int)
    /// Money: a number with a choice of 元, 万元, 亿元 beside it.
    case money
    case date
    case month
    /// A value of a code list.
    case choice(codeList: String)
    case checkbox
    /// A name that the directory looks up.
    case lookup(LedgerDirectory.Reference)
    case upload
}

/// What a spreadsheet's cell holds.
package enum FieldCell: Hashable, Sendable {
    case text(String)
    /// A decimal number in its shortest form: `1200.5`.
    case number(String)
    /// Days since 1899-12-30: what spreadsheets call a date.
    case date(serial: Int)
}

/// What a cell or a form's input holds, with what its heading says of it.
package struct FieldInput: Hashable, Sendable {
    package var text: String
    /// The unit that the column's heading states, or that was chosen beside the input: `万元`.
    package var unit: String?
    /// Whether the cell holds a number: binary fractions are rounded as spreadsheets show them, dates are serial numbers.
    package var isNumber: Bool
    /// Whether the workbook counts its days from 1904 instead of 1900.
    package var isFrom1904: Bool

    package init(_ text: String, unit: String? = nil, isNumber: Bool = false, isFrom1904: Bool = false) {
        (self.text, self.unit, self.isNumber, self.isFrom1904) = (text, unit, isNumber, isFrom1904)
    }
}

/// What was read: the value (nil: the input is empty or can't stand) and what there is to say about it.
package struct FieldReading: Hashable, Sendable {
    package var value: FieldValue?
    package var problems: [FieldProblem]

    package init(_ value: FieldValue?, _ problems: [FieldProblem] = []) {
        (self.value, self.problems) = (value, problems)
    }

    /// Nothing could be read.
    init(
        _ field: LedgerField, _ messageKey: String, _ arguments: [String: String] = [:], proposal: String? = nil
    ) {
        self.init(nil, [.error(field, messageKey, arguments, proposal: proposal)])
    }

    /// True where the value may be stored: nothing is an error.
    package var isUsable: Bool { problems.allSatisfy { $0.weight == .warning } }
}
