// SPDX-License-Identifier: Apache-2.0
import Domain

extension RepairedText {
    /// Adds a line of the source without the white space that Chinese does not have.
    mutating func append(_ source: Scalars, _ line: Range<Int>, joins: Bool) {
        var followsBreak = true
        var at = line.lowerBound
        if joins, let last = scalars.last, isWord(last), isWord(source[at]), last.is(.latin) {
            scalars.append(Sign.space)
        }
        while at < line.upperBound {
            let start = at
            while at < line.upperBound, !source[at].is(.space) { at += 1 }
            runs.append(.init(at: Int32(scalars.count), from: Int32(start), followsBreak: followsBreak))
            scalars.append(contentsOf: source[start..<at])
            let wordEnd = at
            while at < line.upperBound, source[at].is(.space) { at += 1 }
            if at < line.upperBound, wordEnd > start, isWord(source[wordEnd - 1]), isWord(source[at]) {
                scalars.append(Sign.space)
            }
            followsBreak = false
        }
    }

    /// Adds a cell of a table: its lines are paragraphs.
    mutating func appendCell(_ source: Scalars, _ range: TextRange) -> Range<Int> {
        if !scalars.isEmpty { scalars.append(Sign.newline) }
        let start = scalars.count
        for line in readLines(Scalars(source[range.from..<range.to])) {
            let line = (line.range.lowerBound + range.from)..<(line.range.upperBound + range.from)
            let first = source[line.lowerBound]
            let joins =
                scalars.count > start
                && (scalars[scalars.count - 1].is(.opener) || first.is([.closer, .stop, .separator]))
            if scalars.count > start, !joins { scalars.append(Sign.newline) }
            append(source, line, joins: joins)
        }
        return start..<scalars.count
    }

    private func isWord(_ scalar: UInt32) -> Bool {
        scalar > Sign.space && scalar < 0x2000 && scalar.is([.latin, .digit])
    }
}
