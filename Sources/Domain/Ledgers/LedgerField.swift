// SPDX-License-Identifier: Apache-2.0

/// One column of a register. Never changed, and handed about for every cell of every row: a reference is cheaper than a copy.
package final class LedgerField: Sendable {
    package let key: String
    package let kind: FieldKind
    package let title: LocalisedText
    package let help: LocalisedText?
    package let isRequired: Bool
    /// Masked on screen and in exports, encrypted at rest, found by exact match alone.
    package let isPersonal: Bool
    /// Holds a list of values.
    package let isMany: Bool
    /// What is counted or measured: a word for the screen in the language of the documents, as offices write it.
    package let unit: String?
    /// The code list of a choice.
    package let codeList: String?
    /// The register that an `entry` points into.
    package let ledger: String?
    package let check: CodeCheck?
    /// Bounds in the unit of the stored number, both included.
    package let least: Int64?
    package let most: Int64?
    /// A date field that this date may not lie before.
    package let notBefore: String?
    /// A field of the same kind that this number may not exceed.
    package let notAbove: String?
    /// A place field in whose city this place may not lie.
    package let outside: String?
    /// How far the values of the two sides may lie apart; nil: they are not compared.
    package let agreement: Agreement?
    package let initial: Initial?

    /// How far two sides' values may lie apart.
    package enum Agreement: Hashable, Sendable {
        case exact
        /// Hundredths of a percent of the greater value.
        case within(basisPoints: Int)
    }

    /// What a new row's form holds at first.
    package enum Initial: Hashable, Sendable {
        /// The value of the row that the same person entered last.
        case last
        /// The value of another field of the same row.
        case field(String)
        case value(String)
    }

    package init(
        key: String, kind: FieldKind, title: LocalisedText, help: LocalisedText? = nil, isRequired: Bool = false,
        isPersonal: Bool = false, isMany: Bool = false, unit: String? = nil, codeList: String? = nil,
        ledger: String? = nil, check: CodeCheck? = nil, least: Int64? = nil, most: Int64? = nil,
        notBefore: String? = nil, notAbove: String? = nil, outside: String? = nil, agreement: Agreement? = nil,
        initial: Initial? = nil
    ) {
        (self.key, self.kind, self.title, self.help) = (key, kind, title, help)
        (self.isRequired, self.isPersonal, self.isMany) = (isRequired, isPersonal, isMany)
        (self.unit, self.codeList, self.ledger, self.check) = (unit, codeList, ledger, check)
        (self.least, self.most, self.notBefore) = (least, most, notBefore)
        (self.notAbove, self.outside) = (notAbove, outside)
        (self.agreement, self.initial) = (agreement, initial)
    }
}

/// What a column holds. A closed set: LedgerEngine has one file for each.
package enum FieldKind: String, CaseIterable, Sendable {
    /// One line of text.
    case text
    /// Text of several lines, which is neither sorted nor filtered by.
    case note
    /// Whole things, as a number.
    case count
    /// A measured quantity, in millionths of its unit.
    case amount
    /// Renminbi in whole fen.
    case money
    /// A day, as days since 1970-01-01.
    case date
    /// A month, as months since January of the year 0.
    case month
    /// A value of a dated code list, as its code.
    case choice
    /// Yes or no, as 1 or 0.
    case flag
    /// A person's name with, where known, the number of the identity document: `NAME` or `NAME|NUMBER`.
    case person
    /// A body, as the identity of an `Organisation`, or its name where the directory doesn't know it (`?NAME`).
    case organisation
    /// A place by its code (GB/T 2260).
    case place
    /// A stored file, as the SHA-256 of its bytes in hex, a colon, and its name.
    case file
    /// A task of an adopted plan, as the task's identity.
    case task
    /// A row of another register, as its identity.
    case entry
    /// A code with check digits (`CodeCheck`); a failed check warns and never blocks.
    case code
}

/// A standard by which a code can be checked.
package enum CodeCheck: String, CaseIterable, Sendable {
    /// Unified social credit code, 18 characters (GB 32100-2015).
    case creditCode
    /// Unified code of an investment project, 24 characters.
    case investmentCode
    /// Class of the national economy's industries, a letter and four digits or four digits (GB/T 4754-2017).
    case industryCode
    /// Occupation, `d-dd-dd-dd` (GB/T 6565).
    case occupationCode
}

/// The value of a field, in the one form in which it is stored, compared and added.
package enum FieldValue: Hashable, Sendable {
    /// count, amount, money, date, month, flag: see `FieldKind` for the unit.
    case number(Int64)
    /// text, note, choice, person, organisation, place, file, task, entry, code. Never empty.
    case text(String)
    /// The values of a field that holds many. Never empty.
    case list([FieldValue])
}
