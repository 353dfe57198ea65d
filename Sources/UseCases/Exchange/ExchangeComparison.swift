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

/// The states of the same things here, in a file, and when the two installations last knew the same.
struct ExchangeStates {
    let ours: [CarriedKey: CarriedRecord]
    let theirs: [CarriedKey: CarriedRecord]
    /// Digests.
    let base: [CarriedKey: String]
    /// The file builds on one that isn't on record here: whatever differs is to be decided.
    let isBaseUnknown: Bool
    /// Digests of the file that was taken over last.
    let lastTaken: [CarriedKey: String]
    /// Those of them that somebody here decided against.
    let declined: [CarriedKey: String]
    let peer: ExchangePeer
    /// Whether the list is a draft, to which the cities agree as a whole.
    let isDraft: Bool

    /// Who alone changes a thing; nil where both may.
    private enum Owner { case here, there }

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
            lines[place].choice = isBaseUnknown ? "all" : lines[place].kind.rawValue + "-" + lines[place].id
        }
        let all = keys.sorted { ($0.kind.rawValue, $0.id) < ($1.kind.rawValue, $1.id) }
        return ExchangeComparison(
            lines: lines,
            mark: sha256(
                all.map { "\($0.id) \(digests.0[$0] ?? "-") \(digests.1[$0] ?? "-")" }.joined(separator: "\n")),
            shown: Array(ours.values) + Array(theirs.values))
    }

    /// Filings are written where their side works, cycles where lists are kept.
    private func owner(_ key: CarriedKey) -> Owner? {
        switch key.kind {
        case .filing: (theirs[key] ?? ours[key])?.text("side") == peer.side.rawValue ? .there : .here
        case .cycle: peer.keepsHere ? .here : .there
        default: nil
        }
    }

    /// Nil where nothing is to be said.
    private func verdict(_ key: CarriedKey, _ here: String?, _ there: String?) -> ExchangeVerdict? {
        guard here != there else { return nil }
        switch owner(key) {
        case .there?:
            // What was taken over already may have been locked here since; the next file from there tells.
            guard let there, there != lastTaken[key] || here == nil else { return nil }
            return here == nil ? .new : isAsKnown(key, here) ? .changed : .conflict
        case .here?:
            guard there != nil else { return nil }
            return here == nil ? .new : isBaseUnknown ? .conflict : nil
        case nil: return shared(key, here, there)
        }
    }

    /// Whether nobody here has changed what is written there, but for the lock of a cycle that closed.
    private func isAsKnown(_ key: CarriedKey, _ here: String?) -> Bool {
        here == lastTaken[key] || here == base[key]
            || ours[key]?.text("state") == Filing.State.locked.rawValue && lastTaken[key] != nil
    }

    private func shared(_ key: CarriedKey, _ here: String?, _ there: String?) -> ExchangeVerdict? {
        let before = base[key]
        guard let there else {
            // Only what is taken out of a draft is missing.
            guard isOfDraft(key) else { return nil }
            return before == nil ? .newerHere : here == before ? .removed : .conflict
        }
        guard let here else { return before == nil ? .new : before == there ? .newerHere : .conflict }
        if there == before { return .newerHere }
        // What was declined here and comes again is not news: they have declined ours.
        return here == before && declined[key] != there ? .changed : .conflict
    }

    /// What belongs to a draft: the list, its specials and items, milestones and shares as they are planned. Work that goes
    /// on while a list is changed doesn't.
    private func isOfDraft(_ key: CarriedKey) -> Bool {
        guard isDraft else { return false }
        switch key.kind {
        case .list, .special, .item: return true
        case .milestone: return differs(key, ["due_day", "text", "weight", "position", "is_agreed", "is_dropped"])
        case .leg:
            let isPlanned = [ours[key], theirs[key]].contains { $0?.text("state") == WorkLeg.State.planned.rawValue }
            return isPlanned || differs(key, ["unit", "role", "side", "parent_id", "item_id"])
        case .cycle, .filing: return false
        }
    }

    private func differs(_ key: CarriedKey, _ columns: [String]) -> Bool {
        guard let here = ours[key], let there = theirs[key] else { return true }
        return columns.contains { here.value($0) != there.value($0) }
    }

    /// Two cities agree to a draft as a whole: where both networks changed it, one of the two counts, not a mixture.
    private func settleDraft(_ lines: inout [ExchangeLine]) {
        let places = lines.indices.filter { isOfDraft(CarriedKey(kind: lines[$0].kind, id: lines[$0].id)) }
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
