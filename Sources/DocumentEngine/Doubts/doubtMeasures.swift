// SPDX-License-Identifier: Apache-2.0
import Domain

extension PlanReader {
    /// Notes at each sentence what may have been overlooked in it.
    func doubtMeasures(
        _ measures: inout [DraftMeasure], overlooked: [(code: DoubtCode, range: Range<Int>)]
    ) {
        for (code, range) in overlooked {
            let source = text.source(range).range
            guard let index = measures.firstIndex(where: { $0.source.range.contains(source) }) else { continue }
            measures[index].doubts.append(code.at(source, ["words": text.text(range)]))
        }
        for index in measures.indices where measures[index].verb == nil {
            let sentence = text.repaired(measures[index].source.range)
            guard VerbGrammar.commitments.first(in: text.scalars, sentence) == nil else { continue }
            measures[index].doubts.append(DoubtCode.noCommitment.at(measures[index].source.range))
        }
        guard signs != nil || !text.weak.isEmpty else { return }
        for index in measures.indices {
            measures[index].doubts += signDoubts(text.repaired(measures[index].source.range))
        }
    }
}
