// SPDX-License-Identifier: Apache-2.0

/// A register described as data: which fields a row has, what makes it unique, what is counted from it.
///
/// Definitions are versioned; a row remembers the version it was last checked against.
package struct Ledger: Sendable {
    /// The name in addresses, files and stored rows: `visit`.
    package let key: String
    /// The number in the list of registers: `L03`.
    package let code: String
    package let version: Int
    package let validFrom: CalendarDate
    package let title: LocalisedText
    /// What the register is for, in a sentence or two.
    package let about: LocalisedText
    /// What is counted wrongly most easily.
    package let traps: [LocalisedText]
    package let confirmation: Confirmation
    /// The field whose day says when the row happened: periods, windows and the default order go by it.
    package let dateField: String
    /// The clauses of the national work plan that the rows are evidence for: `三、(五)#1`.
    package let clauses: [String]
    /// The fields that make a row unique within its pairing, and what to fall back on where one of them is empty.
    package let uniqueKeys: [[String]]
    package let retention: Retention
    package let stages: StagePlan?
    /// Spans of time that may not overlap between rows: one person is seconded to one body at a time.
    package let overlap: OverlapRule?
    /// A sum over rows that should stay below a value of the row they point to.
    package let ceiling: SumCeiling?
    package let fields: [LedgerField]
    package let indicators: [Indicator]

    /// Who has to agree that a row is right.
    package enum Confirmation: String, CaseIterable, Sendable {
        /// An event of both cities: one row that both confirm.
        case both
        /// A row of the side that entered it.
        case own
    }

    package init(
        key: String, code: String, version: Int, validFrom: CalendarDate, title: LocalisedText, about: LocalisedText,
        traps: [LocalisedText], confirmation: Confirmation, dateField: String, clauses: [String],
        uniqueKeys: [[String]], retention: Retention, stages: StagePlan?, overlap: OverlapRule? = nil,
        ceiling: SumCeiling? = nil, fields: [LedgerField], indicators: [Indicator]
    ) {
        (self.key, self.code, self.version, self.validFrom) = (key, code, version, validFrom)
        (self.title, self.about, self.traps) = (title, about, traps)
        (self.confirmation, self.dateField, self.clauses) = (confirmation, dateField, clauses)
        (self.uniqueKeys, self.retention, self.stages) = (uniqueKeys, retention, stages)
        (self.overlap, self.ceiling) = (overlap, ceiling)
        (self.fields, self.indicators) = (fields, indicators)
    }

    /// The field of that name, or nil.
    package func field(_ key: String) -> LedgerField? { fields.first { $0.key == key } }
}

/// How long rows are kept, and what becomes of what is personal in them afterwards.
package struct Retention: Hashable, Sendable {
    /// What becomes of rows at the end.
    package enum End: String, CaseIterable, Sendable {
        /// The row stays whole: nothing in it is personal.
        case keep
        /// What is personal is removed, the row stays and goes on counting.
        case anonymise
        /// The row goes.
        case remove
    }
    package let years: Int
    /// The date field from which the years run; nil: the register's own.
    package let after: String?
    package let end: End

    package init(years: Int, after: String?, end: End) { (self.years, self.after, self.end) = (years, after, end) }
}

/// The moves that a register allows between the stages of a row.
package struct StagePlan: Sendable {
    /// The stages to which one leads on.
    package struct Move: Hashable, Sendable {
        package let from: String
        package let to: [String]

        package init(from: String, to: [String]) { (self.from, self.to) = (from, to) }
    }
    /// The choice field that holds the stage.
    package let field: String
    /// After so many days without a move a row that is not at an end is pointed out.
    package let alarmDays: Int?
    /// Stages at which nothing more is expected.
    package let final: Set<String>
    package let moves: [Move]
    /// The evidence that reaching a stage needs, in words.
    package let evidence: [String: LocalisedText]

    package init(
        field: String, alarmDays: Int?, final: Set<String>, moves: [Move], evidence: [String: LocalisedText]
    ) {
        (self.field, self.alarmDays, self.final) = (field, alarmDays, final)
        (self.moves, self.evidence) = (moves, evidence)
    }
}

/// Rows of one pairing with the same value of `field` may not overlap between two days.
package struct OverlapRule: Hashable, Sendable {
    package let field: String
    package let from: String
    /// A row without this day goes on.
    package let to: String

    package init(field: String, from: String, to: String) { (self.field, self.from, self.to) = (field, from, to) }
}

/// The sum of `field` over the rows that point to the same row by `entry` should not exceed so much of a value there.
package struct SumCeiling: Hashable, Sendable {
    package let field: String
    /// The field that points to the row of the other register.
    package let entry: String
    /// The field of that row.
    package let of: String
    package let percent: Int

    package init(field: String, entry: String, of: String, percent: Int) {
        (self.field, self.entry, self.of, self.percent) = (field, entry, of, percent)
    }
}
