// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
package import Domain
import SQLCore
import Storage

/// How well documents were read, measured by what clerks made of them.
package struct AccuracyReport: Sendable {
    /// Precision, recall and F1 of one kind of element, from 0 to 1; of a share F1 alone.
    package struct Figure: Hashable, Sendable {
        /// The key of `jiedui evaluate`, such as `units.printed`.
        package let element: String
        package let f1: Double
        package let precision: Double?
        package let recall: Double?
    }
    /// One document that was adopted.
    package struct Line: Sendable {
        package let draft: Identifier<Draft>
        package let title: String
        package let pairing: Pairing
        /// The version of the reader; nil where it isn't known.
        package let reader: String?
        package let adoptedAt: Instant
        package let figures: [Figure]
        package let corrections: [CorrectionListing]
        /// The mean of its figures.
        package let mean: Double
    }
    /// One element that a clerk corrected: what was read, what it became, and where it stands.
    package struct CorrectionListing: Hashable, Sendable {
        /// The kind, such as `task.title`.
        package let element: String
        /// The number by which the place is found on paper; nil for the document as a whole.
        package let clause: String?
        /// nil where nothing was read, or nothing was left.
        package let was: String?
        package let became: String?
        package let source: TextRange?
    }
    /// How often a doubt was raised, and how often a clerk changed what it was about.
    package struct Doubt: Hashable, Sendable {
        package let code: String
        package let raised: Int
        package let justified: Int
    }
    /// Newest first.
    package let documents: [Line]
    /// Of all documents together.
    package let total: [Figure]
    package let doubts: [Doubt]
}

extension UseCases {
    /// How well the documents of the pairings were read whose drafts the caller may see; of one alone where its code is
    /// given. Throws notFound, forbidden.
    package func accuracy(_ caller: Caller, pairing code: String?) async throws -> AccuracyReport {
        try await database.read { connection in
            let (visible, wanted, directory) = try accuracyScope(caller, code, connection)
            let readings = try ReadingQueries(connection).newest(visible: visible, of: wanted, limit: Self.mostReadings)
            let lines = try readings.compactMap { reading -> AccuracyReport.Line? in
                guard let pairing = directory[reading.pairing],
                    let draft = try DraftQueries(connection).find(reading.draft),
                    let document = try DocumentQueries(connection).find(draft.document)
                else { return nil }
                let figures = reading.scores.map { AccuracyReport.Figure($0.element, $0.tally) }
                return AccuracyReport.Line(
                    draft: reading.draft, title: document.title ?? document.fileName, pairing: pairing,
                    reader: reading.reader, adoptedAt: reading.adoptedAt, figures: figures,
                    corrections: reading.corrections.map(AccuracyReport.CorrectionListing.init),
                    mean: figures.isEmpty ? 1 : figures.map(\.f1).reduce(0, +) / Double(figures.count))
            }
            return AccuracyReport(
                documents: lines, total: total(readings.flatMap(\.scores)), doubts: doubts(readings.flatMap(\.doubts)))
        }
    }

    /// So many of the newest readings are shown and counted.
    static let mostReadings = 200

    /// The pairings whose readings a caller sees. Throws forbidden where there are none, notFound for a code of none.
    func accuracyScope(
        _ caller: Caller, _ code: String?, _ connection: any SQLConnection
    ) throws -> (PairingFilter, Identifier<Pairing>?, PairingDirectory) {
        let directory = try PairingDirectory(connection)
        let visible = caller.pairings(for: .readDraft) { directory.scopes }
        let wanted = try code.map { code in
            guard let pairing = directory.pairings.first(where: { $0.code == code }), visible.contains(pairing.id)
            else {
                throw UseCaseError("pairing", .notFound)
            }
            return pairing.id
        }
        if visible == .some([]) {
            try caller.require(.readDraft, on: .installation, "document", knowing: .readDirectory)
        }
        return (visible, wanted, directory)
    }

    private func total(_ scores: [ReadingScoreRecord]) -> [AccuracyReport.Figure] {
        var (keys, sums): ([String], [String: ReadingScoreRecord]) = ([], [:])
        for score in scores {
            guard var sum = sums[score.element] else {
                keys.append(score.element)
                sums[score.element] = score
                continue
            }
            sum.hits += score.hits
            sum.labelled += score.labelled
            sum.drafted += score.drafted
            sums[score.element] = sum
        }
        return keys.compactMap { key in sums[key].map { AccuracyReport.Figure(key, $0.tally) } }
    }

    private func doubts(_ records: [ReadingDoubtRecord]) -> [AccuracyReport.Doubt] {
        Dictionary(grouping: records, by: \.code).sorted { $0.key < $1.key }.map { code, records in
            AccuracyReport.Doubt(
                code: code, raised: records.reduce(0) { $0 + $1.raised },
                justified: records.reduce(0) { $0 + $1.justified })
        }
    }
}

extension AccuracyReport.Figure {
    fileprivate init(_ element: String, _ tally: Tally) {
        let figures = Dictionary(
            tally.figures.map { ($0.suffix, $0.value ?? 1) }, uniquingKeysWith: { first, _ in first })
        self.init(
            element: element, f1: figures[""] ?? 1, precision: figures[".precision"], recall: figures[".recall"])
    }
}

extension AccuracyReport.CorrectionListing {
    fileprivate init(_ record: ReadingCorrectionRecord) {
        self.init(
            element: record.element, clause: record.clause, was: record.was, became: record.became,
            source: record.source)
    }
}
