// SPDX-License-Identifier: Apache-2.0

/// The width at which a layout broke the lines of a text; without one, every line is a paragraph.
struct LineWidth {
    /// In scalars; nil where lines were not broken at one length.
    private var count: Int32?
    /// In columns.
    private var width: Int32?

    /// Lines are held to be broken where a third of them end within two characters of one length and few are longer.
    init(_ lines: ContiguousArray<SourceLine>) {
        let body = lines.filter { !$0.isFurniture }
        count = Self.mode(body.map(\.count), slack: 2, range: 18...64)
        width = Self.mode(body.map(\.width), slack: 4, range: 36...128)
    }

    /// Does the line reach the edge, so that the next one may go on with its sentence?
    func isFull(_ line: SourceLine) -> Bool {
        if let count, line.count >= count - 2 { return true }
        if let width, line.width >= width - 4 { return true }
        return false
    }

    private static func mode(_ lengths: [Int32], slack: Int32, range: ClosedRange<Int32>) -> Int32? {
        guard lengths.count >= 6 else { return nil }
        var tally = [Int32: Int]()
        for length in lengths { tally[min(length, range.upperBound + 1), default: 0] += 1 }
        var best: (length: Int32, share: Int) = (0, 0)
        for length in range {
            let share = ((length - slack)...length).reduce(0) { $0 + (tally[$1] ?? 0) }
            if share >= best.share { best = (length, share) }
        }
        while best.length > range.lowerBound, tally[best.length] == nil { best.length -= 1 }
        let longer = tally.reduce(0) { $0 + ($1.key > best.length ? $1.value : 0) }
        return best.share * 3 >= lengths.count && longer * 8 <= lengths.count ? best.length : nil
    }
}
