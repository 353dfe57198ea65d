// SPDX-License-Identifier: Apache-2.0

/// How well a draft and a label agree in one kind of element.
package enum Tally: Hashable, Sendable {
    /// Elements found on both sides.
    case matched(hits: Int, labelled: Int, drafted: Int)
    /// The sum of values from 0 to 1, and how many there are.
    case share(sum: Double, of: Int)

    init(share values: [Bool]) { self = .share(sum: Double(values.count { $0 }), of: values.count) }

    /// The figures by the suffix of their key: F1 (none), `.precision`, `.recall`; or one share. nil where neither side
    /// has any.
    package var figures: [(suffix: String, value: Double?)] {
        switch self {
        case .share(let sum, let count): return [("", count == 0 ? nil : sum / Double(count))]
        case .matched(_, 0, 0): return [("", nil), (".precision", nil), (".recall", nil)]
        case .matched(let hits, let labelled, let drafted):
            let precision = drafted == 0 ? 0 : Double(hits) / Double(drafted)
            let recall = labelled == 0 ? 0 : Double(hits) / Double(labelled)
            let sum = precision + recall
            return [("", sum == 0 ? 0 : 2 * precision * recall / sum), (".precision", precision), (".recall", recall)]
        }
    }

    static func + (one: Tally, other: Tally) -> Tally {
        switch (one, other) {
        case (.matched(let hits, let labelled, let drafted), .matched(let more, let labels, let drafts)):
            .matched(hits: hits + more, labelled: labelled + labels, drafted: drafted + drafts)
        case (.share(let sum, let count), .share(let more, let further)):
            .share(sum: sum + more, of: count + further)
        default: preconditionFailure("one key is counted in one way")
        }
    }
}

/// The comparison of drafts with labels, by kind of element, in the order of the kinds.
package struct PlanScore: Hashable, Sendable {
    package private(set) var keys: [String] = []
    private var tallies: [String: Tally] = [:]

    package init() {}

    package subscript(key: String) -> Tally? { tallies[key] }

    mutating func add(_ key: String, _ tally: Tally) {
        if let known = tallies[key] {
            tallies[key] = known + tally
        } else {
            keys.append(key)
            tallies[key] = tally
        }
    }

    /// Takes over the figures of another comparison of the same document.
    package mutating func join(_ other: PlanScore) { add(other) }

    /// Counts the elements of another document's comparison in.
    package mutating func add(_ other: PlanScore) {
        for key in other.keys { if let tally = other[key] { add(key, tally) } }
    }

    /// Every figure under its full key, such as `units.printed.recall`.
    package var figures: [(key: String, value: Double?)] {
        keys.flatMap { key in (tallies[key]?.figures ?? []).map { (key + $0.suffix, $0.value) } }
    }

    /// How many there are of a key, and how many of them are right; nil where nothing was counted.
    package func counts(_ key: String) -> (right: Int, of: Int)? {
        switch tallies[key] {
        case .share(let sum, let count): (Int(sum.rounded()), count)
        case .matched(let hits, let labelled, let drafted): (hits, max(labelled, drafted))
        case nil: nil
        }
    }

    /// The figures as one JSON object, and those of each document under `documents`.
    package func json(documents: [(name: String, score: PlanScore)], pretty: Bool = false) -> String {
        var writer = JSONWriter(pretty: pretty)
        writer.object { writer in
            writer.write(figures)
            writer.key("documents")
            writer.object { writer in
                for (name, score) in documents {
                    writer.member(name)
                    writer.object { $0.write(score.figures) }
                }
            }
        }
        return writer.text
    }

}

extension JSONWriter {
    fileprivate mutating func write(_ figures: [(key: String, value: Double?)]) {
        for (key, value) in figures {
            member(key)
            number(value)
        }
    }
}
