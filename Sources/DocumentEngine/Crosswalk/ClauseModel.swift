// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The clauses as weighted runs of characters and weighted subjects, to be compared with a text by the cosine.
struct ClauseModel: Sendable {
    private let runWeights: [UInt64: Double]
    private let topicWeights: [Double]
    private let runs: [[UInt64: Double]]
    private let topics: [[Double]]
    /// The runs of each clause in one order.
    private let order: [[UInt64]]

    init(_ clauses: [String]) {
        let counts = clauses.map { countRuns([($0, 1)]) }
        let subjects = clauses.map { countTopics([($0, 1)]) }
        var frequency: [UInt64: Int] = [:]
        for clause in counts { for run in clause.keys { frequency[run, default: 0] += 1 } }
        let size = Double(clauses.count)
        func weight(_ frequency: Int) -> Double { log((size + 1) / (Double(frequency) + 0.5)) }
        let runWeights = frequency.mapValues(weight)
        let topicWeights = (0..<TopicGrammar.count).map { topic in weight(subjects.count { $0[topic] > 0 }) }
        self.runWeights = runWeights
        self.topicWeights = topicWeights
        runs = counts.map { unit(weigh($0, by: runWeights)) }
        topics = subjects.map { unit(weigh($0, by: topicWeights)) }
        order = counts.map { $0.keys.sorted() }
    }

    /// A text in parts, each with its weight: once for its characters, once for its subjects.
    struct Parts {
        let runs: [(text: String, weight: Double)]
        let subjects: [(text: String, weight: Double)]
    }

    /// How like each clause is to a text, and how much of the text is about subjects that no clause speaks of, 0 to 1.
    func likeness(of parts: Parts) -> (clauses: [Double], foreign: Double) {
        let own = unit(weigh(countRuns(parts.runs), by: runWeights))
        let subjects = subjects(of: parts.subjects)
        let likeness = runs.indices.map { clause in
            // Added in one order, so that the same text gives the same figure in every run.
            let shared = order[clause].reduce(0) { $0 + (runs[clause][$1] ?? 0) * (own[$1] ?? 0) }
            return shared + CrosswalkWeights.topics * self.likeness(topics[clause], subjects)
        }
        let foreign = subjects.indices.reduce(0) { sum, topic in
            topics.contains { $0[topic] > 0 } ? sum : sum + subjects[topic] * subjects[topic]
        }
        return (likeness, foreign)
    }

    /// What a text speaks of, as a vector of length 1.
    func subjects(of parts: [(text: String, weight: Double)]) -> [Double] {
        unit(weigh(countTopics(parts), by: topicWeights))
    }

    /// The cosine of two vectors of length 1.
    func likeness(_ one: [Double], _ other: [Double]) -> Double { zip(one, other).reduce(0) { $0 + $1.0 * $1.1 } }
}

func weigh(_ counts: [UInt64: Double], by weights: [UInt64: Double]) -> [UInt64: Double] {
    var weighed: [UInt64: Double] = [:]
    for (run, count) in counts {
        if let weight = weights[run] { weighed[run] = log(1 + count) * weight }
    }
    return weighed
}

func weigh(_ counts: [Double], by weights: [Double]) -> [Double] {
    zip(counts, weights).map { log(1 + $0) * $1 }
}

/// Of length 1; the empty vector stays as it is.
func unit(_ vector: [UInt64: Double]) -> [UInt64: Double] {
    // Added in one order, so that the same text gives the same figure in every run.
    let length = vector.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value * $1.value }.squareRoot()
    return length == 0 ? vector : vector.mapValues { $0 / length }
}

func unit(_ vector: [Double]) -> [Double] {
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return length == 0 ? vector : vector.map { $0 / length }
}

/// The runs of two and three characters without signs between them.
func countRuns(_ parts: [(text: String, weight: Double)]) -> [UInt64: Double] {
    var counts: [UInt64: Double] = [:]
    for (text, weight) in parts {
        let scalars = text.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
            .map { UInt64($0.value.folded) }
        for at in scalars.indices.dropLast() {
            let pair = scalars[at] << 21 | scalars[at + 1]
            counts[pair, default: 0] += weight
            if at + 2 < scalars.count { counts[pair << 21 | scalars[at + 2], default: 0] += weight }
        }
    }
    return counts
}

/// How much a text speaks of each subject; longer words say more.
func countTopics(_ parts: [(text: String, weight: Double)]) -> [Double] {
    var counts = [Double](repeating: 0, count: TopicGrammar.count)
    for (text, weight) in parts {
        let scalars = Scalars(text: text)
        for match in TopicGrammar.words.all(in: scalars, 0..<scalars.count) {
            counts[TopicGrammar.topic(match.index)] += weight * Double(min(match.range.count, 4)) / 2
        }
    }
    return counts
}
