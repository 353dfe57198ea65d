// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

extension SQLValue {
    package static func id<Subject>(_ id: Identifier<Subject>) -> SQLValue { .text(id.text) }
    package static func id<Subject>(_ id: Identifier<Subject>?) -> SQLValue { .text(id?.text) }
    package static func at(_ instant: Instant) -> SQLValue { .integer(instant.milliseconds) }
    package static func at(_ instant: Instant?) -> SQLValue { instant.map { .at($0) } ?? .null }
    package static func day(_ date: CalendarDate?) -> SQLValue { .text(date?.description) }
    package static func code(_ code: DivisionCode?) -> SQLValue { .text(code?.text) }
    /// The raw value of a closed list.
    package static func choice<Choice: RawRepresentable<String>>(_ choice: Choice?) -> SQLValue {
        .text(choice?.rawValue)
    }
    /// Text that is not empty, or NULL: some servers hold both for the same.
    package static func filled(_ text: String?) -> SQLValue { text == "" ? .null : .text(text) }
}

/// The values of the domain by position. The readers throw as those of `SQLRow` do.
extension SQLRow {
    package func id<Subject>(_ column: Int, of subject: Subject.Type = Subject.self) throws -> Identifier<Subject> {
        guard let id = Identifier<Subject>(try text(column)) else { throw mismatch(column, "an identifier") }
        return id
    }

    package func idOrNil<Subject>(
        _ column: Int, of subject: Subject.Type = Subject.self
    ) throws -> Identifier<Subject>? {
        try isNull(column) ? nil : id(column, of: subject)
    }

    package func instant(_ column: Int) throws -> Instant { Instant(milliseconds: try int64(column)) }

    package func instantOrNil(_ column: Int) throws -> Instant? { try isNull(column) ? nil : instant(column) }

    package func day(_ column: Int) throws -> CalendarDate {
        guard let day = CalendarDate(iso: try text(column)) else { throw mismatch(column, "a day") }
        return day
    }

    package func dayOrNil(_ column: Int) throws -> CalendarDate? { try isNull(column) ? nil : day(column) }

    package func division(_ column: Int) throws -> DivisionCode {
        guard let code = DivisionCode(try text(column)) else { throw mismatch(column, "the code of a division") }
        return code
    }

    package func divisionOrNil(_ column: Int) throws -> DivisionCode? {
        try isNull(column) ? nil : division(column)
    }

    /// One of a closed list, by its raw value.
    package func choice<Choice: RawRepresentable<String>>(
        _ column: Int, of list: Choice.Type = Choice.self
    ) throws -> Choice {
        guard let choice = Choice(rawValue: try text(column)) else { throw mismatch(column, "one of \(list)") }
        return choice
    }

    package func choiceOrNil<Choice: RawRepresentable<String>>(
        _ column: Int, of list: Choice.Type = Choice.self
    ) throws -> Choice? {
        try isNull(column) ? nil : choice(column, of: list)
    }

    /// The years in two columns.
    package func years(_ from: Int, _ to: Int) throws -> YearSpan {
        guard let span = YearSpan(from: try integer(from), to: try integer(to)) else {
            throw mismatch(to, "a year not before the one in column \(from)")
        }
        return span
    }
}
