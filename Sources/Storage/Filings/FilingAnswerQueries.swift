// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// What is written in filings, field by field, and what is said of it.
package struct FilingAnswerQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func lines(of filing: Identifier<Filing>) throws -> [FilingLine] {
        try connection.rows(
            "SELECT leg_id, position FROM filing_line WHERE filing_id = ? ORDER BY position, leg_id", [.id(filing)]
        ).map { FilingLine(leg: try $0.id(0), position: try $0.integer(1)) }
    }

    package func insert(_ lines: [(Identifier<Filing>, FilingLine)]) throws {
        try connection.insert(
            into: "filing_line", ["filing_id", "leg_id", "position"],
            rows: lines.map { [.id($0.0), .id($0.1.leg), .integer($0.1.position)] })
    }

    /// What is filled in.
    package func answers(of filing: Identifier<Filing>) throws -> [FilingPlace: String] {
        let found = try connection.rows(
            "SELECT leg_id, field, text FROM filing_answer WHERE filing_id = ?", [.id(filing)]
        ).map { (try place($0, 0), try $0.text(2)) }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    package func insert(_ answers: [(Identifier<Filing>, FilingPlace, String)]) throws {
        try connection.insert(
            into: "filing_answer", ["filing_id", "leg_id", "field", "text"],
            rows: answers.map { [.id($0.0), leg($0.1), .text($0.1.field), .text($0.2)] })
    }

    /// Sets a field; empty text empties it.
    package func set(_ text: String, at place: FilingPlace, of filing: Identifier<Filing>) throws {
        let key: [SQLValue] = [.id(filing), leg(place), .text(place.field)]
        guard !text.isEmpty else {
            try connection.run("DELETE FROM filing_answer WHERE filing_id = ? AND leg_id = ? AND field = ?", key)
            return
        }
        try connection.upsert(
            into: "filing_answer", key: [("filing_id", key[0]), ("leg_id", key[1]), ("field", key[2])],
            [("text", .text(text))])
    }

    /// What was said of shares in earlier periods of the same form, and accepted: the latest first.
    package func earlier(
        _ legs: [Identifier<WorkLeg>], _ form: String, before last: CalendarDate
    ) throws -> [EarlierAnswer] {
        guard !legs.isEmpty else { return [] }
        let some = SQLCondition.in("l.leg_id", legs.map { .id($0) })
        return try connection.rows(
            """
            SELECT l.leg_id, a.field, a.text, c.period FROM filing_line l
            JOIN filing f ON f.id = l.filing_id AND f.state IN ('accepted', 'locked')
            JOIN filing_cycle c ON c.id = f.cycle_id AND c.form = ? AND c.last_day < ?
            JOIN filing_answer a ON a.filing_id = l.filing_id AND a.leg_id = l.leg_id
            WHERE \(some.sql) ORDER BY c.last_day DESC, a.field
            """, [.text(form), .day(last)] + some.arguments
        ).map { row in
            EarlierAnswer(
                leg: try row.id(0), field: try row.text(1), text: try row.text(2), period: try row.text(3))
        }
    }

    /// Of which of these shares something was handed in for a later period of the same form.
    package func spokenOfLater(
        _ legs: [Identifier<WorkLeg>], _ form: String, after last: CalendarDate
    ) throws -> Set<Identifier<WorkLeg>> {
        guard !legs.isEmpty else { return [] }
        let some = SQLCondition.in("l.leg_id", legs.map { .id($0) })
        return Set(
            try connection.rows(
                """
                SELECT DISTINCT l.leg_id FROM filing_line l
                JOIN filing f ON f.id = l.filing_id AND f.state IN ('submitted', 'accepted', 'locked')
                JOIN filing_cycle c ON c.id = f.cycle_id AND c.form = ? AND c.last_day > ?
                WHERE \(some.sql)
                """, [.text(form), .day(last)] + some.arguments
            ).map { try $0.id(0) })
    }

    /// The shares of earlier years that these continue: the same body's of the item before.
    package func ancestors(of legs: [Identifier<WorkLeg>]) throws -> [(
        leg: Identifier<WorkLeg>, of: Identifier<WorkLeg>
    )] {
        guard !legs.isEmpty else { return [] }
        let some = SQLCondition.in("l.id", legs.map { .id($0) })
        return try connection.rows(
            """
            SELECT o.id, l.id FROM work_leg l JOIN work_item i ON i.id = l.item_id
            JOIN work_leg o ON o.item_id = i.ancestor_id AND o.side = l.side AND o.unit = l.unit
            WHERE \(some.sql)
            """, some.arguments
        ).map { (try $0.id(0), try $0.id(1)) }
    }

    /// How many shares of which area each filing of a cycle speaks of, as it was when the cycle opened.
    package func linesByArea(
        of cycle: Identifier<FilingCycle>
    ) throws -> [(filing: Identifier<Filing>, area: String, lines: Int)] {
        try connection.rows(
            """
            SELECT f.id, a.area, a.lines FROM filing f JOIN filing_area a ON a.filing_id = f.id
            WHERE f.cycle_id = ? ORDER BY f.id, a.number
            """, [.id(cycle)]
        ).map { (try $0.id(0), try $0.textOrNil(1) ?? "", try $0.integer(2)) }
    }

    /// Keeps of how many shares of each area filings speak.
    package func insert(areas: [(filing: Identifier<Filing>, lines: [String: Int])]) throws {
        try connection.insert(
            into: "filing_area", ["filing_id", "number", "area", "lines"],
            rows: areas.flatMap { filing, lines in
                lines.sorted { $0.key < $1.key }.enumerated().map { place, area in
                    [.id(filing), .integer(place + 1), .filled(area.key), .integer(area.value)]
                }
            })
    }

    // MARK: Remarks, corrections and papers

    package func remarks(of filing: Identifier<Filing>) throws -> [FilingRemark] {
        try connection.rows(
            """
            SELECT leg_id, field, text, at, by_id, by_name FROM filing_remark WHERE filing_id = ?
            ORDER BY at, leg_id, field
            """, [.id(filing)]
        ).map { row in
            FilingRemark(
                place: try place(row, 0), text: try row.text(2), at: try row.instant(3),
                by: SignedBy(account: try row.idOrNil(4), name: try row.text(5)))
        }
    }

    /// The remarks of this return take the place of earlier ones, which stay in the chain of steps.
    package func replaceRemarks(_ remarks: [FilingRemark], of filing: Identifier<Filing>) throws {
        try connection.run("DELETE FROM filing_remark WHERE filing_id = ?", [.id(filing)])
        try connection.insert(
            into: "filing_remark", ["filing_id", "leg_id", "field", "text", "at", "by_id", "by_name"],
            rows: remarks.map { remark in
                [
                    .id(filing), leg(remark.place), .text(remark.place.field), .text(remark.text), .at(remark.at),
                    .id(remark.by.account), .text(remark.by.name),
                ]
            })
    }

    package func corrections(of filing: Identifier<Filing>) throws -> [FilingCorrection] {
        try connection.rows(
            """
            SELECT leg_id, field, text_before, text_after, reason, at, by_id, by_name FROM filing_correction
            WHERE filing_id = ? ORDER BY number
            """, [.id(filing)]
        ).map { row in
            FilingCorrection(
                place: try place(row, 0), before: try row.textOrNil(2) ?? "", after: try row.textOrNil(3) ?? "",
                reason: try row.text(4), at: try row.instant(5),
                by: SignedBy(account: try row.idOrNil(6), name: try row.text(7)))
        }
    }

    /// Adds a correction of a filing that the transaction holds.
    package func insert(_ correction: FilingCorrection, of filing: Identifier<Filing>) throws {
        let count = try connection.integer("SELECT count(*) FROM filing_correction WHERE filing_id = ?", [.id(filing)])
        try connection.insert(
            into: "filing_correction",
            [
                "filing_id", "number", "leg_id", "field", "text_before", "text_after", "reason", "at", "by_id",
                "by_name",
            ],
            rows: [
                [
                    .id(filing), .integer(count + 1), leg(correction.place), .text(correction.place.field),
                    .filled(correction.before), .filled(correction.after), .text(correction.reason),
                    .at(correction.at), .id(correction.by.account), .text(correction.by.name),
                ]
            ])
    }

    package func papers(of filing: Identifier<Filing>) throws -> [FilingPaper] {
        try connection.rows(
            "SELECT hash, name, at, by_name FROM filing_paper WHERE filing_id = ? ORDER BY at, hash", [.id(filing)]
        ).map { row in
            FilingPaper(
                filing: filing, hash: try row.text(0), name: try row.text(1), at: try row.instant(2),
                by: try row.text(3))
        }
    }

    package func insert(_ paper: FilingPaper) throws {
        try connection.insert(
            into: "filing_paper", ["filing_id", "hash", "name", "at", "by_name"],
            rows: [[.id(paper.filing), .text(paper.hash), .text(paper.name), .at(paper.at), .text(paper.by)]])
    }

    /// Whether any paper is the file of this hash.
    package func needsFile(_ hash: String) throws -> Bool {
        try connection.exists("SELECT 1 FROM filing_paper WHERE hash = ? LIMIT 1", [.text(hash)])
    }

    private func leg(_ place: FilingPlace) -> SQLValue { .text(place.leg?.text ?? "body") }

    private func place(_ row: SQLRow, _ column: Int) throws -> FilingPlace {
        let field = try row.text(column + 1)
        if try row.text(column) == "body" { return FilingPlace(leg: nil, field: field) }
        return FilingPlace(leg: try row.id(column), field: field)
    }
}

/// What a share's field held in an earlier period, which is printed as in `Period`.
package struct EarlierAnswer: Hashable, Sendable {
    package let leg: Identifier<WorkLeg>
    package let field: String
    package let text: String
    package let period: String
}

extension ChainQueries<Filing> {
    package init(_ connection: any SQLConnection) { self.init(connection, table: "filing_step") }
}
