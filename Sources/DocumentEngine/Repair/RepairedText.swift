// SPDX-License-Identifier: Apache-2.0
import Domain

/// A text without what layout put into it, with the way back to the source.
///
/// Paragraphs are separated by one newline; inside them there is no white space but single spaces between words that
/// are not Chinese.
struct RepairedText {
    /// A piece that stands in the source as it stands here.
    struct Run {
        let at: Int32
        let from: Int32
        /// The source breaks the line before it.
        let followsBreak: Bool
    }
    var scalars = Scalars()
    /// How many scalars the source has.
    var sourceCount = 0
    var runs = ContiguousArray<Run>()
    var pages: [SourcePage] = []
    /// Where the paragraphs end and the cells of tables begin: each in a paragraph of its own, in the order of the source.
    var proseEnd = Int.max
    /// Where the tables stand in the source.
    var tables: [TextRange] = []
    /// Where words stand in the source that were recognised in a picture, and not surely; in order.
    var weak: [TextRange] = []

    var all: Range<Int> { 0..<scalars.count }

    subscript(_ position: Int) -> UInt32 { scalars[position] }

    func text(_ range: Range<Int>) -> String { scalars.text(range) }

    /// The source of a range that begins and ends with something printed.
    func source(_ range: Range<Int>) -> DraftSource {
        guard var run = run(of: range.lowerBound) else {
            return DraftSource(range: TextRange(from: 0, to: 0), page: nil)
        }
        func origin(_ position: Int) -> Int { Int(runs[run].from) + position - Int(runs[run].at) }
        let from = origin(range.lowerBound)
        // The end mostly stands in the same run, or in one of the next.
        let last = range.upperBound - 1
        for _ in 0..<8 where run + 1 < runs.count && Int(runs[run + 1].at) <= last { run += 1 }
        if run + 1 < runs.count, Int(runs[run + 1].at) <= last { run = self.run(of: last) ?? run }
        let to = range.isEmpty ? from : origin(last) + 1
        return DraftSource(range: TextRange(from: from, to: to), page: page(of: from))
    }

    /// Where a scalar stands in the source.
    func origin(_ position: Int) -> Int {
        guard let index = run(of: position) else { return 0 }
        return Int(runs[index].from) + position - Int(runs[index].at)
    }

    /// Does white space stand before the scalar in the source? On the same line, if `within` is set.
    func hasGap(before position: Int) -> Bool {
        guard let index = run(of: position) else { return false }
        return Int(runs[index].at) == position && position > 0 && !runs[index].followsBreak
    }

    /// Is the gap before the scalar wider than what typesetting puts between characters?
    func hasWideGap(before position: Int) -> Bool {
        guard hasGap(before: position), let index = run(of: position), index > 0 else { return false }
        let before = runs[index - 1]
        let length = Int(runs[index].from) - Int(before.from) - (position - Int(before.at))
        return length >= 2
    }

    /// The range without white space at its ends.
    func trim(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, scalars[start].is(.space) { start += 1 }
        while end > start, scalars[end - 1].is(.space) { end -= 1 }
        return start..<end
    }

    /// What stands in a range of the source.
    func repaired(_ range: TextRange) -> Range<Int> {
        let isCell = tables.contains { $0.contains(range) }
        let start = position(notBefore: range.from, amongCells: isCell)
        return start..<max(start, position(notBefore: range.to, amongCells: isCell))
    }

    /// The first scalar that stands at or behind a place in the source, among the paragraphs or among the cells of tables.
    func position(notBefore place: Int, amongCells: Bool = false) -> Int {
        let border = min(proseEnd, scalars.count)
        let (start, end) = amongCells ? (border, scalars.count) : (0, border)
        // The first run of them that begins behind the place: what is looked for stands in the run before, or begins it.
        let first = amongCells ? run(of: border).map { Int(runs[$0].at) < border ? $0 + 1 : $0 } ?? 0 : 0
        var (low, high) = (first, runs.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(runs[middle].from) <= place, Int(runs[middle].at) < end { low = middle + 1 } else { high = middle }
        }
        let next = low < runs.count ? min(end, Int(runs[low].at)) : end
        guard low > first else { return start }
        let before = runs[low - 1]
        return max(start, min(next, Int(before.at) + max(0, place - Int(before.from))))
    }

    /// Does the source begin a page inside the range, or print the number or head of one?
    func isCut(_ range: Range<Int>) -> Bool {
        guard range.count > 1, let first = run(of: range.lowerBound), let last = run(of: range.upperBound - 1),
            first < last
        else { return false }
        if !pages.isEmpty, page(of: origin(range.lowerBound)) != page(of: origin(range.upperBound - 1)) { return true }
        return (first..<last).contains { index in
            let (run, next) = (runs[index], runs[index + 1])
            return next.followsBreak && next.from - run.from - (next.at - run.at) >= 6
        }
    }

    private func run(of position: Int) -> Int? {
        var (low, high) = (0, runs.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(runs[middle].at) <= position { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : low - 1
    }

    private func page(of origin: Int) -> Int? {
        var (low, high) = (0, pages.count)
        while low < high {
            let middle = (low + high) / 2
            if pages[middle].range.from <= origin { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : pages[low - 1].number
    }
}
