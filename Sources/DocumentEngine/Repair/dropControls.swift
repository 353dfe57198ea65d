// SPDX-License-Identifier: Apache-2.0
import Domain

/// Marks the lines of a web page that hold nothing but the words of buttons and counters.
func dropControls(_ lines: inout ContiguousArray<SourceLine>, in source: Scalars) {
    for index in lines.indices where lines[index].count <= 120 && isControl(source, lines[index].range) {
        lines[index].isFurniture = true
    }
    for index in lines.indices.prefix(60) where !lines[index].isFurniture { settleTitle(&lines, index, in: source) }
}

/// Of a title behind its label, the label goes, or all of it where the title comes again below.
private func settleTitle(_ lines: inout ContiguousArray<SourceLine>, _ index: Int, in source: Scalars) {
    let line = lines[index].range
    guard let label = WebGrammar.titleLabels.prefix(of: source, line), label.range.upperBound < line.upperBound,
        source[label.range.upperBound].folded == Sign.colon || source[label.range.upperBound].is(.space)
    else { return }
    var start = label.range.upperBound
    while start < line.upperBound, source[start].is(.space) || source[start].folded == Sign.colon { start += 1 }
    guard start < line.upperBound else { return }
    func printed(_ range: Range<Int>) -> [UInt32] { range.map { source[$0] }.filter { !$0.is(.space) } }
    let title = printed(start..<line.upperBound)
    let comesAgain = lines[(index + 1)...].prefix(200).contains { printed($0.range) == title }
    if comesAgain { lines[index].isFurniture = true } else { lines[index].start = Int32(start) }
}

private func isControl(_ source: Scalars, _ range: Range<Int>) -> Bool {
    var (at, words) = (range.lowerBound, 0)
    while at < range.upperBound {
        if let word = WebGrammar.controls.match(in: source, at: at, before: range.upperBound) {
            (at, words) = (word.range.upperBound, words + 1)
        } else if source[at].is([.han, .latin, .stop]) {
            return false
        } else {
            at += 1
        }
    }
    return words > 0
}

/// Makes each label of a table of particulars begin a line, with its value behind it.
func splitParticulars(_ lines: inout ContiguousArray<SourceLine>, _ blocks: [SourceBlock], in source: Scalars) {
    var cuts: [(block: TextRange, starts: [Int])] = []
    for block in blocks {
        guard case .table(let rows) = block.kind, block.range.to <= source.count else { continue }
        let labels = rows.joined().filter { isLabel(source, $0.range) }
        guard labels.count >= 2 else { continue }
        cuts.append((block.range, labels.map(\.range.from).sorted()))
    }
    guard !cuts.isEmpty else { return }
    var split = ContiguousArray<SourceLine>()
    for line in lines {
        let starts = cuts.first { $0.block.from <= Int(line.start) && Int(line.end) <= $0.block.to }?.starts ?? []
        let inside = starts.filter { Int(line.start) < $0 && $0 < Int(line.end) }
        var rest = line
        for start in inside {
            var piece = rest
            piece.end = Int32(start)
            while piece.end > piece.start, source[Int(piece.end) - 1].is(.space) { piece.end -= 1 }
            (piece.count, piece.width) = (piece.end - piece.start, 2 * (piece.end - piece.start))
            if piece.count > 0 { split.append(piece) }
            rest.start = Int32(start)
            while rest.start < rest.end, source[Int(rest.start)].is(.space) { rest.start += 1 }
            (rest.count, rest.width, rest.followsBlank) = (rest.end - rest.start, 2 * (rest.end - rest.start), true)
        }
        split.append(rest)
    }
    lines = split
}

/// Is a cell a label by itself, or one with its value behind a colon?
private func isLabel(_ source: Scalars, _ cell: TextRange) -> Bool {
    let word = Scalars(source[cell.from..<min(cell.to, cell.from + 40)].filter { !$0.is([.space, .newline]) })
    guard let label = WebGrammar.labels.prefix(of: word, 0..<word.count) else { return false }
    return label.range.upperBound == word.count || word[label.range.upperBound].folded == Sign.colon
}
