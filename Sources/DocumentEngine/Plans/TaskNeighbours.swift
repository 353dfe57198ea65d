// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The tasks of one or several plans, to find those that are most like a task of another plan.
///
/// Likeness is told as in the crosswalk: by the runs of characters that two tasks share, rare ones counting more, and by
/// the subjects of which they speak.
package struct TaskNeighbours: Sendable {
    /// A task that is like another.
    package struct Neighbour: Hashable, Sendable {
        /// Position in the list.
        package let task: Int
        /// From 0 to 1.
        package let likeness: Double
    }
    private let runWeights: [UInt64: Double]
    private let topicWeights: [Double]
    private var postings: [UInt64: [(task: Int, weight: Double)]] = [:]
    private var topics: [[Double]] = []

    /// Less like than this are tasks about something else; found on the labelled plans.
    private static let least = 0.12
    /// So much of the likeness of the wording alone is wanted: a common subject makes no two tasks alike.
    private static let leastWording = 0.05
    /// A further neighbour is at least so like as this share of the nearest.
    private static let share = 0.6

    package init(_ tasks: [Crosswalk.Wording]) {
        let runs = tasks.map { countRuns($0.runs) }
        let subjects = tasks.map { countTopics($0.subjects) }
        var frequency: [UInt64: Int] = [:]
        for task in runs { for run in task.keys { frequency[run, default: 0] += 1 } }
        let size = Double(tasks.count)
        func weight(_ frequency: Int) -> Double { log((size + 1) / (Double(frequency) + 0.5)) }
        runWeights = frequency.mapValues(weight)
        topicWeights = (0..<TopicGrammar.count).map { topic in weight(subjects.count { $0[topic] > 0 }) }
        for (task, counts) in runs.enumerated() {
            for (run, weight) in unit(weigh(counts, by: runWeights)) {
                postings[run, default: []].append((task, weight))
            }
        }
        topics = subjects.map { unit(weigh($0, by: topicWeights)) }
    }

    /// The `most` tasks that are most like `task`, nearest first; none where all are about something else.
    package func nearest(to task: Crosswalk.Wording, most: Int) -> [Neighbour] {
        var scores = [Double](repeating: 0, count: topics.count)
        let own = unit(weigh(countRuns(task.runs), by: runWeights))
        // Added in one order, so that the same text gives the same figure in every run.
        for (run, weight) in own.sorted(by: { $0.key < $1.key }) {
            for posting in postings[run] ?? [] { scores[posting.task] += weight * posting.weight }
        }
        let wording = scores
        let subjects = unit(weigh(countTopics(task.subjects), by: topicWeights))
        for other in topics.indices {
            let shared = zip(topics[other], subjects).reduce(0) { $0 + $1.0 * $1.1 }
            scores[other] = (scores[other] + CrosswalkWeights.topics * shared) / (1 + CrosswalkWeights.topics)
        }
        let ranked = scores.indices.filter { wording[$0] >= Self.leastWording }.sorted {
            (scores[$0], -$0) > (scores[$1], -$1)
        }
        guard let best = ranked.first else { return [] }
        let bar = max(Self.least, scores[best] * Self.share)
        return ranked.prefix(most).filter { scores[$0] >= bar }.map {
            Neighbour(task: $0, likeness: min(1, scores[$0]))
        }
    }
}

extension Crosswalk.Wording {
    fileprivate var runs: [(text: String, weight: Double)] { [(text, 1), (title ?? "", CrosswalkWeights.title)] }
    fileprivate var subjects: [(text: String, weight: Double)] {
        [(text, 1), (title ?? "", CrosswalkWeights.titleSubjects)]
    }
}
