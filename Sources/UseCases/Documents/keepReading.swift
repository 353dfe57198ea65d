// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Keeps, with an adoption, how well its document was read and what was corrected: the adopted draft is the label
    /// against which the one that was read is measured.
    func keepReading(of draft: Draft, _ document: Document, _ connection: any SQLConnection) throws {
        guard let original = try DraftQueries(connection).original(of: draft.id),
            let source = try DocumentQueries(connection).source(of: document),
            let label = PlanLabel(json: draft.plan.labelJSON(sourceFile: "", source: source))
        else { return }
        let read = try PlanDraft(json: original.plan)
        let comparison = ReadingComparison(read: read, adopted: draft.plan)
        var reading = ReadingRecord(
            draft: draft.id, pairing: draft.pairing, reader: original.reader, adoptedAt: surroundings.now())
        let score = label.score(read, of: source)
        reading.scores = score.keys.filter { !$0.hasPrefix("sources") && !$0.hasPrefix("crosswalk") }.compactMap {
            key in
            score[key].flatMap { ReadingScoreRecord(key, $0) }
        }
        reading.corrections = comparison.corrections.map {
            ReadingCorrectionRecord(
                element: $0.element, clause: $0.clause, was: $0.was, became: $0.became, source: $0.source)
        }
        reading.doubts = comparison.doubts.sorted { $0.key < $1.key }.map {
            ReadingDoubtRecord(code: $0.key, raised: $0.value.raised, justified: $0.value.justified)
        }
        try ReadingQueries(connection).insert(reading)
    }
}

extension ReadingScoreRecord {
    /// nil where neither side has any.
    init?(_ element: String, _ tally: Tally) {
        switch tally {
        case .matched(_, 0, 0), .share(_, 0): return nil
        case .matched(let hits, let labelled, let drafted):
            self.init(element: element, isShare: false, hits: hits, labelled: labelled, drafted: drafted)
        case .share(let sum, let count):
            self.init(element: element, isShare: true, hits: Int(sum), labelled: count, drafted: count)
        }
    }

    var tally: Tally {
        isShare
            ? .share(sum: Double(hits), of: labelled) : .matched(hits: hits, labelled: labelled, drafted: drafted)
    }
}
