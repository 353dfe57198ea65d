// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What became of each task between two versions of a plan.
package struct TaskComparison: Hashable, Sendable {
    /// A task as a version words it.
    package struct Side: Hashable, Sendable {
        package let path: String
        package let title: String?
        package let text: String

        package init(path: String, title: String?, text: String) {
            (self.path, self.title, self.text) = (path, title, text)
        }
    }
    /// One row: both sides where the task lives on, one where it was dropped or is new, several on one side where a
    /// task was split or several were merged.
    package struct Row: Hashable, Sendable {
        package let change: TaskChange
        /// Positions in the lists that were compared, those of a split or merger in the order of their sentences.
        package let old: [Int]
        package let new: [Int]
        /// nil where the title was not reworded, and for splits and mergers.
        package let title: TextDifference?
        /// nil where the text was not reworded. Of a split or merger the texts of both sides, each joined.
        package let text: TextDifference?
        /// The task also changed its place; set beside `reworded`, always true for `moved`.
        package let isMoved: Bool
    }
    /// What of an old task's text stands in a new one that doesn't keep its identity.
    package struct Descent: Hashable, Sendable {
        package let old: Int
        package let new: Int
        /// `split` or `merged`.
        package let change: TaskChange
        /// From 0 to 1: how much of the old task's text went there.
        package let share: Double
    }
    /// In the order of the new version; dropped tasks stand where they stood.
    package let rows: [Row]
    /// For every new task the old one whose identity it keeps: of a task that was split, the new one with most of the
    /// text; of tasks that were merged, the one that gave most of it.
    package let identity: [Int?]
    /// Where the rest of the text of tasks came from that were split or merged.
    package let descents: [Descent]

    /// Compares two versions; tasks are matched by their wording, not by their paths. A task is moved where it stands
    /// in another area or in another order, not where it was only renumbered.
    package init(old: [Side], new: [Side]) {
        let result = TaskMatcher(old: old, new: new).match()
        (identity, descents) = (result.matches, result.descents.map { Descent($0, in: result.groups) })
        let grouped = Set(result.groups.flatMap(\.new))
        let pairs = result.matches.indices.compactMap { new in
            grouped.contains(new) ? nil : result.matches[new].map { (old: $0, new: new) }
        }
        let anchors = result.groups.map { (old: $0.old.min() ?? 0, new: $0.new.min() ?? 0) }
        let moved = Self.moved(pairs, anchors: anchors, old: old, new: new)
        let groups = Dictionary(uniqueKeysWithValues: result.groups.map { ($0.new.min() ?? 0, $0) })
        var rows: [Row] = new.indices.compactMap { index in
            if let group = groups[index] { return Row(group, old, new) }
            if grouped.contains(index) { return nil }
            return Row(
                old: result.matches[index].map { ($0, old[$0]) }, new: (index, new[index]),
                isMoved: moved.contains(index))
        }
        let kept = Set(result.matches.compactMap(\.self) + result.groups.flatMap(\.old))
        for dropped in old.indices.reversed() where !kept.contains(dropped) {
            let before = result.matches.lastIndex { $0.map { $0 < dropped } ?? false }
            let row = Row(change: .dropped, old: [dropped], new: [], title: nil, text: nil, isMoved: false)
            let place = before.flatMap { before in rows.firstIndex { $0.new.contains(before) } }
            rows.insert(row, at: place.map { $0 + 1 } ?? 0)
        }
        self.rows = rows
    }
}

extension TaskComparison.Descent {
    fileprivate init(_ descent: TaskMatcher.Descent, in groups: [TaskMatcher.Group]) {
        let group = groups.first { $0.old.contains(descent.old) && $0.new.contains(descent.new) }
        self.init(old: descent.old, new: descent.new, change: group?.change ?? .split, share: descent.share)
    }
}

extension TaskMatcher.Group {
    fileprivate var change: TaskChange { new.count > old.count ? .split : .merged }
}

