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
    /// One row: both sides where the task lives on, one where it was dropped or is new.
    package struct Row: Hashable, Sendable {
        package let change: TaskChange
        /// Positions in the lists that were compared; nil where the task is new or dropped.
        package let old: Int?
        package let new: Int?
        /// nil where the title was not reworded.
        package let title: TextDifference?
        /// nil where the text was not reworded.
        package let text: TextDifference?
        /// The task also changed its place; set beside `reworded`, always true for `moved`.
        package let isMoved: Bool
    }
    /// In the order of the new version; dropped tasks stand where they stood.
    package let rows: [Row]

    /// Compares two versions; tasks are matched by their wording, not by their paths. A task is moved where it stands
    /// in
    /// another area or in another order, not where it was only renumbered.
    package init(old: [Side], new: [Side]) {
        let matches = TaskMatcher(old: old, new: new).match()
        let moved = findMoved(matches, old, new)
        var rows = new.indices.map { index in
            Row(old: matches[index].map { ($0, old[$0]) }, new: (index, new[index]), isMoved: moved.contains(index))
        }
        let kept = Set(matches.compactMap(\.self))
        for dropped in old.indices.reversed() where !kept.contains(dropped) {
            let before = matches.lastIndex { $0.map { $0 < dropped } ?? false }
            let row = Row(change: .dropped, old: dropped, new: nil, title: nil, text: nil, isMoved: false)
            rows.insert(row, at: before.map { place in rows.firstIndex { $0.new == place }.map { $0 + 1 } ?? 0 } ?? 0)
        }
        self.rows = rows
    }
}

extension TaskComparison.Row {
    fileprivate init(
        old: (index: Int, side: TaskComparison.Side)?, new: (index: Int, side: TaskComparison.Side), isMoved: Bool
    ) {
        guard let old else {
            self.init(change: .new, old: nil, new: new.index, title: nil, text: nil, isMoved: false)
            return
        }
        let isTitleSame = isSame(old.side.title ?? "", new.side.title ?? "")
        let isTextSame = isSame(old.side.text, new.side.text)
        let change: TaskChange = isTitleSame && isTextSame ? (isMoved ? .moved : .unchanged) : .reworded
        self.init(
            change: change, old: old.index, new: new.index,
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

/// The new positions whose tasks stand in another area than most of their neighbours, or in another order.
private func findMoved(_ matches: [Int?], _ old: [TaskComparison.Side], _ new: [TaskComparison.Side]) -> Set<Int> {
    var counts: [String: [String: Int]] = [:]
    let pairs = matches.enumerated().compactMap { entry in entry.element.map { (old: $0, new: entry.offset) } }
    for pair in pairs {
        counts[areaPath(old[pair.old].path), default: [:]][areaPath(new[pair.new].path), default: 0] += 1
    }
    var moved = Set(
        pairs.filter { pair in
            let areas = counts[areaPath(old[pair.old].path)] ?? [:]
            let most = areas.values.max() ?? 0
            return (areas[areaPath(new[pair.new].path)] ?? 0) * 2 < most
        }.map(\.new))
    let inOrder = longestRise(pairs.map(\.old))
    for (index, pair) in pairs.enumerated() where !inOrder.contains(index) { moved.insert(pair.new) }
    return moved
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
