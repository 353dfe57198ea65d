// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
package import Storage

/// One thing of a file that came in, beside what is here.
package struct ExchangeLine: Sendable {
    package let kind: CarriedKind
    package let id: String
    package let verdict: ExchangeVerdict
    package let ours: CarriedRecord?
    package let theirs: CarriedRecord?

    /// What is chosen together with it where both networks changed it: the list as a whole, or the thing alone.
    package fileprivate(set) var choice: String?
}

/// What a file that came in would change.
package struct ExchangeComparison: Sendable {
    /// In the order in which they are taken over.
    package let lines: [ExchangeLine]
    /// Of everything compared: what is taken over is what was shown.
    package let mark: String
    /// What is here and what is in the file, those of the file last: for the names of what lines refer to.
    let shown: [CarriedRecord]

    package subscript(_ verdict: ExchangeVerdict) -> [ExchangeLine] { lines.filter { $0.verdict == verdict } }

    /// What somebody has to choose, in the order of the lines.
    package var choices: [String] {
        var seen: Set<String> = []
        return lines.compactMap(\.choice).filter { seen.insert($0).inserted }
    }
}

/// The identity of a thing among those that are carried.
struct CarriedKey: Hashable {
    let kind: CarriedKind
    let id: String

    init(kind: CarriedKind, id: String) { (self.kind, self.id) = (kind, id) }

    init(_ record: CarriedRecord) { self.init(kind: record.kind, id: record.id) }
}

/// Three states of the same things: here, in the file, and when the two installations last knew the same.
struct ExchangeStates {
    let ours: [CarriedKey: CarriedRecord]
    let theirs: [CarriedKey: CarriedRecord]
    /// Digests.
    let base: [CarriedKey: String]
    /// Whether the list is one draft to which the cities agree as a whole, and its shares with it.
    let isDraft: Bool
    let neverAgreed: Bool

    func compare() -> ExchangeComparison {
        let keys = Set(ours.keys).union(theirs.keys)
        let digests = (ours.mapValues(\.digest), theirs.mapValues(\.digest))
        var lines: [ExchangeLine] = []
        for kind in CarriedKind.allCases {
            for key in keys.filter({ $0.kind == kind }).sorted(by: inOrder) {
                guard let verdict = verdict(key, digests.0[key], digests.1[key]) else { continue }
                lines.append(
                    ExchangeLine(kind: kind, id: key.id, verdict: verdict, ours: ours[key], theirs: theirs[key]))
            }
        }
        settleDraft(&lines)
        for place in lines.indices where lines[place].verdict == .conflict && lines[place].choice == nil {
            lines[place].choice = lines[place].kind.rawValue + "-" + lines[place].id
        }
        let all = keys.sorted { ($0.kind.rawValue, $0.id) < ($1.kind.rawValue, $1.id) }
        return ExchangeComparison(
            lines: lines,
            mark: sha256(
                all.map { "\($0.id) \(digests.0[$0] ?? "-") \(digests.1[$0] ?? "-")" }.joined(separator: "\n")),
            shown: Array(ours.values) + Array(theirs.values))
    }

    private func isOfDraft(_ kind: CarriedKind) -> Bool {
        isDraft && kind.isOfList || neverAgreed && kind == .leg
    }

    /// Nil where nothing is to be said.
    private func verdict(_ key: CarriedKey, _ here: String?, _ there: String?) -> ExchangeVerdict? {
        let before = base[key]
        guard here != there else { return nil }
        guard let there else {
            // Only what is taken out of a draft is missing; what isn't handed in yet isn't carried.
            guard isOfDraft(key.kind) else { return nil }
            return before == nil ? .newerHere : here == before ? .removed : .conflict
        }
        guard let here else { return before == nil ? .new : before == there ? .newerHere : .conflict }
        if here == before { return .changed }
        return there == before ? .newerHere : .conflict
    }

    /// Two cities agree to a draft as a whole: where both networks changed it, one of the two counts, not a mixture.
    private func settleDraft(_ lines: inout [ExchangeLine]) {
        let places = lines.indices.filter { isOfDraft(lines[$0].kind) }
        let verdicts = Set(places.map { lines[$0].verdict })
        guard verdicts.contains(.conflict) || verdicts.contains(.newerHere) && verdicts.count > 1 else { return }
        for place in places {
            let line = lines[place]
            lines[place] = ExchangeLine(
                kind: line.kind, id: line.id, verdict: .conflict, ours: line.ours, theirs: line.theirs, choice: "list")
        }
    }

    /// Shares after those of which they are parts; otherwise as the list shows them.
    private func inOrder(_ left: CarriedKey, _ right: CarriedKey) -> Bool {
        func rank(_ key: CarriedKey) -> (Int, Int64, String) {
            let record = theirs[key] ?? ours[key]
            let isPart = record?.text("parent_id") != nil
            if case .integer(let position)? = record?.value("position") { return (isPart ? 1 : 0, position, key.id) }
            return (isPart ? 1 : 0, 0, key.id)
        }
        return rank(left) < rank(right)
    }
}