extension TaskComparison.Row {
    fileprivate init(_ group: TaskMatcher.Group, _ old: [TaskComparison.Side], _ new: [TaskComparison.Side]) {
        let before = group.old.map { old[$0].text }.joined(separator: Sign.paragraphBreak)
        let after = group.new.map { new[$0].text }.joined(separator: Sign.paragraphBreak)
        self.init(
            change: group.change, old: group.old, new: group.new, title: nil,
            text: TextDifference(from: before, to: after), isMoved: false)
    }

    fileprivate init(
        old: (index: Int, side: TaskComparison.Side)?, new: (index: Int, side: TaskComparison.Side), isMoved: Bool
    ) {
        guard let old else {
            self.init(change: .new, old: [], new: [new.index], title: nil, text: nil, isMoved: false)
            return
        }
        let isTitleSame = isSame(old.side.title ?? "", new.side.title ?? "")
        let isTextSame = isSame(old.side.text, new.side.text)
        let change: TaskChange = isTitleSame && isTextSame ? (isMoved ? .moved : .unchanged) : .reworded
        self.init(
            change: change, old: [old.index], new: [new.index],
            title: isTitleSame ? nil : TextDifference(from: old.side.title ?? "", to: new.side.title ?? ""),
            text: isTextSame ? nil : TextDifference(from: old.side.text, to: new.side.text), isMoved: isMoved)
    }
}

/// White space and the width of signs are no wording.
private func isSame(_ left: String, _ right: String) -> Bool {
    left == right || fold(left) == fold(right)
}

private func fold(_ text: String) -> [UInt32] {
    text.unicodeScalars.compactMap { $0.value.is(.space) ? nil : $0.value.folded }
}

extension TaskComparison {
    /// The new positions of pairs whose tasks stand in another area than most of their neighbours, or in another order
    /// among them and the `anchors`, which are tasks that were split or merged.
    package static func moved(
        _ pairs: [(old: Int, new: Int)], anchors: [(old: Int, new: Int)], old: [Side], new: [Side]
    ) -> Set<Int> {
        var counts: [String: [String: Int]] = [:]
        for pair in pairs {
            counts[areaPath(old[pair.old].path), default: [:]][areaPath(new[pair.new].path), default: 0] += 1
        }
        var moved = Set(
            pairs.filter { pair in
                let areas = counts[areaPath(old[pair.old].path)] ?? [:]
                let most = areas.values.max() ?? 0
                return (areas[areaPath(new[pair.new].path)] ?? 0) * 2 < most
            }.map(\.new))
        // Whoever left the area is in nobody's way.
        let left = (pairs.filter { !moved.contains($0.new) } + anchors).sorted { $0.new < $1.new }
        let inOrder = longestRise(left.map(\.old))
        for (index, pair) in left.enumerated() where !inOrder.contains(index) { moved.insert(pair.new) }
        return moved.intersection(pairs.map(\.new))
    }
}

/// A path without the number of the task itself.
private func areaPath(_ path: String) -> String {
    var scalars = Array(path.unicodeScalars)
    if let last = scalars.last, last.value.is(.closer) { scalars.removeLast() }
    while let last = scalars.last, last.value.is([.digit, .numeral]) { scalars.removeLast() }
    if let last = scalars.last, last.value.is(.opener), scalars.count < path.unicodeScalars.count {
        scalars.removeLast()
    }
    var area = String.UnicodeScalarView()
    area.append(contentsOf: scalars)
    return String(area)
}

/// The places of a longest rising run of numbers.
private func longestRise(_ numbers: [Int]) -> Set<Int> {
    var (tails, previous): ([Int], [Int]) = ([], [])
    for (index, number) in numbers.enumerated() {
        var (low, high) = (0, tails.count)
        while low < high {
            let middle = (low + high) / 2
            if numbers[tails[middle]] < number { low = middle + 1 } else { high = middle }
        }
        previous.append(low > 0 ? tails[low - 1] : -1)
        if low == tails.count { tails.append(index) } else { tails[low] = index }
    }
    var (run, at): (Set<Int>, Int) = ([], tails.last ?? -1)
    while at >= 0 {
        run.insert(at)
        at = previous[at]
    }
    return run
}
