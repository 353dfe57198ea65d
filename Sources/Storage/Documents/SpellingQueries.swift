// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// Words that mean a body, because a clerk said so of a document.
package struct LearnedSpelling: Hashable, Sendable {
    package var id: Identifier<LearnedSpelling>
    package var pairing: Identifier<Pairing>
    /// The city that has the body; nil for units of none.
    package var division: DivisionCode?
    package var spelling: String
    package var organisation: Identifier<Organisation>
    /// The day of the document from which on it holds; nil where the document has none.
    package var day: CalendarDate?
    package var draft: Identifier<Draft>?
    /// The step of the draft that taught it.
    package var step: Int?
    package var learnedAt: Instant
    package var removedAt: Instant?

    package init(
        id: Identifier<LearnedSpelling>, pairing: Identifier<Pairing>, division: DivisionCode?, spelling: String,
        organisation: Identifier<Organisation>, day: CalendarDate?, draft: Identifier<Draft>?, step: Int?,
        learnedAt: Instant, removedAt: Instant? = nil
    ) {
        (self.id, self.pairing, self.division, self.spelling) = (id, pairing, division, spelling)
        (self.organisation, self.day, self.draft, self.step) = (organisation, day, draft, step)
        (self.learnedAt, self.removedAt) = (learnedAt, removedAt)
    }
}

/// The spellings of bodies that clerks taught.
package struct SpellingQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func insert(_ spelling: LearnedSpelling) throws {
        try connection.insert(
            into: "unit_spelling",
            [
                "id", "pairing_id", "division_code", "spelling", "organisation_id", "day", "draft_id", "step",
                "learned_at", "removed_at",
            ],
            rows: [
                [
                    .id(spelling.id), .id(spelling.pairing), .code(spelling.division), .text(spelling.spelling),
                    .id(spelling.organisation), .day(spelling.day), .id(spelling.draft),
                    spelling.step.map { SQLValue.integer($0) } ?? .null, .at(spelling.learnedAt),
                    .at(spelling.removedAt),
                ]
            ])
    }

    package func find(_ id: Identifier<LearnedSpelling>) throws -> LearnedSpelling? {
        try select(SQLCondition("id = ?", [.id(id)])).first
    }

    /// What was taught of these cities, and in this pairing of units of no city; nothing that was taken away.
    package func known(
        in divisions: [DivisionCode], pairing: Identifier<Pairing>
    ) throws -> [LearnedSpelling] {
        let ofCities = SQLCondition.in("division_code", divisions.map { .code($0) })
        let ofNone = SQLCondition("division_code IS NULL AND pairing_id = ?", [.id(pairing)])
        return try select(.all([SQLCondition("removed_at IS NULL"), .any([ofCities, ofNone])]))
    }

    /// What was taught of a body, what was taken away too.
    package func all(of organisation: Identifier<Organisation>) throws -> [LearnedSpelling] {
        try select(SQLCondition("organisation_id = ?", [.id(organisation)]))
    }

    /// What a step of a draft taught.
    package func taught(by draft: Identifier<Draft>, step: Int) throws -> [LearnedSpelling] {
        try select(SQLCondition("draft_id = ? AND step = ?", [.id(draft), .integer(step)]))
    }

    package func setRemoved(_ moment: Instant?, _ id: Identifier<LearnedSpelling>) throws {
        try connection.run("UPDATE unit_spelling SET removed_at = ? WHERE id = ?", [.at(moment), .id(id)])
    }

    /// Takes back for good what steps taught that are forgotten.
    package func forget(draft: Identifier<Draft>, from step: Int) throws {
        try connection.run(
            "DELETE FROM unit_spelling WHERE draft_id = ? AND step >= ? AND removed_at IS NOT NULL",
            [.id(draft), .integer(step)])
    }

    private func select(_ condition: SQLCondition) throws -> [LearnedSpelling] {
        try connection.rows(
            """
            SELECT id, pairing_id, division_code, spelling, organisation_id, day, draft_id, step, learned_at, removed_at
            FROM unit_spelling WHERE \(condition.sql) ORDER BY spelling, learned_at, id
            """, condition.arguments
        ).map { row in
            LearnedSpelling(
                id: try row.id(0), pairing: try row.id(1), division: try row.divisionOrNil(2),
                spelling: try row.text(3), organisation: try row.id(4), day: try row.dayOrNil(5),
                draft: try row.idOrNil(6), step: try row.integerOrNil(7), learnedAt: try row.instant(8),
                removedAt: try row.instantOrNil(9))
        }
    }
}
