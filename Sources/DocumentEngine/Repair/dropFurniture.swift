// SPDX-License-Identifier: Apache-2.0

/// Marks what layout put between the lines: page numbers, and the heads and feet that repeat from page to page.
func dropFurniture(_ lines: inout ContiguousArray<SourceLine>, in source: Scalars) {
    for index in lines.indices where isPageNumber(source, lines[index].range) { lines[index].isFurniture = true }
    dropBareNumbers(&lines, in: source)
    dropRunningHeads(&lines, in: source)
    var startsPage = false
    for index in lines.indices {
        if lines[index].isFurniture {
            startsPage = true
        } else {
            lines[index].startsPage = startsPage
            startsPage = false
        }
    }
}

/// A number between dashes, or with the words for page around it.
func isPageNumber(_ source: Scalars, _ range: Range<Int>) -> Bool {
    guard range.count <= 24, range.contains(where: { source[$0].is(.digit) }) else { return false }
    let line = range.filter { !source[$0].is(.space) }.map { source[$0].folded }
    guard line.count >= 3 else { return false }
    if isPageMark(line[0]), isPageMark(line[line.count - 1]) {
        let digits = line.drop(while: isPageMark).prefix { $0.is(.digit) }
        return (1...4).contains(digits.count) && line.allSatisfy { $0.is(.digit) || isPageMark($0) }
    }
    return PageGrammar.isPageNumber(line)
}

/// A dash or a dot, as printed on both sides of a page number.
private func isPageMark(_ scalar: UInt32) -> Bool {
    scalar.is(.dash) || [0xB7, 0x2022, 0x30FB, 0x2027].contains(scalar)
}

/// Lines of bare digits, where they rise through the text as page numbers do.
private func dropBareNumbers(_ lines: inout ContiguousArray<SourceLine>, in source: Scalars) {
    var numbers: [(index: Int, number: Int)] = []
    for (index, line) in lines.enumerated() where line.count <= 4 && line.range.allSatisfy({ source[$0].is(.digit) }) {
        numbers.append((index, line.range.reduce(0) { $0 * 10 + Int(source[$1].folded) - 0x30 }))
    }
    guard numbers.count >= 3 else { return }
    let steps = zip(numbers, numbers.dropFirst()).filter { (1...2).contains($1.number - $0.number) }.count
    guard steps * 5 >= (numbers.count - 1) * 4 else { return }
    for (index, _) in numbers { lines[index].isFurniture = true }
}

/// The longest line that can be a running head.
private let longestHead: Int32 = 48

private func dropRunningHeads(_ lines: inout ContiguousArray<SourceLine>, in source: Scalars) {
    var sightings: [UInt64: HeadSighting] = [:]
    for index in lines.indices where (4...longestHead).contains(lines[index].count) && !lines[index].isFurniture {
        let line = lines[index]
        guard !source[Int(line.end) - 1].is([.terminal, .closer, .separator]), !source[Int(line.start)].is(.opener)
        else { continue }
        let next = index + 1 < lines.count ? index + 1 : index
        let before = index > 0 ? index - 1 : index
        let isOpen =
            before < index && !source[Int(lines[before].end) - 1].is([.terminal, .closer]) && lines[before].count > 12
        let besideNumber = lines[before].isFurniture || lines[next].isFurniture
        let isAlone = line.followsBlank && lines[next].followsBlank
        let interrupts = isOpen && readMarker(source, lines[next].range) == nil
        sightings[fingerprint(source, line.range), default: HeadSighting()].add(
            index, besideNumber: besideNumber, isAlone: isAlone, interrupts: interrupts)
    }
    for sighting in sightings.values where sighting.isHead {
        for index in sighting.lines { lines[index].isFurniture = true }
    }
}

private struct HeadSighting {
    var lines: [Int] = []
    var besideNumbers = 0
    /// How often empty lines stand around it.
    var alone = 0
    /// How often it stands inside a sentence.
    var interruptions = 0

    mutating func add(_ line: Int, besideNumber: Bool, isAlone: Bool, interrupts: Bool) {
        lines.append(line)
        besideNumbers += besideNumber ? 1 : 0
        alone += isAlone ? 1 : 0
        interruptions += interrupts ? 1 : 0
    }

    /// A line beside page numbers, or one that comes back at even distances and breaks into sentences.
    var isHead: Bool {
        if lines.count >= 2, besideNumbers >= 2, besideNumbers * 2 >= lines.count { return true }
        guard lines.count >= 3, interruptions >= 2 else { return false }
        if alone * 2 >= lines.count { return true }
        let gaps = zip(lines, lines.dropFirst()).map { $1 - $0 }
        return (gaps.min() ?? 0) * 2 >= (gaps.max() ?? 1)
    }
}

/// FNV-1a over what is printed in the line.
private func fingerprint(_ source: Scalars, _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for at in range where !source[at].is(.space) { hash = (hash ^ UInt64(source[at].folded)) &* 0x100_0000_01B3 }
    return hash
}
