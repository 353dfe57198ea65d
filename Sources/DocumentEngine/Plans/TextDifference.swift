// SPDX-License-Identifier: Apache-2.0

/// How one text became another, as runs of words in reading order. A Chinese character is a word.
package struct TextDifference: Hashable, Sendable {
    /// What became of a run of text.
    package enum Kind: String, CaseIterable, Sendable {
        case same
        case removed
        case added
    }
    /// A run of text that was kept, removed or added as a whole.
    package struct Run: Hashable, Sendable {
        package let kind: Kind
        package let text: String

        package init(kind: Kind, text: String) { (self.kind, self.text) = (kind, text) }
    }
    package let runs: [Run]

    /// The runs that lead from `old` to `new`. Texts with nothing in common are one removed and one added run.
    package init(from old: String, to new: String) {
        let (left, right) = (Self.words(old), Self.words(new))
        var steps = ContiguousArray<Step>()
        var start = 0
        while start < left.count, start < right.count, left[start] == right[start] { start += 1 }
        var (oldEnd, newEnd) = (left.count, right.count)
        while oldEnd > start, newEnd > start, left[oldEnd - 1] == right[newEnd - 1] {
            (oldEnd, newEnd) = (oldEnd - 1, newEnd - 1)
        }
        steps.append(Step(kind: .same, words: left[..<start]))
        steps += Self.steps(left[start..<oldEnd], right[start..<newEnd])
        steps.append(Step(kind: .same, words: left[oldEnd...]))
        runs = Self.merge(steps)
    }

    private struct Step {
        var kind: Kind
        var words: ArraySlice<Substring>
    }

    private static func words(_ text: String) -> ArraySlice<Substring> {
        var words: ArraySlice<Substring> = []
        let scalars = text.unicodeScalars
        var at = scalars.startIndex
        while at < scalars.endIndex {
            let start = at
            let isWord = isWordPart(scalars[at])
            repeat { at = scalars.index(after: at) } while isWord && at < scalars.endIndex && isWordPart(scalars[at])
            words.append(text[start..<at])
        }
        return words
    }

    private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool { scalar.value.is([.latin, .digit]) }

    /// More edits than this are shown as a new text.
    private static let mostEdits = 800

    /// The shortest edit script (Myers, An O(ND) Difference Algorithm and Its Variations, 1986).
    private static func steps(_ old: ArraySlice<Substring>, _ new: ArraySlice<Substring>) -> ContiguousArray<Step> {
        if old.isEmpty || new.isEmpty { return whole(old, new) }
        let (left, right) = (Array(old), Array(new))
        let most = min(left.count + right.count, mostEdits)
        var reach = [Int](repeating: 0, count: 2 * most + 3)
        var trace: [[Int]] = []
        for edits in 0...most {
            trace.append(Array(reach[(most - edits)...(most + edits + 2)]))
            for diagonal in stride(from: -edits, through: edits, by: 2) {
                let middle = most + 1 + diagonal
                let goesDown = diagonal == -edits || diagonal != edits && reach[middle - 1] < reach[middle + 1]
                var x = goesDown ? reach[middle + 1] : reach[middle - 1] + 1
                while x < left.count, x - diagonal < right.count, left[x] == right[x - diagonal] { x += 1 }
                reach[middle] = x
                if x >= left.count, x - diagonal >= right.count { return retrace(trace, left, right) }
            }
        }
        return whole(old, new)
    }

    private static func whole(_ old: ArraySlice<Substring>, _ new: ArraySlice<Substring>) -> ContiguousArray<Step> {
        [Step(kind: .removed, words: old), Step(kind: .added, words: new)]
    }

    private static func retrace(_ trace: [[Int]], _ left: [Substring], _ right: [Substring]) -> ContiguousArray<Step> {
        var steps = ContiguousArray<Step>()
        var (x, y) = (left.count, right.count)
        for edits in stride(from: trace.count - 1, to: 0, by: -1) {
            let reach = trace[edits]
            let diagonal = x - y
            let middle = edits + 1 + diagonal
            let goesDown = diagonal == -edits || diagonal != edits && reach[middle - 1] < reach[middle + 1]
            let before = goesDown ? reach[middle + 1] : reach[middle - 1]
            let kept = goesDown ? before : before + 1
            if x > kept { steps.append(Step(kind: .same, words: left[kept..<x])) }
            let previous = before - (goesDown ? diagonal + 1 : diagonal - 1)
            steps.append(
                goesDown
                    ? Step(kind: .added, words: right[previous..<(previous + 1)])
                    : Step(kind: .removed, words: left[before..<(before + 1)]))
            (x, y) = (before, previous)
        }
        if x > 0 { steps.append(Step(kind: .same, words: left[0..<x])) }
        return ContiguousArray(steps.reversed())
    }

    /// Joins neighbouring steps; between two changes, what was removed stands before what was added, and a single
    /// character that both share counts as changed.
    private static func merge(_ steps: ContiguousArray<Step>) -> [Run] {
        var runs: [Run] = []
        var (same, removed, added) = ("", "", "")
        func flush(_ kind: Kind, _ text: inout String) {
            if !text.isEmpty { runs.append(Run(kind: kind, text: text)) }
            text = ""
        }
        for (index, step) in steps.enumerated() where !step.words.isEmpty {
            let text = step.words.joined()
            switch step.kind {
            case .same:
                let isLone = step.words.count == 1 && !(removed.isEmpty && added.isEmpty)
                let goesOn = steps[(index + 1)...].first { !$0.words.isEmpty }.map { $0.kind != .same } ?? false
                if isLone, goesOn, text.unicodeScalars.first?.value.is(.han) == true {
                    removed += text
                    added += text
                } else {
                    flush(.removed, &removed)
                    flush(.added, &added)
                    same += text
                }
            case .removed:
                flush(.same, &same)
                removed += text
            case .added:
                flush(.same, &same)
                added += text
            }
        }
        flush(.removed, &removed)
        flush(.added, &added)
        flush(.same, &same)
        return runs
    }
}
