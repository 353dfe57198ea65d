// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// How a document was read, measured by what became of it.
package struct ReadingRecord: Hashable, Sendable {
    package var draft: Identifier<Draft>
    package var pairing: Identifier<Pairing>
    /// The version of the reader; nil where it isn't known.
    package var reader: String?
    package var adoptedAt: Instant
    /// In the order of the kinds of elements.
    package var scores: [ReadingScoreRecord] = []
    package var corrections: [ReadingCorrectionRecord] = []
    package var doubts: [ReadingDoubtRecord] = []

    package init(draft: Identifier<Draft>, pairing: Identifier<Pairing>, reader: String?, adoptedAt: Instant) {
        (self.draft, self.pairing, self.reader, self.adoptedAt) = (draft, pairing, reader, adoptedAt)
    }
}

/// One kind of element of a reading.
package struct ReadingScoreRecord: Hashable, Sendable {
    package var element: String
    package var isShare: Bool
    package var hits: Int
    package var labelled: Int
    package var drafted: Int

    package init(element: String, isShare: Bool, hits: Int, labelled: Int, drafted: Int) {
        (self.element, self.isShare) = (element, isShare)
        (self.hits, self.labelled, self.drafted) = (hits, labelled, drafted)
    }
}

/// What was read of an element and what a clerk made of it.
package struct ReadingCorrectionRecord: Hashable, Sendable {
    package var element: String
    package var clause: String?
    package var was: String?
    package var became: String?
    package var source: TextRange?

    package init(element: String, clause: String?, was: String?, became: String?, source: TextRange?) {
        (self.element, self.clause, self.was, self.became) = (element, clause, was, became)
        self.source = source
    }
}

/// How often a doubt was raised, and how often the clerk changed what it was about.
package struct ReadingDoubtRecord: Hashable, Sendable {
    package var code: String
    package var raised: Int
    package var justified: Int

    package init(code: String, raised: Int, justified: Int) {
        (self.code, self.raised, self.justified) = (code, raised, justified)
    }
}

/// The readings that were adopted, with what was corrected in them.
package struct ReadingQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func insert(_ reading: ReadingRecord) throws {
        try connection.run(
            "INSERT INTO reading (draft_id, pairing_id, reader, adopted_at) VALUES (?, ?, ?, ?)",
            [.id(reading.draft), .id(reading.pairing), .filled(reading.reader), .at(reading.adoptedAt)])
        try connection.insert(
            into: "reading_score", ["draft_id", "number", "element", "is_share", "hits", "labelled", "drafted"],
            rows: reading.scores.enumerated().map { number, score in
                [
                    .id(reading.draft), .integer(number), .text(score.element), .flag(score.isShare),
                    .integer(score.hits), .integer(score.labelled), .integer(score.drafted),
                ]
            })
        try connection.insert(
            into: "reading_correction",
            ["draft_id", "number", "element", "clause", "was", "became", "source_from", "source_to"],
            rows: reading.corrections.enumerated().map { number, correction in
                [
                    .id(reading.draft), .integer(number), .text(correction.element), .filled(correction.clause),
                    .filled(correction.was), .filled(correction.became),
                    correction.source.map { SQLValue.integer($0.from) } ?? .null,
                    correction.source.map { SQLValue.integer($0.to) } ?? .null,
                ]
            })
        try connection.insert(
            into: "reading_doubt", ["draft_id", "code", "raised", "justified"],
            rows: reading.doubts.map {
                [.id(reading.draft), .text($0.code), .integer($0.raised), .integer($0.justified)]
            })
    }

    /// The newest readings of the visible pairings, of one alone where it is named, the newest first.
    package func newest(
        visible: PairingFilter, of pairing: Identifier<Pairing>?, limit: Int
    ) throws -> [ReadingRecord] {
        let named = pairing.map { SQLCondition("pairing_id = ?", [.id($0)]) }
        let condition = SQLCondition.all([visible.condition("pairing_id"), named].compactMap { $0 })
        var readings = try connection.rows(
            """
            SELECT draft_id, pairing_id, reader, adopted_at FROM reading
            WHERE \(condition.sql) ORDER BY adopted_at DESC, draft_id DESC LIMIT \(max(1, limit))
            """, condition.arguments
        ).map { row in
            ReadingRecord(
                draft: try row.id(0), pairing: try row.id(1), reader: try row.textOrNil(2),
                adoptedAt: try row.instant(3))
        }
        let places = Dictionary(
            readings.indices.map { (readings[$0].draft, $0) }, uniquingKeysWith: { first, _ in first })
        for (draft, score) in try scores(of: readings.map(\.draft)) {
            if let place = places[draft] { readings[place].scores.append(score) }
        }
        for (draft, correction) in try corrections(of: readings.map(\.draft)) {
            if let place = places[draft] { readings[place].corrections.append(correction) }
        }
        for (draft, doubt) in try doubts(of: readings.map(\.draft)) {
            if let place = places[draft] { readings[place].doubts.append(doubt) }
        }
        return readings
    }

    private func scores(of drafts: [Identifier<Draft>]) throws -> [(Identifier<Draft>, ReadingScoreRecord)] {
        let condition = SQLCondition.in("draft_id", drafts.map { .id($0) })
        return try connection.rows(
            """
            SELECT draft_id, element, is_share, hits, labelled, drafted FROM reading_score
            WHERE \(condition.sql) ORDER BY draft_id, number
            """, condition.arguments
        ).map { row in
            (
                try row.id(0),
                ReadingScoreRecord(
                    element: try row.text(1), isShare: try row.flag(2), hits: try row.integer(3),
                    labelled: try row.integer(4), drafted: try row.integer(5))
            )
        }
    }

    private func corrections(of drafts: [Identifier<Draft>]) throws -> [(Identifier<Draft>, ReadingCorrectionRecord)] {
        let condition = SQLCondition.in("draft_id", drafts.map { .id($0) })
        return try connection.rows(
            """
            SELECT draft_id, element, clause, was, became, source_from, source_to FROM reading_correction
            WHERE \(condition.sql) ORDER BY draft_id, number
            """, condition.arguments
        ).map { row in
            let (from, to) = (try row.integerOrNil(5), try row.integerOrNil(6))
            return (
                try row.id(0),
                ReadingCorrectionRecord(
                    element: try row.text(1), clause: try row.textOrNil(2), was: try row.textOrNil(3),
                    became: try row.textOrNil(4),
                    source: from.flatMap { from in to.map { TextRange(from: from, to: $0) } })
            )
        }
    }

    private func doubts(of drafts: [Identifier<Draft>]) throws -> [(Identifier<Draft>, ReadingDoubtRecord)] {
        let condition = SQLCondition.in("draft_id", drafts.map { .id($0) })
        return try connection.rows(
            "SELECT draft_id, code, raised, justified FROM reading_doubt WHERE \(condition.sql) ORDER BY draft_id, code",
            condition.arguments
        ).map { row in
            (
                try row.id(0),
                ReadingDoubtRecord(
                    code: try row.text(1), raised: try row.integer(2), justified: try row.integer(3))
            )
        }
    }
}
